import type { ApiKeyPage, ApiKeyQuery, NewApiKey } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** Keys, those that open something first. Who looks for a leak may ask for the old ones too. */
export async function listApiKeys(database: Database, query: ApiKeyQuery): Promise<ApiKeyPage> {
  const { old = false, page = 1, pageSize = 50 } = query
  const found = sql`
    FROM api_key
    JOIN account USING (account_id)
    LEFT JOIN department USING (department_id)
    WHERE ${old} OR least(revoked_at, expires_at) > now() - interval '90 days'`
  const [row] = await runQuery<ApiKeyPage>(
    database,
    sql`
      SELECT (SELECT count(*) ${found})::int AS total,
        (SELECT coalesce(json_agg(item), '[]') FROM (
          SELECT ${keyColumns} ${found}
          ORDER BY revoked_at IS NOT NULL OR expires_at <= now(), api_key_id DESC
          LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) AS item) AS items`,
  )
  return row ?? { total: 0, items: [] }
}

const keyColumns = sql`
      api_key_id AS id, api_key.name, hint, scopes,
        json_build_object('id', account.account_id, 'name', account.name,
          'displayName', account.display_name) AS account,
        department.name AS "departmentName",
        ${isoTime(sql`api_key.created_at`)} AS "createdAt",
        ${isoTime(sql`expires_at`)} AS "expiresAt",
        ${isoTime(sql`last_used_at`)} AS "lastUsedAt",
        ${isoTime(sql`revoked_at`)} AS "revokedAt",
        CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= now() THEN 'expired'
          WHEN account.is_disabled THEN 'account-disabled' ELSE 'valid' END AS state`

export interface KeyToInsert extends NewApiKey {
  tokenHash: Buffer
  hint: string
}

/** @returns the key's id; undefined where the account is none that takes keys */
export async function insertApiKey(
  database: Database,
  { accountId, name, scopes, validDays, tokenHash, hint }: KeyToInsert,
): Promise<number | undefined> {
  const [row] = await runQuery<{ id: number }>(
    database,
    sql`
      INSERT INTO api_key (account_id, name, hint, token_hash, scopes, expires_at)
      SELECT account_id, ${name}, ${hint}, ${tokenHash}, ${scopes}::text[],
        now() + make_interval(days => ${validDays})
      FROM account
      WHERE account_id = ${accountId} AND role = 'department-user' AND NOT is_disabled
      RETURNING api_key_id AS id`,
  )
  return row?.id
}

/** @returns whether there was such a key that had not been revoked before */
export async function revokeApiKey(database: Database, id: number): Promise<boolean> {
  const rows = await runQuery(
    database,
    sql`
      UPDATE api_key SET revoked_at = now()
      WHERE api_key_id = ${id} AND revoked_at IS NULL
      RETURNING api_key_id`,
  )
  return rows.length > 0
}
