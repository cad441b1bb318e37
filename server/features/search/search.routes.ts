import { SearchQuery, SearchResult } from '../../contract/search.ts'
import { type Api, type ApiDeps, jsonResponses } from '../../http/api.ts'
import { disconnectSignal } from '../../http/disconnect-signal.ts'
import { search } from './search.queries.ts'

/** Finding things by name. Persons are not searched here. */
export function searchRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/search',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'search',
        summary: 'Places by Chinese name, pinyin, initials or code',
        tags: ['search'],
        querystring: SearchQuery,
        response: jsonResponses(SearchResult),
      },
    },
    async (request, reply) => {
      const { q, limit = 12 } = request.query
      return { items: await search(actFor(request), q, limit, disconnectSignal(reply)) }
    },
  )
}
