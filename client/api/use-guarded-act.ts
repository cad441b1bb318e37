import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecordChange } from '../../server/contract/record-changes.ts'
import { type ApiProblem, toApiProblem } from './api-problem.ts'

/** A record that somebody else has changed under an act that was about to be recorded. */
export interface Conflict<Base> {
  /** The record as the act is based on it. */
  before: Base
  /** As it is now. */
  now: Base
  /** Who has recorded what in between. */
  changes: readonly RecordChange[]
}

interface GuardedAct<Base, Act> {
  /** Records the act; refuses what is based on a record that has changed. */
  send: (act: Act, base: Base) => Promise<unknown>
  /** Reads the record anew. */
  read: () => Promise<Base>
  readChanges: (base: Base) => Promise<RecordChange[]>
  /** Whether two readings say the same. */
  isSame: (one: Base, other: Base) => boolean
  onDone: () => void
}

/** Refusals that come of a record that was read before somebody else changed it. */
const stale = new Set([
  ...['revision-stale', 'stayers-wrong', 'not-a-member', 'household-elsewhere', 'movers-wrong'],
])

/**
 * An act that overwrites nothing unseen: where the record has changed since it was read, it is read
 * again, and what has happened is handed out as a conflict. Nothing that was entered is touched.
 */
export function useGuardedAct<Base, Act>(guarded: GuardedAct<Base, Act>) {
  const { send, read, readChanges, isSame, onDone } = guarded
  const [conflict, setConflict] = useState<Conflict<Base>>()
  const [failure, setFailure] = useState<ApiProblem>()
  const mutation = useMutation({
    mutationFn: async ({ act, base }: { act: Act; base: Base }) => {
      setFailure(undefined)
      try {
        await send(act, base)
        return undefined
      } catch (error) {
        const problem = toApiProblem(error)
        if (!stale.has(problem.code)) throw problem
        const now = await read()
        if (problem.status !== 412 && isSame(base, now)) throw problem
        // Whatever happens to the list of who did what: the record is there to be seen.
        return { before: base, now, changes: await readChanges(base).catch(() => []) }
      }
    },
    gcTime: 0,
    onSuccess: (found) => (found ? setConflict(found) : onDone()),
    onError: (error) => {
      setConflict(undefined)
      setFailure(toApiProblem(error))
    },
  })
  return {
    conflict,
    failure,
    isPending: mutation.isPending,
    record: (act: Act, base: Base) => mutation.mutate({ act, base }),
    /** The conflict was seen. */
    resolve: () => setConflict(undefined),
  }
}
