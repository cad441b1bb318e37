import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { DwellingList } from '../../../server/contract/buildings.ts'
import { dwellingsQuery } from '../../api/registry-queries.ts'
import { useCityState } from '../../state/use-city-state.ts'

/** The dwellings of a building on the day that is looked at. @param buildingId undefined asks nothing */
export function useDwellings(buildingId: number | undefined): UseQueryResult<DwellingList> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery(dwellingsQuery(buildingId, asOf))
}
