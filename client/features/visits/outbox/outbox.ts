import type { VisitBatchResult } from '../../../../server/contract/visits.ts'
import { type ApiProblem, toApiProblem } from '../../../api/api-problem.ts'
import { sendJson } from '../../../api/http.ts'
import { applyResults, nextBatch, type OutboxEntry, toWaiting } from './outbox-entry.ts'
import {
  forgetAccount,
  keepAnswer,
  keepEntries,
  listEntries,
  readLastSentAt,
  removeEntries,
} from './outbox-store.ts'

export interface OutboxState {
  entries: readonly OutboxEntry[]
  lastSentAt: string | undefined
  isSending: boolean
  /** Why sending has stopped; it goes on by itself where that may pass. */
  problem: ApiProblem | undefined
}

/** Visits of one account on this device, on their way to the server. */
export interface Outbox {
  state: () => OutboxState
  subscribe: (listener: () => void) => () => void
  /** Written to the disk when this has resolved. @throws where the browser keeps nothing */
  write: (entry: OutboxEntry) => Promise<void>
  retry: (entry: OutboxEntry) => Promise<void>
  discard: (entry: OutboxEntry) => Promise<void>
  sendNow: () => void
  /** Begins to send. @returns ends it */
  start: (events: OutboxEvents) => () => void
  /** Takes everything of the account off this device. */
  forget: () => Promise<void>
}

export interface OutboxEvents {
  /** Something has arrived at the server. */
  onSent: () => void
  onSessionOver: () => void
}

const channelName = 'digital-community-outbox'
const firstWaitMilliseconds = 2000
const longestWaitMilliseconds = 60_000

export function createOutbox(accountId: number): Outbox {
  let current: OutboxState = {
    ...{ entries: [], lastSentAt: undefined, isSending: false, problem: undefined },
  }
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel(channelName)
  let events: OutboxEvents | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isQueued = false
  let isAskedAgain = false

  const set = (changes: Partial<OutboxState>) => {
    current = { ...current, ...changes }
    for (const listener of listeners) listener()
  }
  const reload = async () => {
    const [entries, lastSentAt] = await Promise.all([
      listEntries(accountId),
      readLastSentAt(accountId),
    ])
    set({ entries, lastSentAt })
  }
  const change = async (work: Promise<void>) => {
    await work
    await reload()
    channel.postMessage('changed')
  }
  channel.onmessage = () => void reload().catch(() => undefined)

  /** One batch after the other, until nothing waits. */
  async function drain(): Promise<void> {
    for (;;) {
      const batch = nextBatch(await listEntries(accountId))
      if (batch.length === 0 || !events) return
      set({ isSending: true })
      const operations = batch.map(({ operation }) => operation)
      const body = { accountId, operations }
      const { results } = await sendJson<VisitBatchResult>(
        'POST',
        '/api/v1/visits/operations',
        body,
      )
      const at = new Date().toISOString()
      const answer = applyResults(batch, results)
      await change(keepAnswer(accountId, { ...answer, at }))
      events?.onSent()
      // Nothing was answered: another round would be the same.
      if (answer.kept.length + answer.done.length === 0) return
    }
  }

  /** At most one window of this browser sends; the others find nothing left. */
  async function send(): Promise<void> {
    if (!events) return
    isAskedAgain = isQueued
    if (isQueued) return
    isQueued = true
    clearTimeout(timer)
    try {
      // Addresses without encryption have no locks: there the server tells what came twice.
      if (navigator.locks) await navigator.locks.request(`${channelName}-${accountId}`, drain)
      else await drain()
      failures = 0
      set({ isSending: false, problem: undefined })
    } catch (error) {
      const problem = toApiProblem(error)
      set({ isSending: false, problem })
      if (problem.code === 'not-signed-in') events?.onSessionOver()
      else if (problem.isTransient) waitAndSend()
    } finally {
      isQueued = false
      // What was written while the last answer came is not left lying.
      if (isAskedAgain && !current.problem) void send()
    }
  }

  function waitAndSend(): void {
    const wait = Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** failures)
    failures += 1
    timer = setTimeout(() => void send(), wait)
  }

  const sendNow = () => {
    failures = 0
    void send()
  }
  const onVisible = () => {
    if (document.visibilityState === 'visible') sendNow()
  }

  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async write(entry) {
      await change(keepEntries([entry]))
      sendNow()
    },
    async retry(entry) {
      await change(keepEntries([toWaiting(entry)]))
      sendNow()
    },
    discard: (entry) => change(removeEntries([entry.id])),
    sendNow,
    start(given) {
      events = given
      void reload().then(sendNow, () => undefined)
      window.addEventListener('online', sendNow)
      document.addEventListener('visibilitychange', onVisible)
      return () => {
        events = undefined
        clearTimeout(timer)
        window.removeEventListener('online', sendNow)
        document.removeEventListener('visibilitychange', onVisible)
      }
    },
    forget: () => change(forgetAccount(accountId)),
  }
}
