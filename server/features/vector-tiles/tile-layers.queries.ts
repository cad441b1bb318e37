import type { VectorTileLayer } from '../../contract/vocabulary.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'
import { degreesPerPixel, type TileAddress, toTileBounds } from '../../geo/tile-scheme.ts'

const EXTENT = 4096

/**
 * Rows of one layer of a tile: properties and `geom` in tile units. Two rectangles: rows are found
 * by a wider one in the table's own reference system (so that the index serves), then clipped to
 * the tile and its buffer.
 */
export const layerRows: Record<VectorTileLayer, (tile: TileAddress) => SqlFragment> = {
  boundary: (tile) =>
    joinSql(
      boundaryLevels
        .filter(({ fromZoom }) => tile.z >= fromZoom)
        .map(({ rows }) => sql`(${rows(sql`${clip(tile, 64)} AS geom`, near(tile, 64))})`),
      sql` UNION ALL `,
    ),
  street: (tile) => sql`
    SELECT street_id AS id, name, class, width_meters, ${clip(tile, 64)} AS geom
    FROM street
    WHERE ${near(tile, 64)} AND class = ANY (${streetClassesAt(tile.z)}::text[])
    ORDER BY width_meters, street_id`,
  'land-use': (tile) => sql`
    SELECT land_use_id AS id, kind, name, ${clip(tile, 64)} AS geom
    FROM land_use
    WHERE ${near(tile, 64)} AND ${visible(tile)}
    ORDER BY land_use_id`,
  water: (tile) => sql`
    SELECT water_id AS id, kind, name, ${clip(tile, 64)} AS geom
    FROM water
    WHERE ${near(tile, 64)} AND ${visible(tile)}`,
  building: (tile) => sql`
    SELECT building_id AS id, height_meters, use, floor_count AS floors,
      ${clip(tile, 128)} AS geom
    FROM building
    WHERE ${near(tile, 128)} AND ${visible(tile)} AND ${tile.z} >= 13`,
  shop: (tile) => sql`
    SELECT shop_id AS id, name, trade, ${clip(tile, 64)} AS geom
    FROM shop
    WHERE ${near(tile, 64)} AND ${tile.z} >= 12`,
}

const boundaryLevels = [
  {
    fromZoom: 0,
    rows: (geometry: SqlFragment, condition: SqlFragment) => sql`
      SELECT 'community' AS level, community_id AS id, code, name, ${geometry}
      FROM community WHERE ${condition}`,
  },
  {
    fromZoom: 11,
    rows: (geometry: SqlFragment, condition: SqlFragment) => sql`
      SELECT 'zone' AS level, zone_id AS id, code, name, ${geometry}
      FROM zone WHERE ${condition}`,
  },
  {
    fromZoom: 13,
    rows: (geometry: SqlFragment, condition: SqlFragment) => sql`
      SELECT 'grid' AS level, grid_id AS id, code, name, ${geometry}
      FROM grid WHERE ${condition}`,
  },
]

function streetClassesAt(z: number): string[] {
  if (z < 12) return ['arterial']
  if (z < 13) return ['arterial', 'secondary']
  if (z < 14) return ['arterial', 'secondary', 'branch']
  return ['arterial', 'secondary', 'branch', 'lane']
}

/** The envelope is a sub-select, so that it is made once and not for each row. */
function clip({ z, x, y }: TileAddress, buffer: number): SqlFragment {
  return sql`ST_AsMVTGeom(ST_Transform(geom, 3857), (SELECT ST_TileEnvelope(${z}, ${x}, ${y})),
    ${EXTENT}, ${buffer}, true)`
}

function near(tile: TileAddress, buffer: number): SqlFragment {
  const { west, south, east, north } = toTileBounds(tile, buffer / EXTENT)
  return sql`geom && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`
}

/** Leaves out what would cover less than two by two of 256 pixels. */
const visible = ({ z }: TileAddress): SqlFragment =>
  z >= 15 ? sql`true` : sql`ST_Area(geom) >= ${(2 * degreesPerPixel(z)) ** 2}`
