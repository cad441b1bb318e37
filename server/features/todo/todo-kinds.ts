import type { TodoKind } from '../../contract/todo.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** Of which table the ids of a kind are. */
export type TodoSubject = 'person' | 'household' | 'dwelling' | 'building'

interface TodoSource {
  subject: TodoSubject
  /** Rows of id, other_id, verified_on within the reach of who asks; none of fields not seen. */
  rows: SqlFragment
  /** In which order somebody works through them; ends with what is unique. */
  order: SqlFragment
}

const byId = sql`id, other_id`
const NOTHING_MORE = sql`NULL::int AS other_id, NULL::date AS verified_on`

/**
 * What is to be put right, kind by kind. The schema itself keeps dwellings in their building and
 * every building in one grid or in none, so for "dwellings without a building" stand the
 * residential buildings of which no dwelling is known.
 */
export const todoSources: Record<TodoKind, TodoSource> = {
  'persons-without-dwelling': {
    subject: 'person',
    rows: sql`SELECT found_person_id AS id, ${NOTHING_MORE} FROM list_persons_without_home()`,
    order: byId,
  },
  'likely-duplicates': {
    subject: 'person',
    rows: sql`
      SELECT one_id AS id, other_id, NULL::date AS verified_on FROM list_likely_duplicates()`,
    order: byId,
  },
  'households-without-head': {
    subject: 'household',
    rows: sql`
      SELECT household_id AS id, ${NOTHING_MORE} FROM household
      WHERE kind = 'family' AND (SELECT actor_sees_field('relation')) AND NOT EXISTS (
        SELECT FROM household_head WHERE household_head.household_id = household.household_id)`,
    order: byId,
  },
  'retired-dwellings-in-use': {
    subject: 'dwelling',
    rows: sql`
      SELECT dwelling_id AS id, ${NOTHING_MORE} FROM dwelling
      WHERE is_retired AND (
        EXISTS (SELECT FROM household WHERE household.dwelling_id = dwelling.dwelling_id)
        OR EXISTS (SELECT FROM residence
          WHERE residence.dwelling_id = dwelling.dwelling_id AND upper_inf(valid)))`,
    order: byId,
  },
  'buildings-without-grid': {
    subject: 'building',
    rows: sql`SELECT building_id AS id, ${NOTHING_MORE} FROM building WHERE grid_id IS NULL`,
    order: byId,
  },
  'buildings-without-dwellings': {
    subject: 'building',
    rows: sql`
      SELECT building_id AS id, ${NOTHING_MORE} FROM building JOIN building_people USING (building_id)
      WHERE use IN ('housing', 'tower') AND building_people.dwelling_count = 0`,
    order: byId,
  },
  'unverified-households': {
    subject: 'household',
    rows: sql`
      SELECT household_id AS id, NULL::int AS other_id, max(verified_on) AS verified_on
      FROM residence
      WHERE kind = 'lives' AND upper_inf(valid) AND household_id IS NOT NULL
      GROUP BY household_id
      HAVING coalesce(max(verified_on) < current_date - interval '1 year', true)`,
    order: sql`verified_on NULLS FIRST, id`,
  },
}
