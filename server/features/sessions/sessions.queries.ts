import type { Session, SignInOptions } from '../../contract/access.ts'
import { accountRoles } from '../../contract/access.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** What begin_sign_in answers: a hash to check against, or seconds to wait. */
export interface SignInAttempt {
  accountId: number | null
  passwordHash: string | null
  waitSeconds: number
}

export async function beginSignIn(
  gate: Database,
  name: string,
  address: string,
): Promise<SignInAttempt> {
  const [row] = await runQuery<SignInAttempt>(
    gate,
    sql`
      SELECT account_id AS "accountId", password_hash AS "passwordHash",
        wait_seconds AS "waitSeconds"
      FROM begin_sign_in(${name}, ${address}::inet)`,
  )
  return row ?? { accountId: null, passwordHash: null, waitSeconds: 0 }
}

export interface NewSession {
  accountId: number
  tokenHash: Buffer
  address: string
  /** The session that the browser had before, which ends. */
  oldTokenHash: Buffer | undefined
  how: 'password' | 'demonstration' | 'single-sign-on' | 'password-change'
}

export async function openSession(gate: Database, session: NewSession): Promise<void> {
  const { accountId, tokenHash, address, oldTokenHash = null, how } = session
  await runQuery(
    gate,
    sql`SELECT open_session(${accountId}, ${tokenHash}, ${address}::inet, ${oldTokenHash}, ${how})`,
  )
}

export async function endSession(gate: Database, tokenHash: Buffer): Promise<void> {
  await runQuery(gate, sql`SELECT end_session(${tokenHash})`)
}

/**
 * Writes a refused sign-in into the audit.
 *
 * @param accountId null: there is no account of that name
 */
export async function noteFailedSignIn(
  gate: Database,
  accountId: number | null,
  address: string,
): Promise<void> {
  await runQuery(gate, sql`SELECT audit_failed_sign_in(${accountId}, ${address}::inet)`)
}

export async function findDemonstrationAccount(
  gate: Database,
  role: string,
): Promise<number | undefined> {
  const [row] = await runQuery<{ id: number | null }>(
    gate,
    sql`SELECT find_demonstration_account(${role}) AS id`,
  )
  return row?.id ?? undefined
}

/** Account that a single sign-on opens. */
export async function findOidcAccount(
  gate: Database,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<number | undefined> {
  const [row] = await runQuery<{ id: number | null }>(
    gate,
    sql`SELECT find_oidc_account(${issuer}, ${subject}) AS id`,
  )
  return row?.id ?? undefined
}

/** What may be offered to somebody of whom nothing is known. */
export async function getSignInOptions(
  gate: Database,
  tokenHash: Buffer | undefined,
): Promise<Omit<SignInOptions, 'singleSignOn'>> {
  const [row] = await runQuery<Omit<SignInOptions, 'singleSignOn'>>(
    gate,
    sql`
      SELECT
        ARRAY(
          SELECT role FROM unnest(${[...accountRoles]}::text[]) WITH ORDINALITY AS known (role, rank)
          WHERE find_demonstration_account(role) IS NOT NULL ORDER BY rank
        ) AS "demonstrationRoles",
        has_accounts() AS "hasAccounts",
        find_session_id(${tokenHash ?? null}) IS NOT NULL AS "isSignedIn"`,
  )
  return row ?? { demonstrationRoles: [], hasAccounts: false, isSignedIn: false }
}

/** Who the caller is, and what the caller may do and see. */
export async function getOwnSession(database: Database): Promise<Session> {
  const [row] = await runQuery<Session>(
    database,
    sql`
      SELECT
        account_id AS "accountId",
        account.name,
        display_name AS "displayName",
        role,
        CASE WHEN department.department_id IS NOT NULL THEN json_build_object(
          'id', department.department_id, 'name', department.name) END AS department,
        CASE
          WHEN grid.grid_id IS NOT NULL THEN json_build_object(
            'level', 'grid', 'id', grid.grid_id, 'code', grid.code, 'name', grid.name)
          WHEN zone.zone_id IS NOT NULL THEN json_build_object(
            'level', 'zone', 'id', zone.zone_id, 'code', zone.code, 'name', zone.name)
          WHEN community.community_id IS NOT NULL THEN json_build_object(
            'level', 'community', 'id', community.community_id, 'code', community.code,
            'name', community.name)
        END AS area,
        ${listOf('actor.permissions')} AS permissions,
        ${listOf('actor.fields')} AS fields,
        ${listOf('actor.revealable_fields')} AS "revealableFields",
        must_change_password AS "mustChangePassword",
        is_demonstration AS "isDemonstration",
        (SELECT screen_lock_minutes FROM access_setting) AS "screenLockMinutes",
        (SELECT password_minimum_length FROM access_setting) AS "passwordMinimumLength"
      FROM account
      LEFT JOIN department USING (department_id)
      LEFT JOIN community ON community.community_id = account.community_id
      LEFT JOIN zone ON zone.zone_id = account.zone_id
      LEFT JOIN grid ON grid.grid_id = account.grid_id
      WHERE account_id = actor_account_id()`,
  )
  // Whoever acts has an account.
  return row as Session
}

const listOf = (setting: string) =>
  sql`array_remove(string_to_array(current_setting(${setting}), ','), '')`
