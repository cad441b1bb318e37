import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { HouseholdCounts } from '../../../server/contract/buildings.ts'
import type { Colouring, ColouringCounts } from '../../../server/contract/colouring.ts'
import { getJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

/** How many buildings fall into each class on the day that is looked at. */
export function useColouringCounts(colouring: Colouring): UseQueryResult<ColouringCounts> {
  // Only households come and go by the day.
  const asOf = useCityState((state) => (colouring === 'households' ? state.asOf : undefined))
  return useQuery({
    queryKey: ['colouring-counts', colouring, asOf],
    queryFn: ({ signal }) =>
      getJson<ColouringCounts>(
        '/api/v1/buildings/colouring-counts',
        { by: colouring, asOf },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
}

/**
 * Households by building on a past day, for the colours of the map; the tiles know those of now.
 * @param asOf undefined asks nothing
 */
export function usePastHouseholdCounts(
  asOf: string | undefined,
): ReadonlyMap<number, number> | undefined {
  const { data } = useQuery({
    queryKey: ['household-counts', asOf],
    queryFn: ({ signal }) =>
      getJson<HouseholdCounts>('/api/v1/buildings/household-counts', { asOf }, signal),
    select: toMap,
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  })
  return asOf === undefined ? undefined : data
}

const toMap = ({ buildingIds, householdCounts }: HouseholdCounts) =>
  new Map(buildingIds.map((id, place) => [id, householdCounts[place] ?? 0]))
