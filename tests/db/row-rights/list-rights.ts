import type { Pool } from '../../../server/db/pool.ts'

/** Roles in whose name statements run; nobody logs in as one of them. */
export const DATABASE_ROLES = ['gate', 'city', 'area', 'registry'] as const

const isOurs = (oid: string) => `NOT EXISTS (
  SELECT FROM pg_depend WHERE objid = ${oid} AND deptype = 'e')`

/** Tables and views with what each role may do: r read, a add, w write, d delete, D truncate. */
export async function listTableRights(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT rpad(relname, greatest(22, length(relname) + 1)) || string_agg(rpad(rights, 11), '' ORDER BY place) AS line
     FROM (
       SELECT relname, place, coalesce(string_agg(CASE
         WHEN has_table_privilege('digital_community_' || role, pg_class.oid, command) THEN letter
         WHEN command IN ('SELECT', 'INSERT', 'UPDATE') AND has_any_column_privilege(
           'digital_community_' || role, pg_class.oid, command) THEN '(' || letter || ')'
         END, '' ORDER BY weight), '-') AS rights
       FROM pg_class
       CROSS JOIN unnest($1::text[]) WITH ORDINALITY AS asked (role, place)
       CROSS JOIN (VALUES ('SELECT', 'r', 1), ('INSERT', 'a', 2), ('UPDATE', 'w', 3),
         ('DELETE', 'd', 4), ('TRUNCATE', 'D', 5)) AS command (command, letter, weight)
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
         AND ${isOurs('pg_class.oid')}
       GROUP BY relname, place
     ) AS one
     GROUP BY relname ORDER BY relname`,
    [DATABASE_ROLES],
  )
  return rows.map(({ line }) => line.trim())
}

/** Functions that run with the owner's rights, each with the roles that may call it. */
export async function listDefinerFunctions(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT rpad(proname, 28) || coalesce((
         SELECT string_agg(role, ' ' ORDER BY place)
         FROM unnest($1::text[]) WITH ORDINALITY AS asked (role, place)
         WHERE has_function_privilege('digital_community_' || role, pg_proc.oid, 'EXECUTE')), '-')
       || CASE WHEN proconfig @> ARRAY['search_path=public, pg_temp'] THEN '' ELSE ' OPEN PATH' END
       AS line
     FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND prosecdef AND ${isOurs('pg_proc.oid')}
       AND prorettype <> 'trigger'::regtype
     ORDER BY proname`,
    [DATABASE_ROLES],
  )
  return rows.map(({ line }) => line.trim())
}

/** Views with whose rights they read. */
export async function listViews(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT relname || ': ' || CASE
       WHEN reloptions @> ARRAY['security_invoker=true'] THEN 'who asks'
       WHEN pg_get_userbyid(relowner) = 'digital_community_registry'
         AND reloptions @> ARRAY['security_barrier=true'] THEN 'registry, held by policies'
       ELSE 'OWNER' END AS line
     FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
       AND ${isOurs('pg_class.oid')} ORDER BY relname`,
  )
  return rows.map(({ line }) => line)
}
