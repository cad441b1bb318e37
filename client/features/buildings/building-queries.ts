import { queryOptions, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import type { Building, UnassignedBuildingPage } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

/**
 * How to ask for a building; shared by panels, lists and the flight to it.
 * @param asOf the day of which its people are counted, undefined for now
 */
export function buildingQuery(id: number, asOf?: string) {
  return queryOptions({
    queryKey: ['building', id, asOf],
    queryFn: ({ signal }) => getJson<Building>(`/api/v1/buildings/${id}`, { asOf }, signal),
  })
}

/** The building on the day that is looked at. @param id undefined asks nothing */
export function useBuilding(id: number | undefined): UseQueryResult<Building> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery({
    ...buildingQuery(id ?? 0, asOf),
    enabled: id !== undefined,
    // Another day is the same building.
    placeholderData: (before) => (before?.id === id ? before : undefined),
  })
}

/** The buildings of a short list, each from the cache where it is there. */
export function useBuildings(ids: readonly number[]): UseQueryResult<Building>[] {
  return useQueries({ queries: ids.map((id) => buildingQuery(id)) })
}

/** Buildings outside of every grid, as imports leave them. */
export function useUnassignedBuildings(page: number): UseQueryResult<UnassignedBuildingPage> {
  return useQuery({
    queryKey: ['buildings', 'unassigned', page],
    queryFn: ({ signal }) =>
      getJson<UnassignedBuildingPage>(
        '/api/v1/buildings',
        { unassigned: true, page, pageSize: unassignedPageSize },
        signal,
      ),
  })
}

export const unassignedPageSize = 100
