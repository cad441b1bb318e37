import type { AccessRoles, AccessSettings } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

export async function getAccessSettings(database: Database): Promise<AccessSettings> {
  const [row] = await runQuery<AccessSettings>(
    database,
    sql`
      SELECT session_idle_minutes AS "sessionIdleMinutes",
        session_longest_hours AS "sessionLongestHours",
        screen_lock_minutes AS "screenLockMinutes",
        reveals_per_hour AS "revealsPerHour",
        password_minimum_length AS "passwordMinimumLength"
      FROM access_setting`,
  )
  // The table holds one row from its first day on.
  return row as AccessSettings
}

export async function updateAccessSettings(
  database: Database,
  settings: AccessSettings,
): Promise<void> {
  await runQuery(
    database,
    sql`
      UPDATE access_setting SET
        session_idle_minutes = ${settings.sessionIdleMinutes},
        session_longest_hours = ${settings.sessionLongestHours},
        screen_lock_minutes = ${settings.screenLockMinutes},
        reveals_per_hour = ${settings.revealsPerHour},
        password_minimum_length = ${settings.passwordMinimumLength}`,
  )
}

/** What each role may do and which fields of a person it sees, as the database has it. */
export async function listAccessRoles(database: Database): Promise<AccessRoles['items']> {
  return runQuery<AccessRoles['items'][number]>(
    database,
    sql`
      SELECT role, area_level AS "areaLevel",
        ARRAY(
          SELECT permission FROM role_permission WHERE role_permission.role = access_role.role
          ORDER BY permission
        ) AS permissions,
        (
          SELECT coalesce(json_agg(json_build_object('field', field, 'mayReveal', may_reveal)
            ORDER BY person_field.rank), '[]')
          FROM role_field JOIN person_field USING (field)
          WHERE role_field.role = access_role.role
        ) AS fields
      FROM access_role
      ORDER BY rank`,
  )
}
