import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Colouring, ColouringCounts } from '../../../server/contract/colouring.ts'
import { getJson } from '../../api/http.ts'

/** How many buildings fall into each class. */
export function useColouringCounts(colouring: Colouring): UseQueryResult<ColouringCounts> {
  return useQuery({
    queryKey: ['colouring-counts', colouring],
    queryFn: ({ signal }) =>
      getJson<ColouringCounts>('/api/v1/buildings/colouring-counts', { by: colouring }, signal),
    placeholderData: keepPreviousData,
  })
}
