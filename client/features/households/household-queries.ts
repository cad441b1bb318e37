import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Household, HouseholdPage } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'
import { householdQuery } from '../../api/registry-queries.ts'
import { useCityState } from '../../state/use-city-state.ts'

const pageSize = 200

/** The households of a building on the day that is looked at, page by page, by unit, floor and door. */
export function useHouseholds(
  buildingId: number,
): UseInfiniteQueryResult<InfiniteData<HouseholdPage>> {
  const asOf = useCityState((state) => state.asOf)
  return useInfiniteQuery({
    queryKey: ['households', buildingId, asOf],
    queryFn: ({ signal, pageParam }) =>
      getJson<HouseholdPage>(
        `/api/v1/buildings/${buildingId}/households`,
        { page: pageParam, pageSize, asOf },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length + 1 : undefined,
  })
}

/** A household with its members on the day that is looked at. */
export function useHousehold(id: number): UseQueryResult<Household> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery(householdQuery(id, asOf))
}
