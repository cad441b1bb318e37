import Type from 'typebox'
import { type VectorTileLayer, vectorTileLayers } from '../../contract/vocabulary.ts'
import { isInTileRange } from '../../geo/tile-scheme.ts'
import { type Api, type ApiDeps, bodyResponses, NoQuery } from '../../http/api.ts'
import { type DataTopic, sendVersionedBody } from '../../http/versioned-body.ts'
import { tileOutOfRange, unknownTileLayer } from './vector-tiles.errors.ts'
import { vectorTile } from './vector-tiles.queries.ts'

const MEDIA_TYPE = 'application/vnd.mapbox-vector-tile'

/** The ground map as vector tiles. */
export function vectorTileRoutes(app: Api, { pool }: ApiDeps): void {
  app.get(
    '/tiles/:layers/:z/:x/:y.mvt',
    {
      schema: {
        operationId: 'getVectorTile',
        summary: 'A Mapbox vector tile; several layers may be joined by commas',
        tags: ['tiles'],
        params: TileParams,
        querystring: NoQuery,
        response: {
          ...bodyResponses(MEDIA_TYPE, Type.String({ format: 'binary' })),
          204: { description: 'Nothing lies inside this tile.', type: 'null' },
        },
      },
    },
    (request, reply) => {
      const { layers: names, ...tile } = request.params
      if (!isInTileRange(tile)) throw tileOutOfRange()
      const layers = parseLayers(names)
      return sendVersionedBody(pool, request, reply, {
        topics: [...new Set(layers.map((layer) => topicOf[layer]))],
        statement: vectorTile(layers, tile),
        mediaType: MEDIA_TYPE,
        whenEmpty: () => reply.code(204).send(null),
      })
    },
  )
}

const Coordinate = Type.Integer({ minimum: 0, maximum: 65_535 })

const TileParams = Type.Object({
  layers: Type.String({ description: `Some of ${vectorTileLayers.join(', ')}` }),
  z: Type.Integer({ minimum: 0, maximum: 16 }),
  x: Coordinate,
  y: Coordinate,
})

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
