import type { DwellingList, HouseholdCounts, HouseholdPage } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import type { Page } from './buildings.queries.ts'
import { dwellingCell } from './dwelling-cell.ts'

/**
 * Households of a building as they were on a day, by the residences that are believed now;
 * undefined where there is no such building. Names and registrations are those of now, and none of
 * whom the caller no longer sees. The audit notes who looked.
 */
export async function findPastHouseholds(
  database: Database,
  buildingId: number,
  day: string,
  { page, pageSize }: Page,
): Promise<HouseholdPage | undefined> {
  const [row] = await runQuery<HouseholdPage>(
    database,
    sql`
      WITH home AS (
        SELECT residence.household_id, dwelling_id, array_agg(person_id) AS person_ids
        FROM dwelling JOIN residence USING (dwelling_id)
        WHERE dwelling.building_id = ${buildingId} AND residence.household_id IS NOT NULL
          AND kind = 'lives' AND valid @> ${day}::date
        GROUP BY residence.household_id, dwelling_id
      ),
      place AS (
        SELECT home.*, unit.number AS unit, floor, door
        FROM home JOIN dwelling USING (dwelling_id) JOIN unit USING (unit_id)
        ORDER BY unit, floor, door, household_id
        LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
      ),
      item AS (
        SELECT place.household_id, unit, floor, door, place.person_ids, json_build_object(
          'id', place.household_id,
          'dwellingId', place.dwelling_id,
          'unit', unit,
          'floor', floor,
          'door', door,
          'label', dwelling_label(unit, floor, door),
          'headName', member.head_name,
          'residenceKind', coalesce(holding.kind, 'other'),
          'memberCount', cardinality(place.person_ids),
          'registeredElsewhereCount', member.elsewhere_count,
          'members', member.members
        ) AS item
        FROM place
        CROSS JOIN LATERAL (
          SELECT
            count(*) FILTER (WHERE registration_place <> 'here') AS elsewhere_count,
            max(name) FILTER (WHERE was.relation_to_head = 'head') AS head_name,
            coalesce(json_agg(json_build_object(
              'name', name, 'relationToHead', was.relation_to_head)
              ORDER BY was.relation_to_head <> 'head', age_band DESC, member.person_id), '[]')
              AS members
          FROM unnest(place.person_ids) AS member (person_id)
          LEFT JOIN LATERAL (
            SELECT * FROM person_card WHERE person_card.person_id = member.person_id
          ) AS person ON true
          LEFT JOIN list_relations_as_of(place.person_ids, ${day}::date) AS was
            ON was.person_id = member.person_id
        ) AS member
        LEFT JOIN LATERAL (
          SELECT min(kind) AS kind FROM residence
          WHERE residence.dwelling_id = place.dwelling_id AND person_id = ANY (place.person_ids)
            AND kind IN ('owner', 'tenant') AND valid @> ${day}::date
        ) AS holding ON true
      )
      SELECT
        (SELECT count(*) FROM home) AS total,
        (SELECT coalesce(json_agg(item ORDER BY unit, floor, door, household_id), '[]') FROM item)
          AS items
      FROM building_people
      CROSS JOIN (
        SELECT audit('household.list', 'building', ${buildingId}, ARRAY(
          SELECT unnest(person_ids) AS person_id FROM item ORDER BY person_id))
      ) AS noted
      WHERE building_id = ${buildingId}`,
  )
  return row
}

/**
 * The dwelling matrix of a day: who lived where, and whether as owner or tenant; undefined where
 * there is no such building. Dwellings that are retired since are among them where somebody was
 * linked to them on that day.
 */
export async function findPastDwellings(
  database: Database,
  buildingId: number,
  day: string,
): Promise<DwellingList | undefined> {
  const [row] = await runQuery<DwellingList>(
    database,
    sql`
      WITH link AS (
        SELECT dwelling_id, person_id, household_id, kind
        FROM dwelling JOIN residence USING (dwelling_id)
        WHERE dwelling.building_id = ${buildingId} AND valid @> ${day}::date
      ),
      occupant AS (
        SELECT dwelling_id, count(DISTINCT person_id) AS person_count,
          coalesce(array_agg(DISTINCT household_id) FILTER (WHERE household_id IS NOT NULL), '{}')
            AS household_ids
        FROM link WHERE kind = 'lives' GROUP BY dwelling_id
      ),
      holder AS (
        SELECT link.dwelling_id, min(link.kind) AS kind
        FROM link JOIN link AS lives USING (dwelling_id, person_id)
        WHERE link.kind IN ('owner', 'tenant') AND lives.kind = 'lives'
        GROUP BY link.dwelling_id
      ),
      cell AS (
        SELECT ${dwellingCell} AS cell, unit.number AS unit, floor, door, dwelling_id
        FROM dwelling
        JOIN unit USING (unit_id)
        LEFT JOIN occupant USING (dwelling_id)
        LEFT JOIN holder USING (dwelling_id)
        WHERE dwelling.building_id = ${buildingId}
          AND (NOT is_retired OR dwelling_id IN (SELECT dwelling_id FROM link))
      )
      SELECT
        (SELECT count(*) FROM cell) AS total,
        (SELECT coalesce(json_agg(cell ORDER BY unit, floor, door, dwelling_id), '[]') FROM cell)
          AS items
      FROM building_people
      WHERE building_id = ${buildingId}`,
  )
  return row
}

/** Households of each building in which somebody lived on a day. */
export async function countHouseholds(database: Database, day: string): Promise<HouseholdCounts> {
  const [row] = await runQuery<HouseholdCounts>(
    database,
    sql`
      SELECT coalesce(array_agg(building_id), '{}') AS "buildingIds",
        coalesce(array_agg(household_count), '{}') AS "householdCounts"
      FROM people_on(${day}::date)`,
  )
  // An aggregate without GROUP BY always gives one row.
  return row as HouseholdCounts
}
