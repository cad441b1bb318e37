import { AreaCollection, AreaFeature, AreaQuery, CommunityQuery } from '../../contract/areas.ts'
import { AsOfQuery } from '../../contract/atoms.ts'
import type { AreaLevel } from '../../contract/vocabulary.ts'
import { parseBoundingBox } from '../../geo/bounding-box.ts'
import { type Api, type ApiDeps, bodyResponses, IdParams } from '../../http/api.ts'
import { sendVersionedBody } from '../../http/versioned-body.ts'
import { areaNotFound, invalidBoundingBox } from './areas.errors.ts'
import { areaCollection, singleArea } from './areas.queries.ts'

const GEOJSON = 'application/geo+json'
const topicsOf = (asOf: string | undefined) =>
  asOf ? (['area', 'building', 'person', 'shop'] as const) : (['area', 'building'] as const)

/** Communities, zones and grids as GeoJSON. */
export function areaRoutes(app: Api, { actFor }: ApiDeps): void {
  const addLevel = (
    level: AreaLevel,
    plural: string,
    title: string,
    query: typeof AreaQuery | typeof CommunityQuery,
  ) => {
    app.get(
      `/api/v1/${plural}`,
      {
        config: { permission: 'place.read' },
        schema: {
          operationId: `list${title}`,
          summary: `All ${plural} with outline and counts, of now or of a day`,
          tags: ['areas'],
          querystring: query,
          response: bodyResponses(GEOJSON, AreaCollection),
        },
      },
      (request, reply) => {
        const { bbox, parent, asOf }: AreaQuery = request.query
        const boundingBox = bbox === undefined ? undefined : parseBoundingBox(bbox)
        if (bbox !== undefined && !boundingBox) throw invalidBoundingBox(bbox)
        return sendVersionedBody(actFor(request), request, reply, {
          topics: topicsOf(asOf),
          statement: areaCollection(level, { boundingBox, parentId: parent, asOf }),
          mediaType: GEOJSON,
          // A box is as free as the hand that drags the map, and days are many; whole levels are few.
          isKept: !boundingBox && !asOf,
          whenEmpty: () => reply.send(),
        })
      },
    )
    app.get(
      `/api/v1/${plural}/:id`,
      {
        config: { permission: 'place.read' },
        schema: {
          operationId: `get${title.replace(/ies$/, 'y').replace(/s$/, '')}`,
          summary: `One ${level} with outline and counts, of now or of a day`,
          tags: ['areas'],
          params: IdParams,
          querystring: AsOfQuery,
          response: bodyResponses(GEOJSON, AreaFeature),
        },
      },
      (request, reply) =>
        sendVersionedBody(actFor(request), request, reply, {
          topics: topicsOf(request.query.asOf),
          statement: singleArea(level, request.params.id, request.query.asOf),
          mediaType: GEOJSON,
          whenEmpty: () => {
            throw areaNotFound(level, request.params.id)
          },
        }),
    )
  }

  addLevel('community', 'communities', 'Communities', CommunityQuery)
  addLevel('zone', 'zones', 'Zones', AreaQuery)
  addLevel('grid', 'grids', 'Grids', AreaQuery)
}
