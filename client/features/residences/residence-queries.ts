import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RecordedLifeEvent } from '../../../server/contract/life-events.ts'
import type { ResidenceList, ResidenceQuery } from '../../../server/contract/residences.ts'
import { getJson, sendJson } from '../../api/http.ts'
import { askRegistryAnew } from '../../api/registry-queries.ts'

/** Residences of one person or in one dwelling, in both times. */
export function useResidences(query: ResidenceQuery) {
  return useQuery({
    queryKey: ['residences', query],
    queryFn: ({ signal }) => getJson<ResidenceList>('/api/v1/residences', { ...query }, signal),
    staleTime: 0,
  })
}

/** Takes a life event back. */
export function useUndoAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ lifeEventId, reason }: { lifeEventId: number; reason: string }) =>
      sendJson<RecordedLifeEvent>('POST', `/api/v1/life-events/${lifeEventId}/undo`, { reason }),
    gcTime: 0,
    onSuccess: () => askRegistryAnew(client),
  })
}
