import type { HouseholdPage } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'
import type { Page } from './buildings.queries.ts'

/** Households of a building by unit, floor and door; undefined where there is no such building. */
export async function findBuildingHouseholds(
  database: Database,
  buildingId: number,
  page: Page,
): Promise<HouseholdPage | undefined> {
  const [row] = await runQuery<HouseholdPage>(database, buildingHouseholds(buildingId, page))
  return row
}

/**
 * One row of total and items, or none; names leave the database masked (person_card). The audit
 * notes who looked. Persons are asked for household by household: joined as a whole, the view
 * would read all of the city. Where both an owner and a tenant live in a household, the owner counts.
 */
export const buildingHouseholds = (
  buildingId: number,
  { page, pageSize }: Page,
): SqlFragment => sql`
  WITH place AS (
    SELECT household_id, dwelling_id, unit.number AS unit, floor, door
    FROM dwelling
    JOIN unit USING (unit_id)
    JOIN household USING (dwelling_id)
    WHERE dwelling.building_id = ${buildingId}
    ORDER BY unit, floor, door, household_id
    LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
  ),
  item AS (
    SELECT
      place.household_id, unit, floor, door, member.person_ids,
      json_build_object(
        'id', place.household_id,
        'dwellingId', place.dwelling_id,
        'unit', unit,
        'floor', floor,
        'door', door,
        'label', dwelling_label(unit, floor, door),
        'headName', member.head_name,
        'residenceKind', coalesce(holding.kind, 'other'),
        'memberCount', member.member_count,
        'registeredElsewhereCount', member.elsewhere_count,
        'members', member.members
      ) AS item
    FROM place
    CROSS JOIN LATERAL (
      SELECT
        count(*) AS member_count,
        count(*) FILTER (WHERE registration_place <> 'here') AS elsewhere_count,
        max(name) FILTER (WHERE relation_to_head = 'head') AS head_name,
        array_agg(person_id) AS person_ids,
        coalesce(json_agg(json_build_object(
          'name', name, 'relationToHead', relation_to_head)
          ORDER BY relation_to_head <> 'head', age_band DESC, person_id), '[]') AS members
      FROM person_card AS person
      WHERE person.household_id = place.household_id
    ) AS member
    LEFT JOIN LATERAL (
      SELECT min(kind) AS kind
      FROM residence
      WHERE residence.dwelling_id = place.dwelling_id
        AND person_id = ANY (member.person_ids)
        AND kind IN ('owner', 'tenant')
        AND valid @> current_date
    ) AS holding ON true
  )
  SELECT
    household_count AS total,
    (SELECT coalesce(json_agg(item ORDER BY unit, floor, door, household_id), '[]') FROM item)
      AS items
  FROM building_people
  CROSS JOIN (
    SELECT audit('household.list', 'building', ${buildingId}, ARRAY(
      SELECT unnest(person_ids) AS person_id FROM item ORDER BY person_id))
  ) AS noted
  WHERE building_id = ${buildingId}`
