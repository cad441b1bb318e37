import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { gateDatabase, mapBuilderDatabase } from '../../server/db/acting.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import type { Database } from '../../server/db/database.ts'
import { createPool, type Pool } from '../../server/db/pool.ts'
import {
  type BuildingTiles,
  createBuildingTiles,
} from '../../server/features/building-tiles/building-tiles.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { listTiles } from './building-tiles/list-tiles.ts'

let database: TestDatabase
let pool: Pool
let applicationPool: Pool
let map: Database
let gate: Database
let tiles: BuildingTiles

beforeAll(async () => {
  database = await createTestDatabase('empty')
  pool = database.pool
  applicationPool = createPool(await ensureApplicationRole(database.connectionString))
  map = mapBuilderDatabase(applicationPool)
  gate = gateDatabase(applicationPool)
})
afterAll(async () => {
  await applicationPool.end()
  await database.drop()
})

/** A and B stand in neighbouring fine tiles under one coarse tile, C under another. */
beforeEach(async () => {
  tiles = createBuildingTiles()
  await insertBuilding('A', 118.7405, 36.8805)
  await insertBuilding('B', 118.7465, 36.8805)
  await insertBuilding('C', 118.78, 36.9)
  await tiles.warm(map)
})
afterEach(() => pool.query('DELETE FROM building'))

function insertBuilding(code: string, longitude: number, latitude: number) {
  return pool.query(
    `INSERT INTO building (code, name, use, floor_count, height_meters, source, geom)
     VALUES ($1, $1, 'housing', 6, 18, 'test', ST_ForcePolygonCCW(
       ST_ReducePrecision(ST_MakeEnvelope($2::float8, $3::float8, $2 + 0.0004, $3 + 0.0002, 4326), 1e-7)))`,
    [code, longitude, latitude],
  )
}

const update = (assignment: string, code: string) =>
  pool.query(`UPDATE building SET ${assignment} WHERE code = $1`, [code])

async function listUris(): Promise<string[]> {
  const { root } = JSON.parse((await tiles.getTileset(map)).json)
  return listTiles(root).flatMap(({ content }) => (content ? [content.uri] : []))
}

async function listStored(): Promise<Map<string, string>> {
  const { rows } = await pool.query(
    `SELECT zoom || '/' || tile_x || '/' || tile_y AS tile, built_at::text FROM building_tile_content`,
  )
  return new Map(rows.map(({ tile, built_at }) => [tile, built_at]))
}

/** Tiles whose content was made anew between two looks. */
async function listRebuilt(change: () => Promise<unknown>): Promise<string[]> {
  const before = await listStored()
  await change()
  await tiles.warm(map)
  const after = await listStored()
  return [...after.keys()].filter((tile) => after.get(tile) !== before.get(tile)).sort()
}

async function tilesOf(code: string): Promise<string[]> {
  const { rows } = await pool.query(
    'SELECT tile_x AS x, tile_y AS y FROM building WHERE code = $1',
    [code],
  )
  const { x, y } = rows[0]
  return [`15/${x >> 1}/${y >> 1}`, `16/${x}/${y}`]
}

const toCell = (tile: string) => {
  const [zoom = 0, x = 0, y = 0] = tile.split('/').map(Number)
  return { zoom, x, y }
}

it('rebuilds the fine and the coarse tile of a changed building, and no other', async () => {
  expect(await listRebuilt(() => update('floor_count = 7', 'A'))).toEqual(await tilesOf('A'))
})

it.each([
  'household_count = 3',
  'shop_count = 2',
  "name = 'new'",
  'built_year = 1999',
  'has_shop_floor = true',
])('shows a change of %s', async (assignment) => {
  expect(await listRebuilt(() => update(assignment, 'B'))).toEqual(await tilesOf('B'))
})

it('rebuilds nothing for what tiles do not show, or for a change to the same', async () => {
  expect(await listRebuilt(() => update("address = 'elsewhere'", 'A'))).toEqual([])
  expect(await listRebuilt(() => update('floor_count = floor_count', 'A'))).toEqual([])
})

it('rebuilds where a building left and where it arrived', async () => {
  const left = await tilesOf('C')
  const rebuilt = await listRebuilt(() =>
    update(
      'geom = ST_ForcePolygonCCW(ST_ReducePrecision(ST_Translate(geom, -0.0335, -0.0195), 1e-7))',
      'C',
    ),
  )
  expect(rebuilt).toEqual((await tilesOf('C')).sort())
  for (const tile of left) expect(await tiles.findTile(map, toCell(tile))).toBeUndefined()
})

