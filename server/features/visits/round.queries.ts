import { ROUND_PAGE_SIZE, type Round } from '../../contract/visits.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/**
 * One page of the households that are due within reach, in the order in which one walks. A household
 * is due when its last visit and the newest verification of a member are older than the rule of the
 * city for its kind. Names leave the database masked; the audit notes the persons that are shown.
 *
 * @param page from 1
 */
export async function listRound(
  database: Database,
  page: number,
  signal?: AbortSignal,
): Promise<Round> {
  const [row] = await runQuery<Round>(
    database,
    sql`
      WITH visited AS MATERIALIZED (
        SELECT household_id, max(visited_at) AS last_at,
          (array_agg(outcome ORDER BY visited_at DESC))[1] AS last_outcome,
          max(visited_at) FILTER (WHERE outcome <> 'nobody-home') AS met_at
        FROM visit GROUP BY household_id
      ),
      verified AS MATERIALIZED (
        SELECT household_id, max(verified_on) AS verified_on FROM residence
        WHERE kind = 'lives' AND upper_inf(valid) AND household_id IS NOT NULL
        GROUP BY household_id
      ),
      known AS MATERIALIZED (
        SELECT household.household_id, household.dwelling_id, household.kind, last_at, last_outcome,
          met_at, verified_on, greatest(met_at::date, verified_on) + due_after_days AS due_on
        FROM household
        JOIN visit_rule ON household_kind = household.kind
        LEFT JOIN visited USING (household_id)
        LEFT JOIN verified USING (household_id)
      ),
      due AS (
        SELECT known.*, dwelling.building_id, unit.number AS unit, floor, door,
          coalesce(building.address, estate.address, '') AS street,
          concat(estate.name, building.name) AS building_name,
          row_number() OVER (ORDER BY coalesce(building.address, estate.address, ''), estate.name,
            substring(building.name FROM '[0-9]{1,9}')::int, building.name, dwelling.building_id,
            unit.number, floor, door, household_id) AS rank
        FROM known
        JOIN dwelling USING (dwelling_id)
        JOIN unit USING (unit_id)
        JOIN building ON building.building_id = dwelling.building_id
        LEFT JOIN estate USING (estate_id)
        WHERE coalesce(due_on <= current_date, true)
      ),
      found AS MATERIALIZED (
        SELECT due.*, members.list, members.ids
        FROM (SELECT * FROM due ORDER BY rank
          LIMIT ${ROUND_PAGE_SIZE + 1} OFFSET ${(page - 1) * ROUND_PAGE_SIZE}) AS due
        CROSS JOIN LATERAL (
          SELECT coalesce(json_agg(json_build_object('personId', person_id, 'name', name,
              'relationToHead', relation_to_head)
              ORDER BY relation_to_head <> 'head', person_id), '[]') AS list,
            coalesce(array_agg(person_id), '{}') AS ids
          FROM person_card WHERE person_card.household_id = due.household_id
        ) AS members
      ),
      item AS (SELECT * FROM found ORDER BY rank LIMIT ${ROUND_PAGE_SIZE})
      SELECT
        (SELECT coalesce(json_agg(json_build_object(
          'householdId', household_id,
          'kind', kind,
          'dwellingId', dwelling_id,
          'buildingId', building_id,
          'street', street,
          'building', building_name,
          'label', dwelling_label(unit, floor, door),
          'unit', unit,
          'floor', floor,
          'members', list,
          'lastVisit', CASE WHEN last_at IS NOT NULL THEN json_build_object(
            'at', ${isoTime(sql`last_at`)}, 'outcome', last_outcome) END,
          'verifiedOn', verified_on,
          'dueOn', due_on
        ) ORDER BY rank), '[]') FROM item) AS items,
        (SELECT count(*) > ${ROUND_PAGE_SIZE} FROM found) AS "hasMore",
        (SELECT json_build_object(
          'households', count(*),
          'due', count(*) FILTER (WHERE coalesce(due_on <= current_date, true)),
          'visitedThisQuarter', count(*) FILTER (WHERE met_at >= date_trunc('quarter', now()))
        ) FROM known) AS progress,
        CASE WHEN EXISTS (SELECT FROM item) THEN audit('visit.round', NULL, NULL, ARRAY(
          SELECT unnest(ids) FROM item ORDER BY 1),
          detail => jsonb_build_object('page', ${page}::int)) END AS noted`,
    signal,
  )
  // The statement gives one row always.
  return row as Round
}
