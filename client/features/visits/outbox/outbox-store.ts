import type { Round } from '../../../../server/contract/visits.ts'
import type { OutboxEntry, WrittenVisit } from './outbox-entry.ts'

/** What one account keeps on this device beside its entries. */
export interface KeptRound {
  accountId: number
  round: Round
  loadedAt: string
}

interface SentMark {
  accountId: number
  lastSentAt: string
}

const databaseName = 'digital-community-visits'
const stores = { entries: 'entries', rounds: 'rounds', sent: 'sent' } as const
type StoreName = keyof typeof stores

let opening: Promise<IDBDatabase> | undefined

/** @throws DOMException where the browser keeps nothing */
function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      request.result
        .createObjectStore('entries', { keyPath: 'turn', autoIncrement: true })
        .createIndex('of', 'accountId')
      request.result.createObjectStore('rounds', { keyPath: 'accountId' })
      request.result.createObjectStore('sent', { keyPath: 'accountId' })
    }
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      // Browsers take it away, such as from a page in the background: then it is opened anew.
      request.result.onclose = () => {
        opening = undefined
      }
      resolve(request.result)
    }
  }).catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

/** Runs requests in one transaction and waits until it is on the disk. */
async function inStores<T>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (store: (name: StoreName) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await openDatabase()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([...names], mode, { durability: 'strict' })
    const request = work((name) => transaction.objectStore(name))
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

/** The entries of one account, in the order in which they were written. */
export async function listEntries(accountId: number): Promise<OutboxEntry[]> {
  const found = await inStores(['entries'], 'readonly', (store) =>
    store('entries').index('of').getAll(accountId),
  )
  return (found ?? []) as OutboxEntry[]
}

/** Keeps an entry anew, or a visit under the next turn. */
export async function keepEntry(entry: OutboxEntry | WrittenVisit): Promise<void> {
  await inStores(['entries'], 'readwrite', (store) => store('entries').put(entry))
}

export async function removeEntry({ turn }: OutboxEntry): Promise<void> {
  await inStores(['entries'], 'readwrite', (store) => store('entries').delete(turn))
}

/**
 * What an answer has changed: entries that stay, entries that are done, and when it was. What was
 * taken off the device while it was on its way does not come back.
 */
export async function keepAnswer(
  accountId: number,
  { kept, done, at }: { kept: readonly OutboxEntry[]; done: readonly OutboxEntry[]; at: string },
): Promise<void> {
  await inStores(['entries', 'sent'], 'readwrite', (store) => {
    const entries = store('entries')
    for (const entry of [...kept, ...done]) {
      const found = entries.getKey(entry.turn)
      found.onsuccess = () => {
        if (found.result === undefined) return
        if (done.includes(entry)) entries.delete(entry.turn)
        else entries.put(entry)
        store('sent').put({ accountId, lastSentAt: at } satisfies SentMark)
      }
    }
    return undefined
  })
}

export async function readLastSentAt(accountId: number): Promise<string | undefined> {
  const found = await inStores(['sent'], 'readonly', (store) => store('sent').get(accountId))
  return (found as SentMark | undefined)?.lastSentAt
}

/** Keeps the round for work without a network; rounds of others who were here leave. */
export async function keepRound(kept: KeptRound): Promise<void> {
  await inStores(['rounds'], 'readwrite', (store) => {
    store('rounds').clear()
    store('rounds').put(kept)
    return undefined
  })
}

/** The round of one account, unless it was loaded too long ago. */
export async function readRound(accountId: number): Promise<KeptRound | undefined> {
  const found = await inStores(['rounds'], 'readonly', (store) => store('rounds').get(accountId))
  const kept = found as KeptRound | undefined
  return kept && !isOld(kept.loadedAt) ? kept : undefined
}

/** Takes everything of one account off this device. */
export async function forgetAccount(accountId: number): Promise<void> {
  await inStores(['entries', 'rounds', 'sent'], 'readwrite', (store) => {
    deleteWhere<OutboxEntry>(store('entries'), (entry) => entry.accountId === accountId)
    store('rounds').delete(accountId)
    store('sent').delete(accountId)
    return undefined
  })
}

/** As long as a session may last. */
const KEPT_MILLISECONDS = 12 * 3_600_000
const isOld = (isoTime: string) => Date.now() - Date.parse(isoTime) > KEPT_MILLISECONDS

/**
 * Takes rounds and clashes that were kept long enough off this device, whoever they belong to: the
 * server has both. Of somebody who has signed in also the rounds of everybody else; what they have not
 * sent yet waits for them.
 */
export async function forgetOld(accountId?: number): Promise<void> {
  await inStores(['entries', 'rounds'], 'readwrite', (store) => {
    deleteWhere<KeptRound>(
      store('rounds'),
      (kept) => isOld(kept.loadedAt) || (accountId !== undefined && kept.accountId !== accountId),
    )
    deleteWhere<OutboxEntry>(
      store('entries'),
      ({ visit }) => visit !== undefined && isOld(visit.recordedAt),
    )
    return undefined
  })
}

function deleteWhere<Value>(store: IDBObjectStore, isWanted: (value: Value) => boolean): void {
  const cursor = store.openCursor()
  cursor.onsuccess = () => {
    if (!cursor.result) return
    if (isWanted(cursor.result.value)) cursor.result.delete()
    cursor.result.continue()
  }
}
