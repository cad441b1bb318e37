import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { AuditFilter, AuditPage, auditExportFormats } from '../../../server/contract/audit.ts'
import { getJson, toPath } from '../../api/http.ts'

const pageSize = 100

/** The audit, newest first, page by page. */
export function useAuditEntries(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      getJson<AuditPage>('/api/v1/audit', { ...filter, before: pageParam, pageSize }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // Each look may show entries that have just been written.
    staleTime: 0,
  })
}

/** Where the browser fetches the file; the server writes down that it did. */
export const toExportPath = (filter: AuditFilter, format: (typeof auditExportFormats)[number]) =>
  toPath('/api/v1/audit/export', { ...filter, format })
