import type { Pool } from '../../server/db/pool.ts'

/** Rectangle by its corners in steps of 0.001°, east and north of 118° E, 36° N. */
export type Cell = readonly [west: number, south: number, east: number, north: number]

type Vertex = readonly [number, number]

/** A city of 4 × 4 steps, cut into the given cells, each a grid of one zone. */
export async function createSmallCity(pool: Pool, cells: readonly Cell[]): Promise<void> {
  await createRings(
    pool,
    toCityRing(cells),
    cells.map((cell) => toRing(cell, cells)),
  )
}

/** The same from outlines: the city's, and one per grid. */
export async function createRings(pool: Pool, city: string, grids: string[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO city (code, name, geom) VALUES ('390783', '小城', ST_GeomFromText($1, 4326))`,
      [city],
    )
    await client.query(
      `INSERT INTO community (community_id, code, name, pinyin, initials)
       VALUES (1, '390783001001', '阳光社区', 'yangguangshequ', 'ygsq')`,
    )
    await client.query(
      `INSERT INTO zone (zone_id, community_id, code, name)
       VALUES (1, 1, '39078300100101', '第一片区')`,
    )
    for (const [index, ring] of grids.entries()) {
      await client.query(
        `INSERT INTO grid (grid_id, zone_id, code, name, geom)
         VALUES ($1::int, 1, '39078300100101' || lpad($1::text, 2, '0'), '第' || $1 || '网格',
           ST_GeomFromText($2, 4326))`,
        [index + 1, ring],
      )
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** Counter-clockwise outline of a cell, with each corner of other cells that lies on it. */
export function toRing(cell: Cell, cells: readonly Cell[]): string {
  return toText(toVertices(cell, cells))
}

export function toVertices([west, south, east, north]: Cell, cells: readonly Cell[]): Vertex[] {
  const corners = cells.flatMap(([w, s, e, n]): Vertex[] => [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
  ])
  const along = (from: Vertex, to: Vertex): Vertex[] => {
    const unique = new Map(corners.filter(isBetween(from, to)).map((one) => [one.join(), one]))
    const distance = ([x, y]: Vertex) => Math.abs(x - from[0]) + Math.abs(y - from[1])
    return [from, ...[...unique.values()].sort((a, b) => distance(a) - distance(b))]
  }
  return [
    ...along([west, south], [east, south]),
    ...along([east, south], [east, north]),
    ...along([east, north], [west, north]),
    ...along([west, north], [west, south]),
  ]
}

export function toCityRing(cells: readonly Cell[]): string {
  return toRing([0, 0, 4, 4], cells)
}

/** Coordinates of a vertex on the 1e-7 degree grid; also between steps. */
export function toText(vertices: readonly Vertex[]): string {
  const positions = [...vertices, vertices[0]!].map(
    ([x, y]) => `${(118 + x / 1000).toFixed(7)} ${(36 + y / 1000).toFixed(7)}`,
  )
  return `POLYGON((${positions.join(', ')}))`
}

const isBetween =
  (from: Vertex, to: Vertex) =>
  ([x, y]: Vertex): boolean => {
    const isHorizontal = from[1] === to[1]
    const [value, low, high] = isHorizontal ? [x, from[0], to[0]] : [y, from[1], to[1]]
    const isOnLine = isHorizontal ? y === from[1] : x === from[0]
    return isOnLine && value > Math.min(low, high) && value < Math.max(low, high)
  }

/** A building of one unit whose dwellings are 101, 102 …; ids are the given number × 100 + n. */
export async function createBuilding(
  pool: Pool,
  id: number,
  cell: Cell,
  dwellingCount = 0,
): Promise<void> {
  await pool.query(
    `INSERT INTO building (building_id, code, name, pinyin, initials, use, floor_count,
       height_meters, source, geom)
     VALUES ($1::int, 'B' || $1, $1 || '号楼', $1 || 'haolou', $1 || 'hl', 'housing', 6, 18, 'test',
       ST_GeomFromText($2, 4326))`,
    [id, toRing(cell, [])],
  )
  await pool.query(`INSERT INTO unit (unit_id, building_id, number) VALUES ($1, $1, 1)`, [id])
  await pool.query(
    `INSERT INTO dwelling (dwelling_id, building_id, unit_id, floor, door, tenure)
     SELECT $1 * 100 + door, $1, $1, 1, door, 'commercial' FROM generate_series(1, $2) AS door`,
    [id, dwellingCount],
  )
}

export async function createHousehold(pool: Pool, id: number, dwellingId: number): Promise<void> {
  await pool.query(`INSERT INTO household (household_id, dwelling_id) VALUES ($1, $2)`, [
    id,
    dwellingId,
  ])
}

export async function createPerson(
  pool: Pick<Pool, 'query'>,
  householdId: number,
  relation = 'other-relative',
  name = '王小明',
): Promise<void> {
  await pool.query(
    `INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
     VALUES ($1, $2, $3, 'male', '1980-05-01')`,
    [householdId, relation, name],
  )
}
