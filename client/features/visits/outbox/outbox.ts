import type {
  RoundStop,
  VisitBatchResult,
  VisitOperation,
} from '../../../../server/contract/visits.ts'
import { type ApiProblem, toApiProblem } from '../../../api/api-problem.ts'
import { sendJson } from '../../../api/http.ts'
import type { VisitDraft } from '../visit-draft.ts'
import {
  applyResults,
  nextBatch,
  type OutboxEntry,
  toWaiting,
  type WrittenVisit,
} from './outbox-entry.ts'
import {
  forgetAccount,
  keepAnswer,
  keepEntry,
  listEntries,
  readLastSentAt,
  removeEntry,
} from './outbox-store.ts'

export interface OutboxState {
  entries: readonly OutboxEntry[]
  lastSentAt: string | undefined
  isSending: boolean
  /** Why sending has stopped; it goes on by itself where that may pass. */
  problem: ApiProblem | undefined
}

/** A form that was begun, with the household as it was shown then. */
export interface BegunVisit {
  stop: RoundStop
  draft: VisitDraft
}

/** Visits of one account on this device, on their way to the server. */
export interface Outbox {
  /** Forms that were begun, by household; on no disk, so a locked screen keeps them and a closed page does not. */
  begun: Map<number, BegunVisit>
  state: () => OutboxState
  subscribe: (listener: () => void) => () => void
  /** Written to the disk when this has resolved. @throws where the browser keeps nothing */
  write: (visit: WrittenVisit) => Promise<void>
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
/** A line that is neither there nor gone holds nothing back for longer: what came twice is one visit. */
const longestAnswerMilliseconds = 60_000

export function createOutbox(accountId: number): Outbox {
  let current: OutboxState = {
    ...{ entries: [], lastSentAt: undefined, isSending: false, problem: undefined },
  }
  const begun = new Map<number, BegunVisit>()
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
  // The window that has written it may be closed before it is sent.
  channel.onmessage = () => void reload().then(send, () => undefined)

  /** One batch after the other, until nothing waits. */
  async function drain(): Promise<void> {
    for (;;) {
      const batch = nextBatch(await listEntries(accountId))
      if (batch.length === 0 || !events) return
      set({ isSending: true })
      const operations = batch.map(({ operation }) => operation)
      const { results } = await sendBatch({ accountId, operations })
      const at = new Date().toISOString()
      const answer = applyResults(batch, results)
      await change(keepAnswer(accountId, { ...answer, at }))
      events?.onSent()
      // Nothing was answered: another round would be the same.
      if (answer.kept.length + answer.done.length === 0) return
    }
  }

  /** At most one window of this browser sends; the others find nothing left. */
  async function drainAlone(): Promise<void> {
    // Addresses without encryption have no locks: there the server tells what came twice.
    if (navigator.locks) await navigator.locks.request(`${channelName}-${accountId}`, drain)
    else await drain()
  }

  async function send(): Promise<void> {
    const asked = events
    if (!asked) return
    isAskedAgain = isQueued
    if (isQueued) return
    isQueued = true
    clearTimeout(timer)
    const problem = await drainAlone().then(() => undefined, toApiProblem)
    isQueued = false
    set({ isSending: false, problem })
    // What an ended session was told says nothing of the one that has begun since, and what was
    // written while the last answer came is not left lying.
    if (events !== asked || (isAskedAgain && !problem)) return send()
    if (!problem) failures = 0
    else if (problem.code === 'not-signed-in') asked.onSessionOver()
    else if (problem.isTransient) waitAndSend()
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
    begun,
    state: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async write(visit) {
      await change(keepEntry(visit))
      sendNow()
    },
    async retry(entry) {
      await change(keepEntry(toWaiting(entry)))
      sendNow()
    },
    discard: (entry) => change(removeEntry(entry)),
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
    async forget() {
      begun.clear()
      await change(forgetAccount(accountId))
    },
  }
}

const sendBatch = (batch: { accountId: number; operations: VisitOperation[] }) =>
  sendJson<VisitBatchResult>(
    'POST',
    '/api/v1/visits/operations',
    batch,
    {},
    AbortSignal.timeout(longestAnswerMilliseconds),
  )
