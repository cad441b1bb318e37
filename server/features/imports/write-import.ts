import type { Database } from '../../db/database.ts'
import { allowTime } from './check-roster.ts'
import { ImportCancelled } from './import-cancelled.ts'
import { noteProgress } from './imports.queries.ts'

/** Rows in one transaction: others wait half a second for it at most. */
const ROWS_AT_ONCE = 2000

const APPLY = { slice: 'apply_import_slice', finish: 'finish_import' } as const
const UNDO = { slice: 'undo_import_slice', finish: 'finish_import_undo' } as const

/** False where there is no such batch. Constraints say why it may not begin. */
export async function beginStep(
  database: Database,
  batchId: number,
  step: 'applying' | 'undoing',
  reason: string | null,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await allowTime(transaction)
    const { rows } = await transaction.query('SELECT begin_import_step($1, $2, $3) AS "isThere"', [
      ...[batchId, step, reason],
    ])
    return rows[0].isThere
  })
}

/**
 * Applies a checked batch, some rows in each transaction: killed or cancelled, it can be gone on
 * with, or undone.
 *
 * @throws ImportCancelled
 */
export const applyImport = (
  database: Database,
  batchId: number,
  signal?: AbortSignal,
): Promise<void> => runSlices(database, batchId, APPLY, signal)

/**
 * Takes a batch back, the last rows first.
 *
 * @throws ImportCancelled
 */
export const undoImport = (
  database: Database,
  batchId: number,
  signal?: AbortSignal,
): Promise<void> => runSlices(database, batchId, UNDO, signal)

async function runSlices(
  database: Database,
  batchId: number,
  { slice, finish }: typeof APPLY | typeof UNDO,
  signal: AbortSignal | undefined,
): Promise<void> {
  let total = 0
  for (;;) {
    const left = await database.transaction(async (transaction) => {
      await allowTime(transaction)
      const { rows } = await transaction.query(`SELECT ${slice}($1, $2) AS left`, [
        ...[batchId, ROWS_AT_ONCE],
      ])
      return rows[0].left as number
    })
    if (left === 0) break
    total = Math.max(total, left + ROWS_AT_ONCE)
    const isCancelled = await noteProgress(database, batchId, 1 - left / total)
    if (isCancelled || signal?.aborted) throw new ImportCancelled()
  }
  await database.transaction(async (transaction) => {
    await allowTime(transaction)
    await transaction.query(`SELECT ${finish}($1)`, [batchId])
  })
}
