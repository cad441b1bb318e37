import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { SearchItem, SearchResult } from '../../../../server/contract/search.ts'
import { sendJson } from '../../../api/http.ts'
import { dwellingsQuery, householdQuery } from '../../../api/registry-queries.ts'

/**
 * Dwellings by address, or persons by name or number, as the search box finds them. What is typed
 * may name people, so neither it nor its answer is kept.
 */
export function useFound(kind: 'dwelling' | 'person', text: string) {
  return useQuery({
    queryKey: ['found', kind, text],
    queryFn: async ({ signal }): Promise<SearchItem[]> => {
      const wanted = { q: text, kinds: [kind], limit: 50 }
      return (await sendJson<SearchResult>('POST', '/api/v1/search', wanted, {}, signal)).items
    },
    enabled: text !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** The households of a dwelling today, for choosing one of them; seldom more than two. */
export function useHouseholdsOf(buildingId: number | null, dwellingId: number | null) {
  const { data } = useQuery(dwellingsQuery(buildingId ?? undefined))
  const ids = data?.items.find((one) => one.dwellingId === dwellingId)?.householdIds ?? []
  const households = useQueries({ queries: ids.map((id) => householdQuery(id)) })
  return households.flatMap((one) => one.data ?? [])
}
