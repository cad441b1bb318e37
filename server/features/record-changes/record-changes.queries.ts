import type { RecordChange } from '../../contract/record-changes.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import type { RecordKind } from './record-changes.errors.ts'

/** What was recorded since a moment, after the audit has noted who looked; null where nothing is within reach. */
export async function listRecordChanges(
  database: Database,
  kind: RecordKind,
  id: number,
  since: string,
): Promise<RecordChange[] | null> {
  const [row] = await runQuery<{ changes: RecordChange[] | null }>(
    database,
    sql`SELECT list_record_changes(${kind}, ${id}, ${since}::timestamptz) AS changes`,
  )
  return row?.changes ?? null
}
