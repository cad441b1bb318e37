import type { RosterKind, RosterMapping } from '../../contract/rosters.ts'
import { copyLines } from '../../db/copy-lines.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { loadAddressBook } from './address-book.ts'
import { carryAddressDown } from './carry-address-down.ts'
import { ImportCancelled } from './import-cancelled.ts'
import { noteProgress, reservePersonIds } from './imports.queries.ts'
import { type Roster, type RosterRow, readRoster } from './open-roster.ts'
import { readPerson } from './read-person.ts'
import { readShop, type ShopContext } from './read-shop.ts'
import { loadTrades } from './shop-trades.ts'
import { personColumns, toPersonLine } from './stage-persons.ts'
import { shopColumns, toShopLine } from './stage-shops.ts'

export interface Staging {
  database: Database
  /** The same on connections that can carry COPY. */
  copying: Database
  sealer: Sealer
  roster: Roster
  kind: RosterKind
  mapping: RosterMapping
  batchId: number
  /** YYYY-MM-DD */
  today: string
  signal?: AbortSignal | undefined
}

/** Rows that one transaction takes: a second's work. */
const ROWS_AT_ONCE = 4000
/** Reading is this part of reading and checking. */
const READING_SHARE = 0.8

/** Where the sealed cells of a row belong. */
export const rawPlace = (batchId: number, line: number): string => `import:${batchId}:${line}`

/**
 * Reads a roster row by row, and puts what it says into the staging table: names, dates and words in
 * one form, numbers sealed. Only some thousand rows are in memory at any time.
 *
 * @throws ImportCancelled
 */
export async function stageRoster(staging: Staging): Promise<number> {
  const { database, copying, roster, kind, mapping, batchId } = staging
  const book = await loadAddressBook(database)
  const trades = kind === 'shop' ? await loadTrades(database) : new Map<string, string>()
  let waiting: RosterRow[] = []
  let count = 0
  const flush = async () => {
    if (waiting.length === 0) return
    const rows = waiting
    waiting = []
    count += rows.length
    await copying.transaction((transaction) =>
      stageRows(transaction, rows, staging, { book, trades, today: staging.today }),
    )
    const share = roster.sheet.progress() * READING_SHARE
    const isCancelled = await noteProgress(database, batchId, share)
    if (isCancelled || staging.signal?.aborted) throw new ImportCancelled()
  }
  const carry = carryAddressDown(kind)
  for await (const rows of readRoster(roster, kind, mapping)) {
    waiting.push(...rows.map(carry))
    if (waiting.length >= ROWS_AT_ONCE) await flush()
  }
  await flush()
  return count
}

async function stageRows(
  transaction: Transaction,
  rows: readonly RosterRow[],
  { kind, batchId, sealer }: Staging,
  context: ShopContext,
): Promise<void> {
  const ids = kind === 'shop' ? [] : await reservePersonIds(transaction, rows.length)
  const toLine = ({ line, fields, cells }: RosterRow, index: number) => {
    const raw = sealer.sealText(rawPlace(batchId, line), JSON.stringify(cells))
    const place = { batchId, line, raw }
    if (kind === 'shop') return toShopLine(place, readShop(fields, context))
    const person = readPerson(fields, { kind, book: context.book, today: context.today })
    return toPersonLine(place, person, ids[index] ?? 0, sealer)
  }
  const columns = kind === 'shop' ? shopColumns : personColumns
  await copyLines(transaction, 'import_row', columns, toBuffers(rows, toLine))
}

function* toBuffers(
  rows: readonly RosterRow[],
  toLine: (row: RosterRow, index: number) => string,
): Generator<Buffer> {
  const STEP = 250
  for (let start = 0; start < rows.length; start += STEP) {
    const lines = rows.slice(start, start + STEP).map((row, index) => toLine(row, start + index))
    yield Buffer.from(lines.join(''))
  }
}
