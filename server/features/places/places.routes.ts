import { LabelList, PlaceFeature, type PlaceKind } from '../../contract/places.ts'
import { type Api, type ApiDeps, bodyResponses, IdParams, NoQuery } from '../../http/api.ts'
import { sendVersionedBody } from '../../http/versioned-body.ts'
import { placeNotFound } from './places.errors.ts'
import { labelList, placeFeature } from './places.queries.ts'

const GEOJSON = 'application/geo+json'
const JSON_TYPE = 'application/json'

/** Facilities, streets and estates to fly to, and the names on the map. */
export function placeRoutes(app: Api, { actFor }: ApiDeps): void {
  const addKind = (kind: PlaceKind, plural: string, operationId: string) => {
    app.get(
      `/api/v1/${plural}/:id`,
      {
        config: { permission: 'place.read' },
        schema: {
          operationId,
          summary: `One ${kind} with its geometry`,
          tags: ['places'],
          params: IdParams,
          querystring: NoQuery,
          response: bodyResponses(GEOJSON, PlaceFeature),
        },
      },
      (request, reply) =>
        sendVersionedBody(actFor(request), request, reply, {
          topics: ['ground', 'building'],
          statement: placeFeature(kind, request.params.id),
          mediaType: GEOJSON,
          whenEmpty: () => {
            throw placeNotFound(kind, request.params.id)
          },
        }),
    )
  }
  addKind('facility', 'facilities', 'getFacility')
  addKind('street', 'streets', 'getStreet')
  addKind('estate', 'estates', 'getEstate')

  app.get(
    '/api/v1/labels',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'listLabels',
        summary: 'Names of estates, parks, facilities and waters with a position',
        tags: ['places'],
        querystring: NoQuery,
        response: bodyResponses(JSON_TYPE, LabelList),
      },
    },
    (request, reply) =>
      sendVersionedBody(actFor(request), request, reply, {
        topics: ['ground'],
        statement: labelList(),
        mediaType: `${JSON_TYPE}; charset=utf-8`,
        whenEmpty: () => reply.send(),
      }),
  )
}
