import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { DwellingList } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'

/** Every dwelling of a building, also the empty ones. @param buildingId undefined asks nothing */
export function useDwellings(buildingId: number | undefined): UseQueryResult<DwellingList> {
  return useQuery({
    queryKey: ['dwellings', buildingId],
    queryFn: ({ signal }) =>
      getJson<DwellingList>(`/api/v1/buildings/${buildingId}/dwellings`, {}, signal),
    enabled: buildingId !== undefined,
  })
}
