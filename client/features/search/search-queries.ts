import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { SearchResult } from '../../../server/contract/search.ts'
import { sendJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

/**
 * Places, dwellings, households and persons. What is typed may name people: it goes in a body, and
 * is forgotten with its answer as soon as another text is asked for. People are found where they
 * lived on the day that is looked at.
 * @param text trimmed; empty asks nothing
 */
export function useSearch(text: string): UseQueryResult<SearchResult> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery({
    queryKey: ['search', text, asOf],
    queryFn: ({ signal }) =>
      sendJson<SearchResult>('POST', '/api/v1/search', { q: text, limit: 20, asOf }, {}, signal),
    enabled: text !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
}
