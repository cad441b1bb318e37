import type { Household } from '../../contract/buildings.ts'
import type { Pool } from '../../db/pool.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** One household with its members; names are masked before they leave the database. */
export async function findHousehold(pool: Pool, id: number): Promise<Household | undefined> {
  const [row] = await runQuery<Household>(
    pool,
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
            'name', mask_name(person.name),
            'relationToHead', relation_to_head,
            'sex', sex,
            'ageBand', age_band(birth_date, current_date),
            'isRegisteredElsewhere', registration_place <> 'here',
            'residences', (
              SELECT coalesce(json_agg(json_build_object(
                'kind', residence.kind, 'from', lower(valid)) ORDER BY residence.kind), '[]')
              FROM residence
              WHERE residence.person_id = person.person_id
                AND residence.dwelling_id = household.dwelling_id
                AND valid @> current_date
            )
          ) ORDER BY relation_to_head <> 'head', birth_date, person_id), '[]')
          FROM person
          WHERE person.household_id = household.household_id
        ) AS members
      FROM household
      JOIN dwelling USING (dwelling_id)
      JOIN unit USING (unit_id)
      JOIN building ON building.building_id = dwelling.building_id
      LEFT JOIN estate USING (estate_id)
      WHERE household_id = ${id}`,
  )
  return row
}
