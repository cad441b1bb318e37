import { AsOfQuery } from '../../contract/atoms.ts'
import { Overview } from '../../contract/overview.ts'
import { type Api, type ApiDeps, jsonResponses } from '../../http/api.ts'
import { getOverview } from './overview.queries.ts'

/** The city in numbers. */
export function overviewRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/overview',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getOverview',
        summary: 'The city in numbers, of now or of a day, and what its levels are called',
        tags: ['overview'],
        querystring: AsOfQuery,
        response: jsonResponses(Overview),
      },
    },
    (request) => getOverview(actFor(request), request.query.asOf),
  )
}
