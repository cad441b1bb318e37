import type { OperationResult, Visit, VisitOperation } from '../../../../server/contract/visits.ts'

/** A visit that was written on this device and is not, or not wholly, with the server. */
export interface OutboxEntry {
  /** Which in the order of writing: clocks are put back, this is not. */
  turn: number
  /** The number of the operation. */
  id: string
  /** Who wrote it: nobody else sees or sends it. */
  accountId: number
  writtenAt: string
  /** Where, as the round named it; no names of people. */
  place: string
  operation: VisitOperation
  /** waiting for the network, refused by the server, or kept there as a clash. */
  state: 'waiting' | 'refused' | 'clash'
  /** Why it was refused. */
  problemCode?: string
  /** Both versions of a clash. */
  visit?: Visit
}

/** A visit before the store has given it its turn. */
export type WrittenVisit = Omit<OutboxEntry, 'turn'>

export const BATCH_SIZE = 20

/** What goes next, in the order in which it was written. */
export function nextBatch(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const waiting = entries.filter(({ state }) => state === 'waiting')
  return waiting.sort((one, other) => one.turn - other.turn).slice(0, BATCH_SIZE)
}

/** What becomes of entries by the answer: `kept` are to be written anew, `done` to be removed. */
export function applyResults(
  sent: readonly OutboxEntry[],
  results: readonly OperationResult[],
): { kept: OutboxEntry[]; done: OutboxEntry[] } {
  const kept: OutboxEntry[] = []
  const done: OutboxEntry[] = []
  for (const { operationId, result, problem, visit } of results) {
    const entry = sent.find(({ id }) => id === operationId)
    if (!entry) continue
    if (result === 'accepted') done.push(entry)
    else if (result === 'clash') kept.push({ ...entry, state: 'clash', ...(visit && { visit }) })
    else kept.push({ ...entry, state: 'refused', problemCode: problem?.code ?? 'invalid-input' })
  }
  return { kept, done }
}

/** Sent again under the same number: had it arrived after all, it is recorded once. */
export function toWaiting({ problemCode: _, visit: __, ...entry }: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'waiting' }
}

/**
 * A number that no other device makes: UUID version 4. Not crypto.randomUUID, which is missing where
 * the address has no encryption.
 */
export function makeOperationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
