import { createHash } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import {
  type CellExtent,
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

const SNAPSHOT = { isolation: 'REPEATABLE READ' } as const
const MAX_KEPT_TILESETS = 200

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
  /** Of the buildings that the caller may see. */
  getTileset(database: Database): Promise<TilesetFile>
  /**
   * Builds the tile first where its cells have changed. Undefined where the caller sees no building.
   */
  findTile(database: Database, cell: TileCell): Promise<TileFile | undefined>
  /** Builds every tile that is missing or out of date, one after the other. */
  warm(database: Database, signal?: AbortSignal): Promise<void>
  state(): BuildingTilesState
}

interface BuiltTile extends CompressedTile {
  readonly version: number
}

/**
 * The buildings of a database as 3D Tiles, kept in the database and rebuilt where they changed.
 * Every scope (the city, an area, with or without counts of people) has tiles of its own, built
 * with the rights of the first who asks.
 */
export function createBuildingTiles(): BuildingTiles {
  const underWay = new Map<string, Promise<BuiltTile | undefined>>()
  const tilesets = new Map<string, { version: string; file: TilesetFile }>()
  let state: BuildingTilesState = { state: 'idle', builtCount: 0, totalCount: 0 }

  /**
   * One build for all who want the same tile in the same version at the same time. It runs with the
   * rights of who came first; where that fails, perhaps because these ended, the next tries as
   * itself.
   */
  function build(
    database: Database,
    cell: TileCell,
    scope: string,
    version: number,
  ): Promise<BuiltTile | undefined> {
    const key = `${scope}/${cell.zoom}/${cell.x}/${cell.y}/${version}`
    const running = underWay.get(key)
    if (running) return running.catch(() => build(database, cell, scope, version))
    const building = buildTile(database, cell).finally(() => underWay.delete(key))
    underWay.set(key, building)
    return building
  }

  async function getTileset(database: Database): Promise<TilesetFile> {
    const { scope, epoch, version } = await database.transaction(countAllChanges)
    const known = tilesets.get(scope)
    if (known?.version === `${epoch}-${version}`) return known.file
    const read = await readTileset(database)
    tilesets.delete(scope)
    tilesets.set(scope, read)
    const [oldest] = tilesets.keys()
    if (tilesets.size > MAX_KEPT_TILESETS && oldest !== undefined) tilesets.delete(oldest)
    return read.file
  }

  async function findTile(database: Database, cell: TileCell): Promise<TileFile | undefined> {
    const { scope, epoch, version, stored } = await database.transaction(async (transaction) => {
      const { scope, epoch } = await countAllChanges(transaction)
      const version = await getTileVersion(transaction, cell)
      const wanted = { format: TILE_FORMAT, version }
      return { scope, epoch, version, stored: await findStoredTile(transaction, cell, wanted) }
    }, SNAPSHOT)
    if (version === 0) return undefined
    const tile: BuiltTile | undefined =
      withVersion(stored, version) ?? (await build(database, cell, scope, version))
    return tile && { ...tile, versionTag: toVersionTag(scope, epoch, tile.version) }
  }

  async function warm(database: Database, signal?: AbortSignal): Promise<void> {
    try {
      await database.transaction(foldChanges)
      const { scope, cells } = await database.transaction(async (transaction) => ({
        ...(await countAllChanges(transaction)),
        cells: toTileCells(await listCellExtents(transaction)),
      }))
      state = { state: 'building', builtCount: 0, totalCount: cells.length }
      for (const { version, ...cell } of cells) {
        if (signal?.aborted) return
        const wanted = { format: TILE_FORMAT, version }
        const isStored = await database.transaction((transaction) =>
          hasStoredTile(transaction, cell, wanted),
        )
        if (!isStored) await build(database, cell, scope, version)
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
async function buildTile(database: Database, cell: TileCell): Promise<BuiltTile | undefined> {
  const { version, rows } = await database.transaction(
    async (transaction) => ({
      version: await getTileVersion(transaction, cell),
      rows: await listTileBuildings(transaction, cell),
    }),
    SNAPSHOT,
  )
  if (rows.length === 0) return undefined
  const frame = toTileFrame(toCellCentre(cell))
  const buildings = rows.map((row) => toTileBuilding(row, frame))
  const glb = await encodeTile(buildings, frame, cell.zoom === FINE_ZOOM ? 'fine' : 'coarse')
  const tile = { ...(await compressTile(glb)), version }
  await database.transaction((transaction) =>
    storeTile(transaction, cell, { ...tile, format: TILE_FORMAT }),
  )
  return tile
}

async function readTileset(database: Database): Promise<{ version: string; file: TilesetFile }> {
  const { scope, epoch, version, cells } = await database.transaction(
    async (transaction) => ({
      ...(await countAllChanges(transaction)),
      cells: await listCellExtents(transaction),
    }),
    SNAPSHOT,
  )
  const json = JSON.stringify(
    toTileset(
      cells,
      ({ zoom, x, y }, tileVersion) =>
        `${zoom}/${x}/${y}.glb?v=${toVersionTag(scope, epoch, tileVersion)}`,
    ),
  )
  return { version: `${epoch}-${version}`, file: { json, etag: `W/"${toShortHash(json)}"` } }
}

/** All tiles with their versions: the coarse ones first, because the first view needs them. */
function toTileCells(extents: CellExtent[]): (TileCell & { version: number })[] {
  const coarse = new Map(
    extents.map(({ x, y, coarseVersion }) => {
      const cell = toParentCell({ zoom: FINE_ZOOM, x, y })
      return [`${cell.x}/${cell.y}`, { ...cell, version: coarseVersion }]
    }),
  )
  const fine = extents.map(({ x, y, version }) => ({ zoom: FINE_ZOOM, x, y, version }))
  return [...coarse.values(), ...fine]
}

/** Whoever sees another part of the city finds nothing of mine in the browser that we share. */
function toVersionTag(scope: string, epoch: string, version: number): string {
  return `${TILE_FORMAT}-${epoch}-${toShortHash(scope).slice(0, 6)}-${version}`
}

function toShortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

function withVersion(tile: CompressedTile | undefined, version: number): BuiltTile | undefined {
  return tile && { ...tile, version }
}
