import type { Household } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

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
        household.kind,
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
        ) AS dwelling,
        (
          SELECT coalesce(json_agg(json_build_object(
            'personId', person_id,
            'name', name,
            'relationToHead', relation_to_head,
            'sex', sex,
            'ageBand', age_band,
            'identityNumber', identity_number,
            'phone', phone,
            'isRestricted', is_restricted,
            'isRegisteredElsewhere', registration_place <> 'here',
            'residences', (
              SELECT coalesce(json_agg(json_build_object(
                'kind', residence.kind, 'from', lower(valid)) ORDER BY residence.kind), '[]')
              FROM residence
              WHERE residence.person_id = person.person_id
                AND residence.dwelling_id = household.dwelling_id
                AND valid @> current_date
            )
          ) ORDER BY relation_to_head <> 'head', age_band DESC, person_id), '[]')
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
