import type { PlaceKind } from '../../contract/places.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** One facility, street or estate as the text of a GeoJSON Feature; no row where there is none. */
export const placeFeature = (kind: PlaceKind, id: number): SqlFragment => sql`
  SELECT json_build_object(
    'type', 'Feature',
    'id', id,
    'geometry', ST_AsGeoJSON(geom, 7)::json,
    'properties', json_build_object(
      'id', id,
      'kind', kind,
      'name', name,
      'address', address,
      'buildingId', building_id,
      'position', ST_AsGeoJSON(ST_PointOnSurface(geom), 7)::json -> 'coordinates'
    )
  )::text
  FROM (${sources[kind]}) AS place
  WHERE id = ${id}`

const sources: Record<PlaceKind, SqlFragment> = {
  facility: sql`
    SELECT facility_id AS id, facility.kind, facility.name, building.address, building_id,
      facility.geom
    FROM facility LEFT JOIN building USING (building_id)`,
  street: sql`
    SELECT street_id AS id, class AS kind, name, NULL AS address, NULL::int AS building_id, geom
    FROM street`,
  estate: sql`
    SELECT estate_id AS id, kind, name, address, NULL::int AS building_id, geom FROM estate`,
}

/**
 * Names of estates, parks, facilities and waters as the text of a LabelList. A river carries its name
 * again and again: in its middle, every so many degrees of its longer direction.
 */
export const labelList = (): SqlFragment => sql`
  SELECT json_build_object('items', coalesce(json_agg(json_build_object(
    'kind', kind,
    'id', id,
    'name', name,
    'position', ST_AsGeoJSON(position, 7)::json -> 'coordinates'
  ) ORDER BY kind, id), '[]'))::text
  FROM (
    SELECT 'estate' AS kind, estate_id AS id, name, ST_PointOnSurface(geom) AS position
    FROM estate
    UNION ALL
    SELECT 'park', land_use_id, name, ST_PointOnSurface(geom)
    FROM land_use WHERE kind IN ('park', 'plaza') AND name IS NOT NULL
    UNION ALL
    SELECT 'facility', facility_id, name, geom FROM facility WHERE kind <> 'park'
    UNION ALL
    SELECT 'water', water_id, name, ST_PointOnSurface(geom)
    FROM water WHERE kind = 'lake' AND name IS NOT NULL
    UNION ALL
    SELECT 'water', water_id, name, ST_PointOnSurface(ST_Intersection(geom, crossing))
    FROM water
    CROSS JOIN LATERAL (
      SELECT ST_XMin(geom) AS west, ST_XMax(geom) AS east, ST_YMin(geom) AS south,
        ST_YMax(geom) AS north
    ) AS extent
    CROSS JOIN LATERAL generate_series(
      ${RIVER_NAME_DEGREES / 2}::numeric, greatest(east - west, north - south)::numeric,
      ${RIVER_NAME_DEGREES}::numeric
    ) AS along
    CROSS JOIN LATERAL ST_SetSRID(CASE WHEN north - south > east - west
      THEN ST_MakeLine(ST_MakePoint(west, south + along), ST_MakePoint(east, south + along))
      ELSE ST_MakeLine(ST_MakePoint(west + along, south), ST_MakePoint(west + along, north))
    END, 4326) AS crossing
    WHERE kind IN ('river', 'canal') AND name IS NOT NULL AND ST_Intersects(geom, crossing)
  ) AS label`

/** About 1.3 km. */
const RIVER_NAME_DEGREES = 0.012
