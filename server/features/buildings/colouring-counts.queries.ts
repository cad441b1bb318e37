import { type Colouring, type ColouringCounts, numericClasses } from '../../contract/colouring.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** How many buildings fall into each class of a colouring: the numbers of the legend. */
export async function countByColouring(
  database: Database,
  by: Colouring,
): Promise<ColouringCounts> {
  const items = await runQuery<ColouringCounts['items'][number]>(
    database,
    sql`
      SELECT coalesce(key, 'unknown') AS key, count(*) AS count
      FROM (${keyOfBuildings(by)}) AS building
      GROUP BY 1
      ORDER BY 1`,
  )
  return { items }
}

function keyOfBuildings(by: Colouring): SqlFragment {
  if (by === 'use') return sql`SELECT use AS key FROM building`
  if (by === 'community') {
    return sql`
      SELECT community_id::text AS key
      FROM building LEFT JOIN grid USING (grid_id) LEFT JOIN zone USING (zone_id)`
  }
  const classes = numericClasses[by]
  const keys = classes.map(({ key }) => key)
  const bounds = classes.map(({ from }) => from)
  // A value below the first bound, or none, gives no key.
  return sql`
    SELECT (${keys}::text[])[nullif(width_bucket(${numberOf[by]}, ${bounds}::int[]), 0)] AS key
    FROM building ${by === 'households' ? sql`JOIN building_people USING (building_id)` : sql``}`
}

const numberOf = {
  floors: sql`floor_count`,
  year: sql`built_year`,
  households: sql`building_people.household_count`,
}
