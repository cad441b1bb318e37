import { type Colouring, type ColouringCounts, numericClasses } from '../../contract/colouring.ts'
import { type CountsOfBuildings, countsOfBuildings } from '../../db/counts-of-buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/**
 * How many buildings fall into each class of a colouring: the numbers of the legend.
 * @param asOf a past day, of which households are counted
 */
export async function countByColouring(
  database: Database,
  by: Colouring,
  asOf?: string,
): Promise<ColouringCounts> {
  const items = await runQuery<ColouringCounts['items'][number]>(
    database,
    sql`
      SELECT coalesce(key, 'unknown') AS key, count(*) AS count
      FROM (${keyOfBuildings(by, countsOfBuildings(asOf))}) AS building
      GROUP BY 1
      ORDER BY 1`,
  )
  return { items }
}

function keyOfBuildings(by: Colouring, counts: CountsOfBuildings): SqlFragment {
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
    SELECT (${keys}::text[])[nullif(width_bucket(value, ${bounds}::int[]), 0)] AS key
    FROM (${by === 'households' ? householdsOf(counts) : numberOf[by]}) AS building`
}

/** Only of buildings whose people the caller may count. */
const householdsOf = ({ householdCount, join }: CountsOfBuildings): SqlFragment => sql`
  SELECT ${householdCount} AS value FROM building ${join} WHERE people.building_id IS NOT NULL`

const numberOf = {
  floors: sql`SELECT floor_count AS value FROM building`,
  year: sql`SELECT built_year AS value FROM building`,
}
