import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { Household } from '../../../server/contract/buildings.ts'
import type { SearchItem, SearchResult } from '../../../server/contract/search.ts'
import { getJson, sendJson } from '../../api/http.ts'

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

/** The households of a dwelling, for choosing one of them; a dwelling seldom has more than two. */
export function useHouseholdsOf(buildingId: number | null, dwellingId: number | null) {
  const dwellings = useQuery({
    queryKey: ['dwellings', buildingId],
    queryFn: ({ signal }) =>
      getJson<{ items: { dwellingId: number; householdIds: number[] }[] }>(
        `/api/v1/buildings/${buildingId}/dwellings`,
        {},
        signal,
      ),
    enabled: buildingId !== null,
  })
  const ids = dwellings.data?.items.find((one) => one.dwellingId === dwellingId)?.householdIds ?? []
  const households = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['household', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<Household>(`/api/v1/households/${id}`, {}, signal),
    })),
  })
  return {
    isLoading: dwellings.isLoading || households.some(({ isLoading }) => isLoading),
    households: households.flatMap(({ data }) => (data ? [data] : [])),
  }
}
