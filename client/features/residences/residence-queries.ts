import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Arrival,
  Birth,
  Death,
  Move,
  MoveIn,
  MoveOut,
  RecordedLifeEvent,
} from '../../../server/contract/life-events.ts'
import type { ResidenceList, ResidenceQuery } from '../../../server/contract/residences.ts'
import { getTagged, sendJson } from '../../api/http.ts'

/**
 * Residences of one person or in one dwelling; of a person also what the next act is based on.
 * @param query undefined asks nothing
 */
export function useResidences(query: ResidenceQuery | undefined) {
  return useQuery({
    queryKey: ['residences', query],
    queryFn: ({ signal }) => getTagged<ResidenceList>('/api/v1/residences', { ...query }, signal),
    enabled: query !== undefined,
    // An act must be based on what stands there now.
    staleTime: 0,
  })
}

/** An act about a person, based on what was read of them. */
type ActAbout<Kind extends string, Body> = {
  kind: Kind
  personId: number
  etag: string
  body: Body
}

export type LifeAct =
  | ActAbout<'move-in', MoveIn>
  | ActAbout<'move-out', MoveOut>
  | ActAbout<'move', Move>
  | ActAbout<'birth', Birth>
  | ActAbout<'death', Death>
  | { kind: 'arrival'; body: Arrival }

/** Records a life event; all that shows who lives where is asked anew. */
export function useRecordAct() {
  const onSuccess = useAskAnew()
  return useMutation({ mutationFn: send, gcTime: 0, onSuccess })
}

function send(act: LifeAct): Promise<RecordedLifeEvent> {
  if (act.kind === 'arrival') return sendJson('POST', '/api/v1/households', act.body)
  const { kind, personId, etag, body } = act
  return sendJson('POST', `/api/v1/persons/${personId}/${kind}`, body, { 'if-match': etag })
}

/** Takes a life event back. */
export function useUndoAct() {
  const onSuccess = useAskAnew()
  return useMutation({
    mutationFn: ({ lifeEventId, reason }: { lifeEventId: number; reason: string }) =>
      sendJson<RecordedLifeEvent>('POST', `/api/v1/life-events/${lifeEventId}/undo`, { reason }),
    gcTime: 0,
    onSuccess,
  })
}

const concerned = ['building', 'dwellings', 'households', 'household', 'residences', 'overview']

function useAskAnew(): () => Promise<void> {
  const client = useQueryClient()
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => concerned.includes(String(queryKey[0])),
    })
}