it('gives a changed tile another address and leaves the others theirs', async () => {
  const before = await listUris()
  await update('height_meters = 21', 'A')
  const after = await listUris()
  const changed = after.filter((uri) => !before.includes(uri)).map((uri) => uri.split('.glb')[0])
  expect(changed.sort()).toEqual(await tilesOf('A'))
})

it('names the version in the address that the tile then says it has', async () => {
  await update('height_meters = 22', 'B')
  for (const uri of await listUris()) {
    const [tile = '', tag] = uri.split('.glb?v=')
    expect((await tiles.findTile(map, toCell(tile)))?.versionTag).toBe(tag)
  }
})

it('does not lose a change that commits after a tile was read and before it was stored', async () => {
  const [, tile = ''] = await tilesOf('A')
  const writer = await pool.connect()
  try {
    await writer.query('BEGIN')
    await writer.query(`UPDATE building SET floor_count = 9 WHERE code = 'A'`)
    await pool.query('DELETE FROM building_tile_content')
    const older = await tiles.findTile(map, toCell(tile))
    await writer.query('COMMIT')
    const newer = await tiles.findTile(map, toCell(tile))
    expect(newer?.versionTag).not.toBe(older?.versionTag)
    expect(newer?.brotli.equals(older?.brotli ?? Buffer.alloc(0))).toBe(false)
  } finally {
    writer.release()
  }
})

it('agrees with the database after many changes and builds at once', async () => {
  const [, tile = ''] = await tilesOf('A')
  await Promise.all(
    Array.from({ length: 24 }, (_, round) =>
      round % 2 === 0
        ? update(`household_count = ${round + 1}`, 'A')
        : tiles.findTile(map, toCell(tile)),
    ),
  )
  const served = await tiles.findTile(map, toCell(tile))
  await pool.query('DELETE FROM building_tile_content')
  const fresh = await createBuildingTiles().findTile(map, toCell(tile))
  expect(served?.versionTag).toBe(fresh?.versionTag)
  expect(served?.brotli.equals(fresh?.brotli ?? Buffer.alloc(0))).toBe(true)
})

it('comes to all who wait for it, also where the first of them is sent away meanwhile', async () => {
  const [, tile = ''] = await tilesOf('A')
  await pool.query('DELETE FROM building_tile_content')
  // The first may ask for the version, and is nobody any more when its build begins.
  const [begun, joined] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let asked = 0
  const first: Database = {
    ...map,
    async transaction(work, options) {
      asked += 1
      if (asked === 1) return map.transaction(work, options)
      begun.resolve()
      await joined.promise
      return gate.transaction(work, options)
    },
  }
  let waiting = 0
  const other: Database = {
    ...map,
    async transaction(work, options) {
      const done = await map.transaction(work, options)
      waiting += 1
      if (waiting === 3) setImmediate(joined.resolve)
      return done
    },
  }
  const refused = tiles.findTile(first, toCell(tile)).catch(({ code }) => code)
  await begun.promise
  const others = Array.from({ length: 3 }, () => tiles.findTile(other, toCell(tile)))
  expect(await refused).toBe('42501')
  for (const built of await Promise.all(others)) expect(built?.brotli.length).toBeGreaterThan(0)
  // One of them read the state of the tile, its buildings, and stored it: no build was made twice.
  expect(waiting).toBe(3 + 2)
})

it('never puts an older tile in the place of a newer one', async () => {
  const [, tile = ''] = await tilesOf('A')
  const { zoom, x, y } = toCell(tile)
  await pool.query(
    'UPDATE building_tile_content SET version = version + 5 WHERE zoom = $1 AND tile_x = $2 AND tile_y = $3',
    [zoom, x, y],
  )
  const stored = await listStored()
  await tiles.findTile(map, { zoom, x, y })
  expect((await listStored()).get(tile)).toBe(stored.get(tile))
})

it('keeps versions while the log of changes is folded', async () => {
  await update('height_meters = 24', 'A')
  const before = await listUris()
  await tiles.warm(map)
  const { rows } = await pool.query('SELECT count(*) AS left FROM building_tile_change')
  expect(rows[0].left).toBe(0)
  expect(await createBuildingTiles().getTileset(map)).toEqual(await tiles.getTileset(map))
  expect(await listUris()).toEqual(before)
})

it('gives a valid tile set without tiles for an empty city', async () => {
  await pool.query('DELETE FROM building')
  expect(await listUris()).toEqual([])
  await tiles.warm(map)
  expect(tiles.state()).toEqual({ state: 'ready', builtCount: 0, totalCount: 0 })
})
