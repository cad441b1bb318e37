import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Correction, PersonReport } from '../../../server/contract/person-rights.ts'
import { sendJson } from '../../api/http.ts'
import { askRegistryAnew } from '../../api/registry-queries.ts'

/** All that is held about one person; asked once for each time the report is opened, never kept. */
export function usePersonReport(personId: number, purpose: string | undefined) {
  return useQuery({
    queryKey: ['person-report', personId, purpose],
    queryFn: () =>
      sendJson<PersonReport>('POST', `/api/v1/persons/${personId}/report`, { purpose }),
    enabled: purpose !== undefined,
    // Each answer is a reveal that the audit counts.
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export type RightsAct =
  | { kind: 'correct'; correction: Correction }
  | { kind: 'restrict' | 'release'; reason: string }
  | { kind: 'erase'; reason: string; isFalseEntry: boolean }

/** Corrects, restricts or erases; what lists show of households is asked anew. */
export function useRightsAct(personId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: RightsAct) => send(`/api/v1/persons/${personId}`, act),
    gcTime: 0,
    onSuccess: () => askRegistryAnew(client),
  })
}

function send(person: string, act: RightsAct): Promise<void> {
  switch (act.kind) {
    case 'correct':
      return sendJson('POST', `${person}/corrections`, act.correction)
    case 'restrict':
      return sendJson('POST', `${person}/restriction`, { reason: act.reason })
    case 'release':
      return sendJson('DELETE', `${person}/restriction`, { reason: act.reason })
    case 'erase':
      return sendJson('POST', `${person}/erasure`, {
        reason: act.reason,
        isFalseEntry: act.isFalseEntry,
      })
  }
}
