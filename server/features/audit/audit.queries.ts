import type { AuditEntry, AuditFilter, AuditPage, AuditQuery } from '../../contract/audit.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'

/** A page of the audit, newest first; the key of the last entry leads to the next page. */
export async function listAuditEntries(
  database: Database,
  { before, pageSize = 100, ...filter }: AuditQuery,
): Promise<AuditPage> {
  const conditions = toConditions(filter)
  if (before !== undefined) conditions.push(sql`entry_id < ${before}`)
  // Not prepared: each set of conditions is a text of its own, and deserves a plan of its own.
  const { text, values } = sql`
    SELECT ${entryColumns}
    FROM audit_entry LEFT JOIN account USING (account_id)
    WHERE ${joinSql(conditions, sql` AND `)}
    ORDER BY entry_id DESC LIMIT ${pageSize}`
  const items = await database.query<AuditEntry>({ text, values })
  return { items, next: items.length < pageSize ? null : (items.at(-1)?.id ?? null) }
}

/** Everything that an export gives, oldest entry last; `persons` is complete here. */
export function selectForExport(filter: AuditFilter, upTo: number): SqlFragment {
  const conditions = [...toConditions(filter), sql`entry_id <= ${upTo}`]
  return sql`
    SELECT entry_id AS entry, ${moment} AS at, account_id AS account, account_name AS "accountName",
      role, action, subject_kind AS "subjectKind", subject_id AS "subjectId",
      person_ids AS persons, fields, purpose, detail, origin, encode(hash, 'hex') AS hash
    FROM audit_entry
    WHERE ${joinSql(conditions, sql` AND `)}
    ORDER BY entry_id DESC`
}

/** Notes that somebody takes the audit along, before any of it leaves. @returns its own number */
export async function noteExport(
  database: Database,
  detail: Record<string, unknown>,
): Promise<number> {
  const [row] = await runQuery<{ entry: number }>(
    database,
    sql`SELECT audit('audit.export', 'audit', NULL, detail => ${JSON.stringify(detail)}::jsonb) AS entry`,
  )
  return Number(row?.entry)
}

const moment = sql`to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const entryColumns = sql`
  entry_id AS id, ${moment} AS at, account_id AS "accountId", account_name AS "accountName",
  display_name AS "displayName", audit_entry.role, action, subject_kind AS "subjectKind",
  subject_id AS "subjectId", person_ids[1:20] AS "personIds",
  cardinality(person_ids) AS "personCount", fields, purpose, detail, origin`

function toConditions(filter: AuditFilter): SqlFragment[] {
  const { account, action, person, subjectKind, subjectId, from, until, purpose } = filter
  const conditions: (SqlFragment | false)[] = [
    sql`true`,
    account !== undefined && sql`account_id = ${account}`,
    action !== undefined && sql`action = ${action}`,
    person !== undefined && sql`person_ids @> ARRAY[${person}::int]`,
    subjectKind !== undefined && sql`subject_kind = ${subjectKind}`,
    subjectId !== undefined && sql`subject_id = ${subjectId}`,
    from !== undefined && sql`happened_at >= ${from}::timestamptz`,
    until !== undefined && sql`happened_at < ${until}::timestamptz`,
    purpose !== undefined && sql`purpose ILIKE ${`%${escapeLike(purpose)}%`}`,
  ]
  return conditions.filter((condition) => condition !== false)
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
