import { queryOptions, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import type { Building, UnassignedBuildingPage } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'

/** How to ask for a building; shared by panels, lists and the flight to it. */
export function buildingQuery(id: number) {
  return queryOptions({
    queryKey: ['building', id],
    queryFn: ({ signal }) => getJson<Building>(`/api/v1/buildings/${id}`, {}, signal),
  })
}

/** @param id undefined asks nothing */
export function useBuilding(id: number | undefined): UseQueryResult<Building> {
  return useQuery({ ...buildingQuery(id ?? 0), enabled: id !== undefined })
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
