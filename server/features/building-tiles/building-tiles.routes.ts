import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Api, type ApiDeps, bodyResponses, NoQuery } from '../../http/api.ts'
import { chooseEncoding } from '../../http/choose-encoding.ts'
import { isFresh, REVALIDATE_PRIVATELY, sendNotModified } from '../../http/conditional.ts'
import { buildingTileNotFound } from './building-tiles.errors.ts'
import type { BuildingTiles, TileFile } from './building-tiles.ts'
import { decompressTile } from './compress-tile.ts'
import { isTileCell } from './tile-scheme.ts'

export interface BuildingTileDeps extends ApiDeps {
  readonly buildingTiles: BuildingTiles
}

const KEEP_FOREVER = 'private, max-age=31536000, immutable'
const GLB = 'model/gltf-binary'

/** The buildings as 3D Tiles 1.1: a quadtree of binary glTF with a coarse and a fine level. */
export function buildingTileRoutes(app: Api, { actFor, buildingTiles }: BuildingTileDeps): void {
  app.get(
    '/3d-tiles/buildings/tileset.json',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getBuildingTileset',
        summary: 'The tile set (3D Tiles 1.1) of all buildings',
        tags: ['3D tiles'],
        querystring: NoQuery,
        response: bodyResponses('application/json', Type.Object({})),
      },
    },
    async (request, reply) => {
      const { json, etag } = await buildingTiles.getTileset(actFor(request))
      reply.header('cache-control', REVALIDATE_PRIVATELY).header('etag', etag)
      if (isFresh(request, etag)) return sendNotModified(reply, etag)
      return reply.type('application/json; charset=utf-8').serializer(String).send(json)
    },
  )
  app.get(
    '/3d-tiles/buildings/:zoom/:x/:y.glb',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getBuildingTile',
        summary: 'The buildings of one tile as binary glTF',
        tags: ['3D tiles'],
        params: TileParams,
        querystring: TileQuery,
        response: bodyResponses(GLB, Type.String({ format: 'binary' })),
      },
    },
    async (request, reply) => {
      const cell = request.params
      const tile = isTileCell(cell)
        ? await buildingTiles.findTile(actFor(request), cell)
        : undefined
      if (!tile) throw buildingTileNotFound(cell)
      return sendTile(request, reply, tile, request.query.v)
    },
  )
}

const Coordinate = Type.Integer({ minimum: 0, maximum: 65_535 })
const TileParams = Type.Object({
  zoom: Type.Integer({ minimum: 0, maximum: 22 }),
  x: Coordinate,
  y: Coordinate,
})
const TileQuery = Type.Object(
  {
    v: Type.Optional(
      Type.String({ maxLength: 64, description: 'Version, as the tile set has it' }),
    ),
  },
  { additionalProperties: false },
)

/**
 * Content under the address of its own version never changes. An outdated address gets the newest
 * content too, but has to ask again.
 */
async function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  tile: TileFile,
  requestedTag: string | undefined,
): Promise<FastifyReply> {
  const etag = `W/"${tile.versionTag}"`
  reply.header(
    'cache-control',
    requestedTag === tile.versionTag ? KEEP_FOREVER : REVALIDATE_PRIVATELY,
  )
  if (isFresh(request, etag)) return sendNotModified(reply, etag)
  reply.header('etag', etag).header('vary', 'accept-encoding').type(GLB)
  const encoding = chooseEncoding(request.headers['accept-encoding'])
  if (encoding === 'identity') return reply.send(await decompressTile(tile))
  reply.header('content-encoding', encoding)
  return reply.send(encoding === 'br' ? tile.brotli : tile.gzip)
}
