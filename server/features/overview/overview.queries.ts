import type { Overview } from '../../contract/overview.ts'
import { countsOfBuildings } from '../../db/counts-of-buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/**
 * Totals of what the caller may see; all zero while no city is loaded.
 * @param asOf a past day, of which people and shops are counted
 */
export async function getOverview(database: Database, asOf?: string): Promise<Overview> {
  const counts = countsOfBuildings(asOf)
  const [row] = await runQuery<Overview>(
    database,
    sql`
      SELECT
        (SELECT count(*) FROM community) AS communities,
        (SELECT count(*) FROM zone) AS zones,
        (SELECT count(*) FROM grid) AS grids,
        buildings, dwellings, households, persons, shops, "unassignedBuildings",
        (SELECT coalesce(sum(area_square_meters), 0) / 1e6 FROM grid) AS "areaSquareKilometers",
        (
          SELECT json_build_object(
            'name', name,
            'isDemonstration', is_demonstration,
            'bbox', json_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)))
          FROM city
        ) AS city,
        (
          SELECT CASE WHEN extent IS NOT NULL THEN json_build_array(
            ST_XMin(extent), ST_YMin(extent), ST_XMax(extent), ST_YMax(extent)) END
          FROM (SELECT ST_Extent(geom) AS extent FROM grid) AS seen
        ) AS reach,
        (
          SELECT json_agg(json_build_object(
            'level', level,
            'nameZh', name_zh,
            'nameEn', name_en,
            'targetHouseholdCount', target_household_count) ORDER BY rank)
          FROM area_level
        ) AS levels,
        seen_version(ARRAY['area', 'building', 'ground', 'shop']) AS "mapVersion"
      FROM (
        SELECT
          count(*) AS buildings,
          coalesce(sum(${counts.shopCount}), 0) AS shops,
          count(*) FILTER (WHERE grid_id IS NULL) AS "unassignedBuildings",
          CASE WHEN actor_may('registry.read') THEN coalesce(sum(people.dwelling_count), 0) END
            AS dwellings,
          CASE WHEN actor_may('registry.read') THEN coalesce(sum(${counts.householdCount}), 0) END
            AS households,
          CASE WHEN actor_may('registry.read') THEN coalesce(sum(${counts.personCount}), 0) END
            AS persons
        FROM building ${counts.join}
      ) AS place`,
  )
  // An aggregate without GROUP BY always gives one row.
  return row as Overview
}
