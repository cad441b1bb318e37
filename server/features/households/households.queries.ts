import type { Household } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** One household with its members; masked (person_card). The audit notes who looked. */
export async function findHousehold(
  database: Database,
  id: number,
): Promise<Household | undefined> {
  const [row] = await runQuery<Household>(
    database,
    sql`
      SELECT
        household_id AS id,
        find_household_revision(household_id) AS revision,
        household.kind,
        ${dwellingOfHousehold} AS dwelling,
        (
          SELECT coalesce(json_agg(${memberOf(sql`person.person_id`, sql`relation_to_head`, sql`current_date`)}
            ORDER BY relation_to_head <> 'head', age_band DESC, person_id), '[]')
          FROM person_card AS person
          WHERE person.household_id = household.household_id
        ) AS members
      FROM household
      CROSS JOIN LATERAL (
        SELECT audit('household.read', 'household', household_id, ARRAY(
          SELECT person_id FROM person_card
          WHERE person_card.household_id = household.household_id ORDER BY person_id))
      ) AS noted
      JOIN dwelling USING (dwelling_id)
      JOIN unit USING (unit_id)
      JOIN building ON building.building_id = dwelling.building_id
      LEFT JOIN estate USING (estate_id)
      WHERE household_id = ${id}`,
  )
  return row
}

/**
 * One household as it was on a day, by the residences that are believed now; undefined where nobody
 * of it lived in a dwelling within reach. What is told of single persons beside their relation is
 * told as it is now; of whom the caller no longer sees, nothing is.
 */
export async function findPastHousehold(
  database: Database,
  id: number,
  day: string,
): Promise<Household | undefined> {
  const [row] = await runQuery<Household>(
    database,
    sql`
      WITH household AS (
        SELECT household_id, dwelling_id, array_agg(person_id ORDER BY person_id) AS person_ids
        FROM residence
        WHERE household_id = ${id} AND kind = 'lives' AND valid @> ${day}::date
        GROUP BY household_id, dwelling_id
        ORDER BY count(*) DESC
        LIMIT 1
      )
      SELECT
        household_id AS id,
        NULL::int AS revision,
        find_household_kind(household_id) AS kind,
        ${dwellingOfHousehold} AS dwelling,
        (
          SELECT coalesce(json_agg(${memberOf(sql`member.person_id`, sql`was.relation_to_head`, sql`${day}::date`)}
            ORDER BY was.relation_to_head <> 'head', age_band DESC, member.person_id), '[]')
          FROM unnest(person_ids) AS member (person_id)
          LEFT JOIN LATERAL (
            SELECT * FROM person_card WHERE person_card.person_id = member.person_id
          ) AS person ON true
          LEFT JOIN list_relations_as_of(person_ids, ${day}::date) AS was
            ON was.person_id = member.person_id
        ) AS members
      FROM household
      CROSS JOIN LATERAL (
        SELECT audit('household.read', 'household', household_id, person_ids)
      ) AS noted
      JOIN dwelling USING (dwelling_id)
      JOIN unit USING (unit_id)
      JOIN building ON building.building_id = dwelling.building_id
      LEFT JOIN estate USING (estate_id)`,
  )
  return row
}

const dwellingOfHousehold = sql`
  json_build_object(
    'id', dwelling_id,
    'buildingId', dwelling.building_id,
    'unit', unit.number,
    'floor', floor,
    'door', door,
    'label', dwelling_label(unit.number, floor, door),
    'areaSquareMeters', dwelling.area_square_meters,
    'tenure', tenure,
    'address', concat_ws(' ', coalesce(building.address, estate.address),
      concat(estate.name, building.name), dwelling_label(unit.number, floor, door))
  )`

/** A member as JSON: of person_card where the caller sees the person; `household` names the dwelling. */
function memberOf(id: SqlFragment, relation: SqlFragment, day: SqlFragment): SqlFragment {
  return sql`
    json_build_object(
      'personId', ${id},
      'name', name,
      'relationToHead', ${relation},
      'sex', sex,
      'ageBand', age_band,
      'identityNumber', identity_number,
      'phone', phone,
      'isRestricted', coalesce(is_restricted, false),
      'isRegisteredElsewhere', registration_place <> 'here',
      'residences', (
        SELECT coalesce(json_agg(json_build_object(
          'kind', residence.kind, 'from', lower(valid)) ORDER BY residence.kind), '[]')
        FROM residence
        WHERE residence.person_id = ${id}
          AND residence.dwelling_id = household.dwelling_id
          AND valid @> ${day}
      )
    )`
}
