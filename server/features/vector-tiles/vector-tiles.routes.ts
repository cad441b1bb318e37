import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type VectorTileLayer, vectorTileLayers } from '../../contract/vocabulary.ts'
import type { Database } from '../../db/database.ts'
import { isInTileRange, type TileAddress } from '../../geo/tile-scheme.ts'
import { type Api, type ApiDeps, bodyResponses, NoQuery } from '../../http/api.ts'
import { type DataTopic, MAP_TOPICS, sendVersionedBody } from '../../http/versioned-body.ts'
import { tileOutOfRange, unknownTileLayer } from './vector-tiles.errors.ts'
import { vectorTile } from './vector-tiles.queries.ts'

const MEDIA_TYPE = 'application/vnd.mapbox-vector-tile'

/** The ground map as vector tiles. */
export function vectorTileRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/tiles/:layers/:z/:x/:y.mvt',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getVectorTile',
        summary: 'A Mapbox vector tile; several layers may be joined by commas',
        tags: ['tiles'],
        params: Type.Object(tileParams),
        querystring: NoQuery,
        response: tileResponses,
      },
    },
    (request, reply) => sendTile(actFor(request), request, reply, request.params),
  )
  app.get(
    '/tiles/:version/:layers/:z/:x/:y.mvt',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getVersionedVectorTile',
        summary: 'The same under an address that may be kept while the map does not change',
        tags: ['tiles'],
        params: Type.Object({ version: MapVersion, ...tileParams }),
        querystring: NoQuery,
        response: tileResponses,
      },
    },
    (request, reply) => sendTile(actFor(request), request, reply, request.params),
  )
}

/** An outdated version gets the newest tile too, but has to ask again. */
function sendTile(
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  { version, layers: names, ...tile }: TileAddress & { layers: string; version?: string },
): Promise<FastifyReply> {
  if (!isInTileRange(tile)) throw tileOutOfRange()
  const layers = parseLayers(names)
  const topics = version ? MAP_TOPICS : [...new Set(layers.map((layer) => topicOf[layer]))]
  return sendVersionedBody(database, request, reply, {
    topics,
    statement: vectorTile(layers, tile),
    mediaType: MEDIA_TYPE,
    addressVersion: version,
    whenEmpty: () => reply.code(204).send(null),
  })
}

const Coordinate = Type.Integer({ minimum: 0, maximum: 65_535 })

const MapVersion = Type.String({
  description: '`mapVersion` of the overview',
  pattern: '^[0-9A-Za-z-]{1,64}$',
})

const tileParams = {
  layers: Type.String({ description: `Some of ${vectorTileLayers.join(', ')}` }),
  z: Type.Integer({ minimum: 0, maximum: 16 }),
  x: Coordinate,
  y: Coordinate,
}

const tileResponses = {
  ...bodyResponses(MEDIA_TYPE, Type.String({ format: 'binary' })),
  204: { description: 'Nothing lies inside this tile.', type: 'null' },
}

const topicOf: Record<VectorTileLayer, DataTopic> = {
  boundary: 'area',
  street: 'ground',
  'land-use': 'ground',
  water: 'ground',
  building: 'building',
  shop: 'shop',
}

/** A known order and no repetitions keep the set of prepared statements small. */
function parseLayers(names: string): VectorTileLayer[] {
  const wanted = names.split(',')
  const unknown = wanted.find(
    (name, place) =>
      !vectorTileLayers.includes(name as VectorTileLayer) || wanted.indexOf(name) !== place,
  )
  if (unknown !== undefined) throw unknownTileLayer(unknown)
  return vectorTileLayers.filter((layer) => wanted.includes(layer))
}
