import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { SearchResult } from '../../../server/contract/search.ts'
import { getJson } from '../../api/http.ts'

const oneMinute = 60_000

/** Things by Chinese or pinyin. @param text trimmed; empty asks nothing */
export function useSearch(text: string): UseQueryResult<SearchResult> {
  return useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) =>
      getJson<SearchResult>('/api/v1/search', { q: text, limit: 20 }, signal),
    enabled: text !== '',
    staleTime: oneMinute,
    placeholderData: keepPreviousData,
  })
}
