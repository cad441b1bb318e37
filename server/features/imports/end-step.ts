import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { UnreadableFile } from '../../spreadsheets/unreadable-file.ts'
import { ImportCancelled } from './import-cancelled.ts'

const codeByState: Record<string, string> = {
  DC401: 'session-ended',
  DC403: 'not-allowed',
  DC503: 'keys-changing',
}

/**
 * Ends a step that has thrown, so that nobody waits for it: by the gate, since whoever began it may
 * have lost the right meanwhile.
 *
 * @returns the code of a failure that is none of ours; undefined where the error is unknown
 */
export async function endStep(
  gate: Database,
  batchId: number,
  error: unknown,
): Promise<string | undefined> {
  const code = toFailure(error)
  const state = error instanceof ImportCancelled ? 'cancelled' : 'failed'
  await runQuery(
    gate,
    sql`SELECT end_import_step(${batchId}, ${state}, ${state === 'failed' ? (code ?? 'internal-error') : null})`,
  )
  return code
}

function toFailure(error: unknown): string | undefined {
  if (error instanceof ImportCancelled) return 'cancelled'
  if (error instanceof UnreadableFile) return error.reason
  const { code = '', constraint } = error as { code?: string; constraint?: string }
  if (constraint === 'import_undone_last_first') return 'import-built-upon'
  return codeByState[code]
}
