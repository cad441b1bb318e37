import { VISIT_PAGE_SIZE, type VisitPage, type VisitSettlement } from '../../contract/visits.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { placeOfDwelling } from '../../db/place-of-dwelling.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** Which visits are wanted: of one household, those that are open, or one. */
export type WantedVisits = { household: number } | { open: true } | { visit: number }

/**
 * One page of visits within reach, the newest first. Names leave the database masked (person_card);
 * the audit notes the persons that are shown.
 *
 * @param page from 1
 */
export async function listVisits(
  database: Database,
  wanted: WantedVisits,
  page: number,
): Promise<VisitPage> {
  const [row] = await runQuery<VisitPage>(
    database,
    sql`
      WITH found AS MATERIALIZED (
        SELECT * FROM visit WHERE ${toCondition(wanted)}
        ORDER BY visited_at DESC, visit_id DESC
        LIMIT ${VISIT_PAGE_SIZE + 1} OFFSET ${(page - 1) * VISIT_PAGE_SIZE}
      ),
      one AS MATERIALIZED (
        SELECT * FROM found ORDER BY visited_at DESC, visit_id DESC LIMIT ${VISIT_PAGE_SIZE}
      )
      SELECT
        (SELECT coalesce(json_agg(${visitJson} ORDER BY visited_at DESC, visit_id DESC), '[]')
        FROM one
        CROSS JOIN ${placeOfDwelling(sql`one.dwelling_id`)} AS place
        JOIN account ON account.account_id = one.account_id
        LEFT JOIN account AS settler ON settler.account_id = one.settled_by) AS items,
        (SELECT count(*) > ${VISIT_PAGE_SIZE} FROM found) AS "hasMore",
        CASE WHEN EXISTS (SELECT FROM one) THEN audit('visit.list', NULL, NULL, ARRAY(
          SELECT DISTINCT (member ->> 'personId')::int
          FROM one CROSS JOIN jsonb_array_elements(seen || coalesce(found, '[]')) AS member
          ORDER BY 1)) END AS noted`,
  )
  // The statement gives one row always.
  return row as VisitPage
}

function toCondition(wanted: WantedVisits): SqlFragment {
  if ('household' in wanted) return sql`household_id = ${wanted.household}`
  return 'visit' in wanted ? sql`visit_id = ${wanted.visit}` : sql`is_open`
}

const withNames = (members: SqlFragment): SqlFragment => sql`(
  SELECT coalesce(json_agg(json_build_object(
    'personId', (member ->> 'personId')::int,
    'name', ${nameOf(sql`(member ->> 'personId')::int`)},
    'relationToHead', member ->> 'relationToHead'
  ) ORDER BY member ->> 'relationToHead' <> 'head', place_in_list), '[]')
  FROM jsonb_array_elements(${members}) WITH ORDINALITY AS list (member, place_in_list))`

const nameOf = (id: SqlFragment): SqlFragment =>
  sql`(SELECT card.name FROM person_card AS card WHERE card.person_id = ${id})`

const visitJson = sql`json_build_object(
  'id', visit_id,
  'householdId', household_id,
  'dwellingId', one.dwelling_id,
  'buildingId', place.building_id,
  'address', place.address,
  'visitedAt', ${isoTime(sql`visited_at`)},
  'recordedAt', ${isoTime(sql`recorded_at`)},
  'by', account.display_name,
  'outcome', outcome,
  'isVerified', is_verified,
  'notes', notes,
  'findings', (
    SELECT coalesce(json_agg(json_build_object('kind', kind, 'personId', person_id,
      'note', note, 'name', ${nameOf(sql`visit_finding.person_id`)}) ORDER BY step), '[]')
    FROM visit_finding WHERE visit_finding.visit_id = one.visit_id),
  'isClash', is_clash,
  'seen', ${withNames(sql`seen`)},
  'found', CASE WHEN one.found IS NOT NULL THEN ${withNames(sql`one.found`)} END,
  'isOpen', is_open,
  'settled', CASE WHEN settled_at IS NOT NULL THEN json_build_object(
    'at', ${isoTime(sql`settled_at`)}, 'by', settler.display_name, 'decision', decision) END
)`

/** Gives the visit, or null where there is none within reach. @throws as constraints refuse */
export async function settleVisit(
  database: Database,
  id: number,
  { decision, reason }: VisitSettlement,
): Promise<number | null> {
  const [row] = await runQuery<{ id: number | null }>(
    database,
    sql`SELECT settle_visit(${id}, ${decision}, ${reason.trim()}) AS id`,
  )
  return row?.id ?? null
}
