import { Overview } from '../../contract/overview.ts'
import { type Api, type ApiDeps, jsonResponses, NoQuery } from '../../http/api.ts'
import { getOverview } from './overview.queries.ts'

/** The city in numbers. */
export function overviewRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/overview',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getOverview',
        summary: 'The city in numbers, and what its levels are called',
        tags: ['overview'],
        querystring: NoQuery,
        response: jsonResponses(Overview),
      },
    },
    (request) => getOverview(actFor(request)),
  )
}
