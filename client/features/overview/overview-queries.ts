import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Overview } from '../../../server/contract/overview.ts'
import { getJson } from '../../api/http.ts'

/** Totals of the city, its name and the names of its levels. */
export function useOverview(): UseQueryResult<Overview> {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => getJson<Overview>('/api/v1/overview', {}, signal),
  })
}
