import type { Transaction } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import type { CompressedTile } from './compress-tile.ts'
import { HIDDEN_COUNT } from './property-table.ts'
import type { BuildingFacts } from './tile-building.ts'
import { type TileCell, toFineRange } from './tile-scheme.ts'

/** A fine cell that holds buildings, and their extent. */
export interface CellExtent {
  readonly x: number
  readonly y: number
  readonly version: number
  /** Version of the coarse tile that it belongs to: of all four cells, emptied ones included. */
  readonly coarseVersion: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly maxHeightMeters: number
}

export interface BuildingRow extends BuildingFacts {
  /** Outer ring and holes in degrees, closed. */
  readonly rings: [number, number][][]
}

/** Whose tiles they are, and what makes them equal. */
export interface TileState {
  /** Equal for callers who see the same. */
  readonly scope: string
  readonly epoch: string
  readonly version: number
}

/** Changes so far in the whole city: equal scopes and numbers mean equal tiles. */
export async function countAllChanges(db: Transaction): Promise<TileState> {
  const { rows } = await db.query<TileState>(sql`
    SELECT
      actor_tile_scope() AS scope,
      (SELECT epoch FROM building_tile_epoch) AS epoch,
      (SELECT coalesce(sum(version), 0) FROM building_tile_version) AS version`)
  return rows[0] ?? { scope: '', epoch: '', version: 0 }
}

/** Changes so far in a tile of either level. */
export async function getTileVersion(db: Transaction, cell: TileCell): Promise<number> {
  const { fromX, toX, fromY, toY } = toFineRange(cell)
  const { rows } = await db.query<{ version: number }>(sql`
    SELECT coalesce(sum(version), 0) AS version
    FROM building_tile_version
    WHERE tile_x BETWEEN ${fromX} AND ${toX} AND tile_y BETWEEN ${fromY} AND ${toY}`)
  return rows[0]?.version ?? 0
}

export async function listCellExtents(db: Transaction): Promise<CellExtent[]> {
  const { rows } = await db.query<CellExtent>(sql`
    WITH cell AS (
      SELECT tile_x, tile_y, ST_Extent(geom) AS extent, max(height_meters) AS max_height_meters
      FROM building
      GROUP BY tile_x, tile_y
    ),
    coarse AS (
      SELECT tile_x / 2 AS coarse_x, tile_y / 2 AS coarse_y, sum(version) AS coarse_version
      FROM building_tile_version
      GROUP BY coarse_x, coarse_y
    )
    SELECT
      tile_x AS x, tile_y AS y, coalesce(version, 0) AS version,
      coalesce(coarse_version, 0) AS "coarseVersion",
      ST_XMin(extent) AS west, ST_YMin(extent) AS south,
      ST_XMax(extent) AS east, ST_YMax(extent) AS north,
      max_height_meters AS "maxHeightMeters"
    FROM cell
    LEFT JOIN building_tile_version USING (tile_x, tile_y)
    LEFT JOIN coarse ON coarse_x = tile_x / 2 AND coarse_y = tile_y / 2
    ORDER BY tile_x, tile_y`)
  return rows
}

export async function listTileBuildings(db: Transaction, cell: TileCell): Promise<BuildingRow[]> {
  const { fromX, toX, fromY, toY } = toFineRange(cell)
  const { rows } = await db.query<BuildingRow>(sql`
    SELECT
      building_id AS id, building.code, building.name, use, floor_count AS floors,
      height_meters AS "heightMeters", storey_height_meters AS "storeyHeightMeters",
      has_shop_floor AS "hasShopFloor", built_year AS "builtYear",
      coalesce(people.household_count, ${HIDDEN_COUNT}::bigint) AS "householdCount", shop_count AS "shopCount",
      zone.community_id AS "communityId",
      ST_AsGeoJSON(building.geom, 9)::json -> 'coordinates' AS rings
    FROM building
    LEFT JOIN building_people AS people USING (building_id)
    LEFT JOIN grid USING (grid_id)
    LEFT JOIN zone USING (zone_id)
    WHERE tile_x BETWEEN ${fromX} AND ${toX} AND tile_y BETWEEN ${fromY} AND ${toY}
    ORDER BY building_id`)
  return rows
}

/** A tile built earlier by this very program from this very version. */
export async function findStoredTile(
  db: Transaction,
  cell: TileCell,
  { format, version }: { format: string; version: number },
): Promise<CompressedTile | undefined> {
  const { rows } = await db.query<CompressedTile>(sql`
    SELECT brotli, gzip
    FROM building_tile_content
    WHERE scope = actor_tile_scope() AND zoom = ${cell.zoom} AND tile_x = ${cell.x} AND tile_y = ${cell.y}
      AND format = ${format} AND version = ${version}`)
  return rows[0]
}

/** Whether such a tile is stored, without reading it. */
export async function hasStoredTile(
  db: Transaction,
  cell: TileCell,
  { format, version }: { format: string; version: number },
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    SELECT FROM building_tile_content
    WHERE scope = actor_tile_scope() AND zoom = ${cell.zoom} AND tile_x = ${cell.x} AND tile_y = ${cell.y}
      AND format = ${format} AND version = ${version}`)
  return rowCount === 1
}

/** Keeps a tile, unless a newer one is there already. */
export async function storeTile(
  db: Transaction,
  cell: TileCell,
  tile: CompressedTile & { format: string; version: number },
): Promise<void> {
  await db.query(sql`
    INSERT INTO building_tile_content (scope, zoom, tile_x, tile_y, format, version, brotli, gzip)
    VALUES (actor_tile_scope(), ${cell.zoom}, ${cell.x}, ${cell.y}, ${tile.format}, ${tile.version},
      ${tile.brotli}, ${tile.gzip})
    ON CONFLICT (scope, zoom, tile_x, tile_y) DO UPDATE SET
      format = excluded.format, version = excluded.version,
      brotli = excluded.brotli, gzip = excluded.gzip, built_at = now()
    WHERE building_tile_content.format <> excluded.format
      OR building_tile_content.version < excluded.version`)
}

/** Moves the log of changes into the counters of the cells; no version changes by it. */
export async function foldChanges(db: Transaction): Promise<void> {
  await db.query(sql`
    WITH folded AS (DELETE FROM building_tile_change RETURNING tile_x, tile_y)
    INSERT INTO building_tile_cell (tile_x, tile_y, change_count)
    SELECT tile_x, tile_y, count(*) FROM folded GROUP BY tile_x, tile_y ORDER BY tile_x, tile_y
    ON CONFLICT (tile_x, tile_y)
      DO UPDATE SET change_count = building_tile_cell.change_count + excluded.change_count`)
}
