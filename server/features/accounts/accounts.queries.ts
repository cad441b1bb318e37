import type { Account, AccountChange, AccountPage, AccountQuery } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** Accounts in the order of their names. */
export async function listAccounts(database: Database, query: AccountQuery): Promise<AccountPage> {
  const { q, role = null, disabled = null, page = 1, pageSize = 50 } = query
  const text = q?.trim().toLowerCase() || null
  const found = sql`
    WHERE (${role}::text IS NULL OR account.role = ${role})
      AND (${disabled}::boolean IS NULL OR account.is_disabled = ${disabled})
      AND (${text}::text IS NULL OR position(${text} IN lower(concat_ws(' ', account.name,
        account.display_name, coalesce(grid.name, zone.name, community.name),
        department.name))) > 0)`
  // A page beyond the end holds nothing, but still says how many there are.
  const [row] = await runQuery<AccountPage>(
    database,
    sql`
      SELECT
        (SELECT count(*) ${accountSources} ${found})::int AS total,
        (SELECT coalesce(json_agg(item), '[]') FROM (
          SELECT ${accountColumns} ${accountSources} ${found}
          ORDER BY account.name
          LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) AS item) AS items`,
  )
  return row ?? { total: 0, items: [] }
}

export async function findAccount(database: Database, id: number): Promise<Account | undefined> {
  const [row] = await runQuery<Account>(
    database,
    sql`SELECT ${accountColumns} ${accountSources} WHERE account.account_id = ${id}`,
  )
  return row
}

export interface AccountToInsert extends AccountChange {
  name: string
  /** Argon2id; null: the account opens by single sign-on only. */
  passwordHash: string | null
}

/** @returns the key of the new account, whose password has to be changed at the first sign-in */
export async function insertAccount(database: Database, input: AccountToInsert): Promise<number> {
  const { community, zone, grid } = toAreaColumns(input)
  const [row] = await runQuery<{ id: number }>(
    database,
    sql`
      INSERT INTO account (name, display_name, role, department_id, community_id, zone_id, grid_id,
        password_hash, must_change_password, oidc_issuer, oidc_subject)
      VALUES (${input.name}, ${input.displayName}, ${input.role}, ${input.departmentId},
        ${community}, ${zone}, ${grid}, ${input.passwordHash}, ${input.passwordHash !== null},
        ${input.singleSignOn?.issuer ?? null}, ${input.singleSignOn?.subject ?? null})
      RETURNING account_id AS id`,
  )
  return (row as { id: number }).id
}

/** @returns whether the account had that revision and was changed */
export async function updateAccount(
  database: Database,
  id: number,
  basedOn: number,
  input: AccountChange,
): Promise<boolean> {
  const { community, zone, grid } = toAreaColumns(input)
  const rows = await runQuery(
    database,
    sql`
      UPDATE account
      SET display_name = ${input.displayName}, role = ${input.role},
        department_id = ${input.departmentId}, community_id = ${community}, zone_id = ${zone},
        grid_id = ${grid}, oidc_issuer = ${input.singleSignOn?.issuer ?? null},
        oidc_subject = ${input.singleSignOn?.subject ?? null}
      WHERE account_id = ${id} AND revision = ${basedOn}
      RETURNING account_id`,
  )
  return rows.length > 0
}

export async function setDisabled(
  database: Database,
  id: number,
  isDisabled: boolean,
): Promise<void> {
  await runQuery(
    database,
    sql`UPDATE account SET is_disabled = ${isDisabled} WHERE account_id = ${id}`,
  )
}

/** Sets a password that opens nothing but its own change, and ends all sessions of the account. */
export async function setTemporaryPassword(
  database: Database,
  id: number,
  passwordHash: string,
): Promise<void> {
  await runQuery(database, sql`SELECT set_password(${id}, ${passwordHash}, true)`)
}

function toAreaColumns({ area }: AccountChange) {
  const at = (level: string) => (area?.level === level ? area.id : null)
  return { community: at('community'), zone: at('zone'), grid: at('grid') }
}

/** What the contract says of an account. */
const accountColumns = sql`
    account.account_id AS id,
    account.name,
    account.display_name AS "displayName",
    account.role,
    CASE WHEN account.department_id IS NOT NULL THEN json_build_object(
      'id', department.department_id, 'name', department.name) END AS department,
    CASE WHEN community.community_id IS NOT NULL THEN json_build_object(
      'level', CASE WHEN account.grid_id IS NOT NULL THEN 'grid'
        WHEN account.zone_id IS NOT NULL THEN 'zone' ELSE 'community' END,
      'id', coalesce(account.grid_id, account.zone_id, account.community_id),
      'name', coalesce(grid.name, zone.name, community.name),
      'path', (
        SELECT json_agg(json_build_object('id', step.id, 'name', step.name) ORDER BY step.rank)
        FROM (VALUES (1, community.community_id, community.name), (2, zone.zone_id, zone.name),
          (3, grid.grid_id, grid.name)) AS step (rank, id, name)
        WHERE step.id IS NOT NULL
      )) END AS area,
    CASE WHEN account.oidc_issuer IS NOT NULL THEN json_build_object(
      'issuer', account.oidc_issuer, 'subject', account.oidc_subject) END AS "singleSignOn",
    account.must_change_password AS "mustChangePassword",
    account.is_disabled AS "isDisabled",
    account.is_demonstration AS "isDemonstration",
    ${isoTime(sql`account.created_at`)} AS "createdAt",
    (
      SELECT ${isoTime(sql`max(last_seen_at)`)} FROM account_session
      WHERE account_session.account_id = account.account_id
    ) AS "lastSeenAt",
    account.revision`

const accountSources = sql`
  FROM account
  LEFT JOIN department ON department.department_id = account.department_id
  LEFT JOIN grid ON grid.grid_id = account.grid_id
  LEFT JOIN zone ON zone.zone_id = coalesce(grid.zone_id, account.zone_id)
  LEFT JOIN community ON community.community_id = coalesce(zone.community_id, account.community_id)`
