import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { StatisticsQuery, StatisticsTable } from '../../../server/contract/statistics.ts'
import { getJson, toPath } from '../../api/http.ts'

/** Counts per area and class; the table before stays until the next is there. */
export function useStatistics(query: StatisticsQuery): UseQueryResult<StatisticsTable> {
  return useQuery({
    queryKey: ['statistics', query.level, query.by],
    queryFn: ({ signal }) => getJson<StatisticsTable>('/api/v1/statistics', query, signal),
    placeholderData: keepPreviousData,
  })
}

/** Address of the same table as a file. */
export const toDownloadPath = (query: StatisticsQuery): string =>
  toPath('/api/v1/statistics.csv', query)
