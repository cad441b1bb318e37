import { SearchRequest, SearchResult } from '../../contract/search.ts'
import { type Api, type ApiDeps, jsonResponses, NoQuery } from '../../http/api.ts'
import { disconnectSignal } from '../../http/disconnect-signal.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { search } from './search.queries.ts'

export interface SearchDeps extends ApiDeps {
  /** Makes the blind indexes by which numbers are found. */
  sealer: Sealer
}

/** One box for everything. A POST: what is typed names people, and stays out of addresses. */
export function searchRoutes(app: Api, { actFor, sealer }: SearchDeps): void {
  app.post(
    '/api/v1/search',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'search',
        summary:
          'Places by Chinese name, pinyin, initials or code; for who may read the registry also dwellings as people write them, persons and households by name, pinyin, initials, identity number or phone, masked and noted in the audit',
        tags: ['search'],
        querystring: NoQuery,
        body: SearchRequest,
        response: jsonResponses(SearchResult),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return search(actFor(request), sealer, request.body, disconnectSignal(reply))
    },
  )
}
