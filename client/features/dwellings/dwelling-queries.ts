import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { DwellingList } from '../../../server/contract/buildings.ts'
import { getJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

/** Every dwelling of a building, also the empty ones, on the day that is looked at. @param buildingId undefined asks nothing */
export function useDwellings(buildingId: number | undefined): UseQueryResult<DwellingList> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery({
    queryKey: ['dwellings', buildingId, asOf],
    queryFn: ({ signal }) =>
      getJson<DwellingList>(`/api/v1/buildings/${buildingId}/dwellings`, { asOf }, signal),
    enabled: buildingId !== undefined,
  })
}
