import type { LiveChange } from '../../contract/live-changes.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

export interface FoundChanges {
  /** Those that concern the caller, in the order of their commits. */
  changes: LiveChange[]
  /** Where to go on: all changes up to here were looked at. */
  lastId: number
  /** What was asked for is kept no more, or never was here: anything may have changed. */
  isGap: boolean
}

/** More at once are a gap: whoever was away so long loads anew. */
const MOST = 500

/** Changes after one of them; from now on where none is named. */
export async function findChanges(database: Database, after?: number): Promise<FoundChanges> {
  const from = after ?? null
  const [row] = await runQuery<FoundChanges>(
    database,
    sql`
      WITH known AS (SELECT * FROM read_live_range()),
      found AS (
        SELECT live_change_id AS id, topic, building_id AS "buildingId"
        FROM live_change, known
        WHERE live_change_id > ${from}::bigint AND live_change_id <= known.last_id
        ORDER BY live_change_id LIMIT ${MOST + 1}
      )
      SELECT (SELECT coalesce(json_agg(found), '[]') FROM found) AS changes,
        last_id AS "lastId",
        coalesce(${from}::bigint < first_id - 1 OR ${from}::bigint > last_id, false) AS "isGap"
      FROM known`,
  )
  const { changes, lastId, isGap } = row as FoundChanges
  return changes.length > MOST ? { changes: [], lastId, isGap: true } : { changes, lastId, isGap }
}
