import type { Department, DepartmentInput } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** All departments, or the one with this key, with the fields that they see. */
export function listDepartments(database: Database, id: number | null = null) {
  return runQuery<Department>(
    database,
    sql`
      SELECT department_id AS id, code, name, revision,
        (
          SELECT coalesce(json_agg(json_build_object('field', field, 'mayReveal', may_reveal)
            ORDER BY person_field.rank), '[]')
          FROM department_field JOIN person_field USING (field)
          WHERE department_field.department_id = department.department_id
        ) AS fields,
        (
          SELECT count(*)::int FROM account
          WHERE account.department_id = department.department_id
        ) AS "accountCount"
      FROM department
      WHERE ${id}::int IS NULL OR department_id = ${id}
      ORDER BY department_id`,
  )
}

/**
 * Makes a department, or changes one with all its fields.
 *
 * @returns its key; undefined where there is none of that revision
 */
export async function saveDepartment(
  database: Database,
  known: { id: number; revision: number } | undefined,
  { code, name, fields }: DepartmentInput,
): Promise<number | undefined> {
  const names = fields.map(({ field }) => field)
  const revealable = fields.filter(({ mayReveal }) => mayReveal).map(({ field }) => field)
  const [row] = await runQuery<{ id: number | null }>(
    database,
    sql`SELECT save_department(${known?.id ?? null}, ${known?.revision ?? null}, ${code}, ${name},
      ${names}::text[], ${revealable}::text[]) AS id`,
  )
  return row?.id ?? undefined
}
