import type { AreaLevel } from '../../contract/vocabulary.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'
import type { BoundingBox } from '../../geo/bounding-box.ts'

export interface AreaFilter {
  id?: number | undefined
  parentId?: number | undefined
  boundingBox?: BoundingBox | undefined
  /** Counts of a past day, within the boundaries of now; without it those of now. */
  asOf?: string | undefined
}

/** The areas of one level as the text of a GeoJSON FeatureCollection. */
export function areaCollection(level: AreaLevel, filter: AreaFilter): SqlFragment {
  return sql`
    SELECT '{"type":"FeatureCollection","features":['
      || coalesce(string_agg(feature, ',' ORDER BY code), '') || ']}'
    FROM (${areaFeature(level, filter)}) AS area`
}

/** One area as the text of a GeoJSON Feature; no row where there is none. */
export const singleArea = (level: AreaLevel, id: number, asOf?: string): SqlFragment =>
  sql`SELECT feature FROM (${areaFeature(level, { id, asOf })}) AS area`

/** Rows of code and feature. Seven decimals are the grid on which coordinates are stored. */
function areaFeature(level: AreaLevel, filter: AreaFilter): SqlFragment {
  const { id, parentId } = columns[level]
  return sql`
    SELECT
      code,
      '{"type":"Feature","id":' || ${id}
        || ',"geometry":' || coalesce(ST_AsGeoJSON(geom, 7), 'null')
        || ',"properties":' || json_build_object(
          'id', ${id},
          'code', code,
          'name', name,
          'parentId', ${parentId},
          'householdCount', ${countOfPeople(sql`household_count`)},
          'shopCount', coalesce(shop_count, 0),
          'personCount', ${countOfPeople(sql`person_count`)},
          'buildingCount', coalesce(building_count, 0),
          'areaSquareMeters', round(area_square_meters::numeric, 1),
          'revision', revision
        ) || '}' AS feature
    FROM ${countedAreas[level](gridCounts(filter.asOf))}
    WHERE ${toCondition(level, filter)}`
}

// An area without buildings has nobody; who may not count people gets no number.
const countOfPeople = (count: SqlFragment) =>
  sql`CASE WHEN actor_may('registry.read') THEN coalesce(${count}, 0) END`

function toCondition(level: AreaLevel, { id, parentId, boundingBox }: AreaFilter): SqlFragment {
  const conditions = [sql`true`]
  if (id !== undefined) conditions.push(sql`${columns[level].id} = ${id}`)
  if (parentId !== undefined) conditions.push(sql`${columns[level].parentId} = ${parentId}`)
  if (boundingBox) {
    const { west, south, east, north } = boundingBox
    conditions.push(
      sql`ST_Intersects(geom, ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326))`,
    )
  }
  return joinSql(conditions, sql` AND `)
}

const columns = {
  community: { id: sql`community_id`, parentId: sql`NULL::int` },
  zone: { id: sql`zone_id`, parentId: sql`community_id` },
  grid: { id: sql`grid_id`, parentId: sql`zone_id` },
}

const sums = sql`
  sum(building_count)::int AS building_count,
  sum(household_count)::int AS household_count,
  sum(person_count)::int AS person_count,
  sum(shop_count)::int AS shop_count`

const gridCounts = (asOf: string | undefined): SqlFragment =>
  asOf ? sql`grid_count_on(${asOf}::date)` : sql`grid_count`

const countedAreas: Record<AreaLevel, (counts: SqlFragment) => SqlFragment> = {
  community: (counts) => sql`community LEFT JOIN (
    SELECT zone.community_id, ${sums}
    FROM ${counts} AS counted JOIN grid USING (grid_id) JOIN zone USING (zone_id)
    GROUP BY zone.community_id) AS counted USING (community_id)`,
  zone: (counts) => sql`zone LEFT JOIN (
    SELECT grid.zone_id, ${sums}
    FROM ${counts} AS counted JOIN grid USING (grid_id)
    GROUP BY grid.zone_id) AS counted USING (zone_id)`,
  grid: (counts) => sql`grid LEFT JOIN ${counts} AS counted USING (grid_id)`,
}
