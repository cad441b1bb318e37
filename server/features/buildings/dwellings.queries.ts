import type { DwellingList } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { dwellingCell } from './dwelling-cell.ts'

/** Every dwelling of a building, empty ones too; undefined where there is no such building. */
export async function findBuildingDwellings(
  database: Database,
  buildingId: number,
): Promise<DwellingList | undefined> {
  const [row] = await runQuery<DwellingList>(
    database,
    sql`
      WITH occupant AS (
        SELECT
          dwelling_id,
          array_agg(DISTINCT household_id) AS household_ids,
          count(person_id) AS person_count
        FROM dwelling
        JOIN household USING (dwelling_id)
        LEFT JOIN LATERAL (${membersOf}) AS member ON true
        WHERE dwelling.building_id = ${buildingId}
        GROUP BY dwelling_id
      ),
      holder AS (
        SELECT residence.dwelling_id, min(residence.kind) AS kind
        FROM dwelling
        JOIN household USING (dwelling_id)
        CROSS JOIN LATERAL (${membersOf}) AS member
        JOIN residence USING (dwelling_id, person_id)
        WHERE dwelling.building_id = ${buildingId}
          AND residence.kind IN ('owner', 'tenant')
          AND valid @> current_date
        GROUP BY residence.dwelling_id
      )
      SELECT
        dwelling_count AS total,
        (
          SELECT coalesce(json_agg(${dwellingCell} ORDER BY unit.number, floor, door), '[]')
          FROM dwelling
          JOIN unit USING (unit_id)
          LEFT JOIN occupant USING (dwelling_id)
          LEFT JOIN holder USING (dwelling_id)
          WHERE dwelling.building_id = ${buildingId} AND NOT is_retired
        ) AS items
      FROM building_people
      WHERE building_id = ${buildingId}`,
  )
  return row
}

/** Asked household by household: joined as a whole, the view would read all persons of the city. */
const membersOf = sql`
  SELECT person_id FROM person_card WHERE person_card.household_id = household.household_id`
