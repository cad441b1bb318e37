import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Household, HouseholdPage } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'

const pageSize = 200

/** The households of a building, page by page, by unit, floor and door. */
export function useHouseholds(
  buildingId: number,
): UseInfiniteQueryResult<InfiniteData<HouseholdPage>> {
  return useInfiniteQuery({
    queryKey: ['households', buildingId],
    queryFn: ({ signal, pageParam }) =>
      getJson<HouseholdPage>(
        `/api/v1/buildings/${buildingId}/households`,
        { page: pageParam, pageSize },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length + 1 : undefined,
  })
}

/** A household with its members; names are masked by the server. */
export function useHousehold(id: number): UseQueryResult<Household> {
  return useQuery({
    queryKey: ['household', id],
    queryFn: ({ signal }) => getJson<Household>(`/api/v1/households/${id}`, {}, signal),
  })
}
