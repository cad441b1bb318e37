import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Cell,
  createBuilding,
  createRings,
  createSmallCity,
  toCityRing,
  toRing,
  toText,
  toVertices,
} from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

const WEST: Cell = [0, 0, 2, 4]
const EAST: Cell = [2, 0, 4, 4]
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
})
afterAll(() => database.drop())
beforeEach(() => clear())

const clear = () =>
  database.pool.query('TRUNCATE city, community, zone, grid, boundary_edge, building CASCADE')

const refused = { constraint: 'grid_coverage_exact' }

describe('the grids of a city', () => {
  test('may share their borders exactly; outlines follow', async () => {
    await createSmallCity(database.pool, [WEST, EAST])
    const { rows } = await database.pool.query(
      `SELECT ST_Equals(zone.geom, city.geom) AS zone, ST_Equals(community.geom, city.geom) AS community
       FROM city, zone, community`,
    )
    expect(rows).toEqual([{ zone: true, community: true }])
  })

  test('may not leave out a part of the city', async () => {
    await expect(
      createRings(database.pool, toCityRing([WEST, EAST]), [toRing(WEST, [EAST])]),
    ).rejects.toMatchObject(refused)
  })

  test('may not overlap', async () => {
    const wide: Cell = [0, 0, 3, 4]
    const cells = [wide, EAST]
    await expect(createSmallCity(database.pool, cells)).rejects.toMatchObject(refused)
  })

  test('may not leave a gap between them', async () => {
    const narrow: Cell = [0, 0, 1.9, 4]
    await expect(createSmallCity(database.pool, [narrow, EAST])).rejects.toMatchObject(refused)
  })

  test('may not leave a hole inside', async () => {
    const frame: Cell[] = [
      [0, 0, 4, 1],
      [0, 3, 4, 4],
      [0, 1, 1, 3],
      [3, 1, 4, 3],
    ]
    await expect(createSmallCity(database.pool, frame)).rejects.toMatchObject(refused)
  })

  test('must share the vertices of their border, not only its line', async () => {
    const [north, south]: Cell[] = [
      [2, 2, 4, 4],
      [2, 0, 4, 2],
    ]
    const cells = [WEST, north!, south!]
    const rings = [toRing(WEST, []), toRing(north!, cells), toRing(south!, cells)]
    await expect(createRings(database.pool, toCityRing(cells), rings)).rejects.toMatchObject(
      refused,
    )
  })

  test('may be redrawn two at a time, one statement after the other', async () => {
    await createSmallCity(database.pool, [WEST, EAST])
    await redraw([
      [0, 0, 3, 4],
      [3, 0, 4, 4],
    ])
    const { rows } = await database.pool.query('SELECT revision FROM grid ORDER BY grid_id')
    expect(rows).toEqual([{ revision: 2 }, { revision: 2 }])
  })

  test('may be merged: one is removed, its neighbour takes its buildings', async () => {
    await createSmallCity(database.pool, [WEST, EAST])
    await createBuilding(database.pool, 1, [3, 1, 3.5, 2])
    const client = await database.pool.connect()
    await client.query('BEGIN')
    await client.query('DELETE FROM grid WHERE grid_id = 2')
    await client.query('UPDATE grid SET geom = (SELECT geom FROM city) WHERE grid_id = 1')
    await client.query('COMMIT')
    client.release()
    expect(await gridOfBuilding()).toBe(1)
  })

  test('are accepted for any cut into cells, refused when any one vertex moves', async () => {
    const cut = fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(cut, cut, fc.nat(), fc.nat(), async (columns, rows, which, vertex) => {
        const cells = toCells(columns, rows)
        await clear()
        await createSmallCity(database.pool, cells)
        await clear()
        const rings = cells.map((cell) => toRing(cell, cells))
        const moved = toVertices(cells[which % cells.length]!, cells).map(
          (one) => [...one] as [number, number],
        )
        moved[vertex % moved.length]![0] += 0.0123
        rings[which % cells.length] = toText(moved)
        await expect(createRings(database.pool, toCityRing(cells), rings)).rejects.toMatchObject({
          code: '23514',
        })
      }),
      { numRuns: 12 },
    )
  })
})

describe('a building', () => {
  beforeEach(() => createSmallCity(database.pool, [WEST, EAST]))

  test('belongs to the grid that covers it, and to none where it stands across a border', async () => {
    await createBuilding(database.pool, 1, [1, 1, 1.5, 2])
    expect(await gridOfBuilding()).toBe(1)
    await createBuilding(database.pool, 2, [1.9, 1, 2.1, 2])
    expect(await gridOfBuilding(2)).toBeNull()
  })

  test('moves to the other grid with the border', async () => {
    await createBuilding(database.pool, 1, [2.2, 1, 2.5, 2])
    await redraw([
      [0, 0, 3, 4],
      [3, 0, 4, 4],
    ])
    expect(await gridOfBuilding()).toBe(1)
  })

  test('is never cut by a redrawn border', async () => {
    await createBuilding(database.pool, 1, [2.5, 1, 3.5, 2])
    await expect(
      redraw([
        [0, 0, 3, 4],
        [3, 0, 4, 4],
      ]),
    ).rejects.toMatchObject({
      constraint: 'building_uncut',
    })
  })
})

function toCells(columns: number[], rows: number[]): Cell[] {
  const xs = [0, ...columns.toSorted(), 4]
  const ys = [0, ...rows.toSorted(), 4]
  return xs
    .slice(1)
    .flatMap((east, x) => ys.slice(1).map((north, y): Cell => [xs[x]!, ys[y]!, east, north]))
}

async function redraw(cells: Cell[]): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('UPDATE city SET geom = ST_GeomFromText($1, 4326)', [toCityRing(cells)])
    for (const [index, cell] of cells.entries()) {
      await client.query('UPDATE grid SET geom = ST_GeomFromText($1, 4326) WHERE grid_id = $2', [
        toRing(cell, cells),
        index + 1,
      ])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function gridOfBuilding(id = 1): Promise<number | null> {
  const { rows } = await database.pool.query(
    'SELECT grid_id FROM building WHERE building_id = $1',
    [id],
  )
  return rows[0].grid_id
}
