import type { AccountSession } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/**
 * Open sessions of an account, the last used first.
 *
 * @param accountId undefined: the caller's own
 * @param currentId the session that asks, where it is known
 */
export function listSessions(
  database: Database,
  accountId: number | undefined,
  currentId: number | null,
): Promise<AccountSession[]> {
  return runQuery<AccountSession>(
    database,
    sql`
      SELECT session_id AS id, ${isoTime(sql`created_at`)} AS "createdAt",
        ${isoTime(sql`last_seen_at`)} AS "lastSeenAt", host(address) AS address,
        session_id IS NOT DISTINCT FROM ${currentId}::bigint AS "isCurrent"
      FROM account_session CROSS JOIN access_setting
      WHERE account_id = ${toAccount(accountId)} AND ended_at IS NULL
        AND last_seen_at > now() - make_interval(mins => session_idle_minutes)
        AND created_at > now() - make_interval(hours => session_longest_hours)
      ORDER BY last_seen_at DESC, session_id DESC`,
  )
}

/**
 * Ends one session of an account, or all; the audit notes it.
 *
 * @param accountId undefined: the caller's own
 * @returns how many have ended
 */
export async function endSessions(
  database: Database,
  accountId: number | undefined,
  sessionId: number | null,
): Promise<number> {
  const [row] = await runQuery<{ count: number }>(
    database,
    sql`SELECT end_sessions(${toAccount(accountId)}, ${sessionId}) AS count`,
  )
  return row?.count ?? 0
}

/** Which session a token opens. */
export async function findSessionId(gate: Database, tokenHash: Buffer): Promise<number | null> {
  const [row] = await runQuery<{ id: number }>(
    gate,
    sql`SELECT find_session_id(${tokenHash}) AS id`,
  )
  return row?.id ?? null
}

const toAccount = (id: number | undefined) =>
  id === undefined ? sql`actor_account_id()` : sql`${id}::int`
