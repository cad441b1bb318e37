import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Overview } from '../../../server/contract/overview.ts'
import { getJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

/** Totals of the city on the day that is looked at, its name and the names of its levels. */
export function useOverview(): UseQueryResult<Overview> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery({
    queryKey: ['overview', asOf],
    queryFn: ({ signal }) => getJson<Overview>('/api/v1/overview', { asOf }, signal),
    placeholderData: keepPreviousData,
  })
}
