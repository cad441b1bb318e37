import type { Building, UnassignedBuildingPage } from '../../contract/buildings.ts'
import { type CountsOfBuildings, countsOfBuildings } from '../../db/counts-of-buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/**
 * Everything that the panel of a building shows, but neither households nor shops.
 * @param asOf a past day, of which people and shops are counted
 */
export async function findBuilding(
  database: Database,
  id: number,
  asOf?: string,
): Promise<Building | undefined> {
  const [row] = await runQuery<Building>(database, buildingById(id, countsOfBuildings(asOf)))
  return row
}

export interface Page {
  page: number
  pageSize: number
}

/** Buildings that no grid covers whole, such as imported ones outside the city. */
export async function listUnassignedBuildings(
  database: Database,
  { page, pageSize }: Page,
): Promise<UnassignedBuildingPage> {
  const [row] = await runQuery<UnassignedBuildingPage>(
    database,
    sql`
      WITH page AS (
        SELECT building_id, code, name, source, ${pointOf(sql`building.geom`)} AS position
        FROM building
        WHERE grid_id IS NULL
        ORDER BY building_id
        LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
      )
      SELECT
        (SELECT count(*) FROM building WHERE grid_id IS NULL) AS total,
        (
          SELECT coalesce(json_agg(json_build_object(
            'id', building_id, 'code', code, 'name', name, 'source', source,
            'position', position) ORDER BY building_id), '[]')
          FROM page
        ) AS items`,
  )
  return row ?? { items: [], total: 0 }
}

const pointOf = (geometry: SqlFragment) =>
  sql`ST_AsGeoJSON(ST_PointOnSurface(${geometry}), 7)::json -> 'coordinates'`

const buildingById = (id: number, counts: CountsOfBuildings): SqlFragment => sql`
  SELECT
    building.building_id AS id,
    building.code,
    building.name,
    building.address,
    CASE WHEN estate.estate_id IS NOT NULL
      THEN json_build_object('id', estate.estate_id, 'name', estate.name) END AS estate,
    use,
    floor_count AS "floorCount",
    height_meters AS "heightMeters",
    storey_height_meters AS "storeyHeightMeters",
    has_shop_floor AS "hasShopFloor",
    building.built_year AS "builtYear",
    CASE WHEN grid.grid_id IS NOT NULL THEN json_build_object(
      'id', grid.grid_id, 'code', grid.code, 'name', grid.name) END AS grid,
    CASE WHEN zone.zone_id IS NOT NULL THEN json_build_object(
      'id', zone.zone_id, 'code', zone.code, 'name', zone.name) END AS zone,
    CASE WHEN community.community_id IS NOT NULL THEN json_build_object(
      'id', community.community_id, 'code', community.code, 'name', community.name)
      END AS community,
    people.dwelling_count AS "dwellingCount",
    ${counts.householdCount} AS "householdCount",
    ${counts.personCount} AS "personCount",
    ${counts.shopCount} AS "shopCount",
    ${pointOf(sql`building.geom`)} AS position,
    ST_AsGeoJSON(building.geom, 7)::json -> 'coordinates' -> 0 AS footprint,
    (
      SELECT coalesce(json_agg(json_build_object(
        'number', number, 'doorCount', door_count) ORDER BY number), '[]')
      FROM (
        SELECT unit.number, coalesce(max(door), 0) AS door_count
        FROM unit LEFT JOIN dwelling ON dwelling.unit_id = unit.unit_id AND NOT is_retired
        WHERE unit.building_id = building.building_id
        GROUP BY unit.unit_id
      ) AS unit
    ) AS units,
    (
      SELECT coalesce(json_agg(json_build_object(
        'id', facility_id, 'kind', kind, 'name', name) ORDER BY facility_id), '[]')
      FROM facility
      WHERE facility.building_id = building.building_id
    ) AS facilities
  FROM building
  ${counts.join}
  LEFT JOIN estate USING (estate_id)
  LEFT JOIN grid USING (grid_id)
  LEFT JOIN zone USING (zone_id)
  LEFT JOIN community USING (community_id)
  WHERE building.building_id = ${id}`
