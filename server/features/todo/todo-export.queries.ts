import { type ExportFile, MOST_EXPORTED } from '../../contract/exports.ts'
import type { TodoKind } from '../../contract/todo.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { detailsOf } from './todo.queries.ts'
import { todoSources } from './todo-kinds.ts'

/** A row of the list, without its place and names. */
export interface TodoLine {
  id: number
  otherId: number | null
  verifiedOn: string | null
}

export interface TodoExportRow {
  name: string | null
  address: string | null
  otherName: string | null
  otherAddress: string | null
  verifiedOn: string | null
}

const ROWS_AT_ONCE = 500

/**
 * Finds the rows of a kind and writes down in the audit who takes them along, what for and whose
 * persons are in them. Nothing is written where there are too many.
 */
export async function beginTodoExport(
  database: Database,
  kind: TodoKind,
  { purpose, format }: ExportFile,
): Promise<{ lines: TodoLine[]; entry: number; by: string }> {
  const { subject, rows, order } = todoSources[kind]
  const persons = {
    person: sql`SELECT id FROM wanted UNION SELECT other_id FROM wanted WHERE other_id IS NOT NULL`,
    household: sql`SELECT person_id FROM household_head JOIN wanted ON household_id = id`,
    dwelling: sql`SELECT NULL::int WHERE false`,
    building: sql`SELECT NULL::int WHERE false`,
  }[subject]
  const [row] = await runQuery<{ lines: TodoLine[]; entry: string; by: string }>(
    database,
    sql`
      WITH wanted AS MATERIALIZED (
        SELECT *, row_number() OVER (ORDER BY ${order}) AS rank FROM (${rows}) AS one
        ORDER BY rank LIMIT ${MOST_EXPORTED + 1}
      )
      SELECT
        (SELECT coalesce(json_agg(json_build_object('id', id, 'otherId', other_id,
          'verifiedOn', verified_on) ORDER BY rank), '[]') FROM wanted) AS lines,
        CASE WHEN (SELECT count(*) FROM wanted) <= ${MOST_EXPORTED} THEN audit('list.export', NULL,
          NULL, ARRAY(${persons} ORDER BY 1), '{}', ${purpose.trim()}::text,
          jsonb_build_object('todo', ${kind}::text, 'format', ${format}::text)) END AS entry,
        (SELECT display_name FROM account WHERE account_id = actor_account_id()) AS by`,
  )
  return { lines: row?.lines ?? [], entry: Number(row?.entry), by: row?.by ?? '' }
}

/** Names and places of these rows, some at a time; names are masked. */
export async function* readTodoExport(
  database: Database,
  kind: TodoKind,
  lines: readonly TodoLine[],
): AsyncGenerator<TodoExportRow> {
  const { subject } = todoSources[kind]
  for (let from = 0; from < lines.length; from += ROWS_AT_ONCE) {
    const some = JSON.stringify(lines.slice(from, from + ROWS_AT_ONCE))
    yield* await runQuery<TodoExportRow & Record<string, unknown>>(
      database,
      sql`
        SELECT one.name, one.address, other.name AS "otherName", other.address AS "otherAddress",
          "verifiedOn"
        FROM ROWS FROM (jsonb_to_recordset(${some}::jsonb)
          AS (id int, "otherId" int, "verifiedOn" text)) WITH ORDINALITY AS wanted
        LEFT JOIN LATERAL (${detailsOf[subject](sql`wanted.id`)}) AS one ON true
        LEFT JOIN LATERAL (${detailsOf.person(sql`wanted."otherId"`)}) AS other ON true
        ORDER BY wanted.ordinality`,
    )
  }
}
