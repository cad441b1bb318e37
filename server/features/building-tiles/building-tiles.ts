import { createHash } from 'node:crypto'
import type { Pool } from '../../db/pool.ts'
import { inTransaction } from '../../db/transaction.ts'
import {
  countAllChanges,
  findStoredTile,
  foldChanges,
  getTileVersion,
  hasStoredTile,
  listCellExtents,
  listTileBuildings,
  storeTile,
} from './building-tiles.queries.ts'
import { type CompressedTile, compressTile } from './compress-tile.ts'
import { encodeTile } from './encode-tile.ts'
import { TILE_FORMAT } from './tile-format.ts'
import { toTileFrame } from './tile-frame.ts'
import { FINE_ZOOM, type TileCell, toCellCentre, toParentCell } from './tile-scheme.ts'
import { toTileset } from './tileset.ts'
import { toTileBuilding } from './to-tile-building.ts'

const SNAPSHOT = { isolation: 'REPEATABLE READ', isReadOnly: true } as const

/** How far the tiles have been built ahead; they are served in any state, built when asked for. */
export interface BuildingTilesState {
  readonly state: 'idle' | 'building' | 'ready' | 'failed'
  readonly builtCount: number
  readonly totalCount: number
}

export interface TilesetFile {
  readonly json: string
  readonly etag: string
}

/** A tile and the tag that stands in its address while it is the newest. */
export interface TileFile extends CompressedTile {
  readonly versionTag: string
}

export interface BuildingTiles {
  getTileset(): Promise<TilesetFile>
  /** Builds the tile first where its cells have changed. Undefined where no building stands. */
  findTile(cell: TileCell): Promise<TileFile | undefined>
  /** Builds every tile that is missing or out of date, one after the other. */
  warm(signal?: AbortSignal): Promise<void>
  state(): BuildingTilesState
}

interface BuiltTile extends CompressedTile {
  readonly version: number
}

/** The buildings of a database as 3D Tiles, kept in the database and rebuilt where they changed. */
export function createBuildingTiles(pool: Pool): BuildingTiles {
  const underWay = new Map<string, Promise<BuiltTile | undefined>>()
  let tileset: { key: string; file: TilesetFile } | undefined
  let state: BuildingTilesState = { state: 'idle', builtCount: 0, totalCount: 0 }

  /** One build for all who want the same tile in the same version at the same time. */
  function build(cell: TileCell, version: number): Promise<BuiltTile | undefined> {
    const key = `${cell.zoom}/${cell.x}/${cell.y}/${version}`
    const running = underWay.get(key)
    if (running) return running
    const building = buildTile(pool, cell).finally(() => underWay.delete(key))
    underWay.set(key, building)
    return building
  }

  async function getTileset(): Promise<TilesetFile> {
    const { epoch, version } = await countAllChanges(pool)
    const key = `${epoch}-${version}`
    if (tileset?.key === key) return tileset.file
    tileset = await readTileset(pool)
    return tileset.file
  }

  async function findTile(cell: TileCell): Promise<TileFile | undefined> {
    const [version, { epoch }] = await Promise.all([
      getTileVersion(pool, cell),
      countAllChanges(pool),
    ])
    if (version === 0) return undefined
    const tile: BuiltTile | undefined =
      withVersion(await findStoredTile(pool, cell, { format: TILE_FORMAT, version }), version) ??
      (await build(cell, version))
    return tile && { ...tile, versionTag: toVersionTag(epoch, tile.version) }
  }

  async function warm(signal?: AbortSignal): Promise<void> {
    try {
      await foldChanges(pool)
      const cells = await listTileCells(pool)
      state = { state: 'building', builtCount: 0, totalCount: cells.length }
      for (const { version, ...cell } of cells) {
        if (signal?.aborted) return
        const isStored = await hasStoredTile(pool, cell, { format: TILE_FORMAT, version })
        if (!isStored) await build(cell, version)
        state = { ...state, builtCount: state.builtCount + 1 }
      }
      state = { ...state, state: 'ready' }
    } catch (error) {
      state = { ...state, state: 'failed' }
      throw error
    }
  }

  return { getTileset, findTile, warm, state: () => state }
}

/**
 * Version and buildings come from one snapshot: a tile never claims a change that it does not show.
 * What commits meanwhile raises the version, and the next request builds anew.
 */
async function buildTile(pool: Pool, cell: TileCell): Promise<BuiltTile | undefined> {
  const { version, rows } = await inTransaction(
    pool,
    async (client) => ({
      version: await getTileVersion(client, cell),
      rows: await listTileBuildings(client, cell),
    }),
    SNAPSHOT,
  )
  if (rows.length === 0) return undefined
  const frame = toTileFrame(toCellCentre(cell))
  const buildings = rows.map((row) => toTileBuilding(row, frame))
  const glb = await encodeTile(buildings, frame, cell.zoom === FINE_ZOOM ? 'fine' : 'coarse')
  const tile = { ...(await compressTile(glb)), version }
  await storeTile(pool, cell, { ...tile, format: TILE_FORMAT })
  return tile
}

async function readTileset(pool: Pool): Promise<{ key: string; file: TilesetFile }> {
  const { epoch, version, cells } = await inTransaction(
    pool,
    async (client) => ({
      ...(await countAllChanges(client)),
      cells: await listCellExtents(client),
    }),
    SNAPSHOT,
  )
  const json = JSON.stringify(
    toTileset(
      cells,
      ({ zoom, x, y }, tileVersion) =>
        `${zoom}/${x}/${y}.glb?v=${toVersionTag(epoch, tileVersion)}`,
    ),
  )
  const etag = `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`
  return { key: `${epoch}-${version}`, file: { json, etag } }
}

/** All tiles with their versions: the coarse ones first, because the first view needs them. */
async function listTileCells(pool: Pool): Promise<(TileCell & { version: number })[]> {
  const extents = await listCellExtents(pool)
  const coarse = new Map(
    extents.map(({ x, y, coarseVersion }) => {
      const cell = toParentCell({ zoom: FINE_ZOOM, x, y })
      return [`${cell.x}/${cell.y}`, { ...cell, version: coarseVersion }]
    }),
  )
  const fine = extents.map(({ x, y, version }) => ({ zoom: FINE_ZOOM, x, y, version }))
  return [...coarse.values(), ...fine]
}

function toVersionTag(epoch: string, version: number): string {
  return `${TILE_FORMAT}-${epoch}-${version}`
}

function withVersion(tile: CompressedTile | undefined, version: number): BuiltTile | undefined {
  return tile && { ...tile, version }
}
