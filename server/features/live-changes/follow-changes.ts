import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/database.ts'
import type { Listening } from '../../db/listening.ts'
import { type FoundChanges, findChanges } from './live-changes.queries.ts'

/** How often a reader is told that the way is open, and whether the session still is. */
const HEARTBEAT_MILLISECONDS = 20_000
/** Several changes in quick succession are read together. */
const GATHER_MILLISECONDS = 100

export interface Following {
  after: number | undefined
  isFollowing: boolean
  /** Aborted when the reader goes away. */
  signal: AbortSignal
}

/**
 * The changes as server-sent events, each read with the rights that the caller has at that moment.
 * Ends when the reader or the server goes, and when the session is over (the reader who comes back
 * is told so).
 */
export async function* followChanges(
  database: Database,
  listening: Listening,
  { after, isFollowing, signal }: Following,
): AsyncGenerator<string> {
  let from = after
  while (true) {
    // Before reading, so that what is committed meanwhile is heard too.
    const heard = isFollowing ? listening.next(HEARTBEAT_MILLISECONDS) : undefined
    const found = await findChanges(database, from)
    yield toEvents(found)
    if (!heard) return
    await heard
    if (signal.aborted || listening.isEnded) return
    await sleep(GATHER_MILLISECONDS)
    from = found.lastId
  }
}

/** Each message carries where to go on after it; one without changes is only a sign of life. */
function toEvents({ changes, lastId, isGap }: FoundChanges): string {
  const gap = isGap ? `id: ${lastId}\nevent: gap\ndata: {}\n\n` : ''
  const events = changes.map((change) => `id: ${change.id}\ndata: ${JSON.stringify(change)}\n\n`)
  return `${gap}${events.join('')}id: ${lastId}\nevent: alive\ndata: {}\n\n`
}
