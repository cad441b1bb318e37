import type { Pool } from '../../../server/db/pool.ts'
import type { Target } from './requests.ts'

export const NO_MOVERS = { resident: 1, newcomer: 1, lifeEvent: 1 }
export const NO_FAMILY = {
  household: 1,
  dwelling: 1,
  head: 1,
  spouse: 1,
  householdTag: '',
  dwellingTag: '',
}
export const NO_IMPORTS = { checkedImport: 1, appliedImport: 1, mapping: 1 }

/** Imports are of the whole city: they have no area. */
export async function createImportTargets(pool: Pool, name: string) {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO import_batch (kind, state, file_name, columns, mapping, happened_on)
     SELECT 'person', unnest('{checked,applied}'::text[]), 'a.csv', '{}', '{}', current_date
     RETURNING import_batch_id AS id`,
  )
  const mapping = await pool.query<{ id: number }>(
    `INSERT INTO import_mapping (kind, name, mapping) VALUES ('person', $1, '{}')
     RETURNING import_mapping_id AS id`,
    [name],
  )
  return {
    checkedImport: rows[0]!.id,
    appliedImport: rows[1]!.id,
    mapping: mapping.rows[0]!.id,
  }
}

/** A visit to the household of the grid that has found something different. */
export async function createVisitTarget(pool: Pool, grid: 1 | 3): Promise<number> {
  const { rows } = await pool.query(
    `INSERT INTO visit (operation_id, household_id, dwelling_id, account_id, visited_at, outcome,
       is_verified, seen, is_clash, is_open)
     SELECT gen_random_uuid(), $1::int, $1 * 100 + 1, min(account_id), now(), 'met', false, '[]', true, true
     FROM account RETURNING visit_id AS id`,
    [grid],
  )
  return Number(rows[0].id)
}

/** Somebody who lives in the grid, of whom the asker has recorded something, and one who once did. */
export async function createMovers(pool: Pool, grid: 1 | 3, role: string, asked: number) {
  const { rows } = await pool.query<Pick<Target, 'resident' | 'newcomer' | 'lifeEvent'>>(
    `WITH made AS (
       INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
       VALUES ($1::int, 'other-relative', '王小明', 'male', date '1950-01-01' + $3::int), (NULL, 'unrelated', '王小明', 'male', date '1960-01-01' + $3)
       RETURNING person_id, household_id, revision),
     stay AS (
       INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
       SELECT person_id, $1 * 100 + 1, 'lives', daterange('2010-01-01', CASE WHEN household_id IS NULL THEN date '2012-01-01' END), 'visit'
       FROM made),
     event AS (
       INSERT INTO life_event (kind, person_id, happened_on, source, reason, account_id)
       SELECT 'move', person_id, '2010-01-01', 'visit', 'test',
         coalesce((SELECT min(account_id) FROM account WHERE role = $2), 1)
       FROM made WHERE household_id IS NOT NULL RETURNING life_event_id, person_id),
     touched AS (
       INSERT INTO life_event_person
       SELECT life_event_id, 0, person_id, $1, 'other-relative', $1, 'other-relative' FROM event)
     SELECT person_id AS resident, life_event_id AS "lifeEvent",
       (SELECT made.person_id FROM made WHERE household_id IS NULL) AS newcomer FROM event`,
    // Born on different days: nobody is taken for somebody else twice.
    [grid, role, asked],
  )
  return rows[0]!
}

/** Doors have two digits. */
const DOORS = 90

/** A couple in a dwelling of their own, and what acts on both are based on. */
export async function createFamily(
  pool: Pool,
  grid: 1 | 3,
  asked: number,
): Promise<Target['family']> {
  const { rows } = await pool.query(
    `WITH home AS (
       INSERT INTO dwelling (dwelling_id, building_id, unit_id, floor, door, tenure)
       VALUES (10000 + $2::int, $1, $1, 2 + $2 / ${DOORS}, 1 + $2 % ${DOORS}, 'commercial') RETURNING dwelling_id),
     family AS (
       INSERT INTO household (dwelling_id) SELECT dwelling_id FROM home RETURNING household_id, dwelling_id),
     made AS (
       INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
       SELECT household_id, relation, '王小明', 'male', date '1970-01-01' + $2 * 2 + length(relation)
       FROM family CROSS JOIN unnest('{head,spouse}'::text[]) AS relation RETURNING person_id, relation_to_head),
     link AS (
       INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source)
       SELECT person_id, dwelling_id, CASE kind WHEN 'lives' THEN household_id END, kind, '[2010-01-01,)', 'visit'
       FROM made CROSS JOIN family CROSS JOIN unnest('{lives,tenant}'::text[]) AS kind
       WHERE kind = 'lives' OR relation_to_head = 'head')
     SELECT dwelling_id AS dwelling, household_id AS household,
       (SELECT person_id FROM made WHERE relation_to_head = 'head') AS head,
       (SELECT person_id FROM made WHERE relation_to_head = 'spouse') AS spouse FROM family`,
    [grid, asked],
  )
  const { rows: tags } = await pool.query(
    `SELECT format('"%s"', find_household_revision($1)) AS "householdTag",
       format('"%s"', find_dwelling_revision($2)) AS "dwellingTag"
     FROM (SELECT set_config('actor.permissions', 'registry.read', true), set_config('actor.scope', 'city', true)) AS acting`,
    [rows[0].household, rows[0].dwelling],
  )
  return { ...rows[0], ...tags[0] }
}
