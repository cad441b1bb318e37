import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importBuildings } from '../../scripts/import-buildings/import-buildings.ts'
import { readFeatureFile } from '../../scripts/import-buildings/read-file.ts'
import { splitFeatures } from '../../scripts/import-buildings/split-features.ts'
import { PROJECT_ROOT } from '../../server/config.ts'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

const fields = { name: 'name', height: 'height', floors: 'floors', use: 'use' }
const options = { fields, source: 'survey' }

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  await database.pool.query(
    `INSERT INTO building (code, name, use, floor_count, height_meters, source, source_key, geom)
     VALUES ('other-1', '老楼', 'housing', 2, 6, 'other', '1',
       ST_GeomFromText('POLYGON((118.003 36.001, 118.0031 36.001, 118.0031 36.0011, 118.003 36.001))', 4326))`,
  )
})
afterAll(() => database.drop())

/** Ring of a square whose south-west corner is so many steps of 0.0001° from 118° E, 36° N. */
function square(east: number, north: number, size = 2): number[][] {
  const corner = (x: number, y: number) => [
    Number((118 + (east + x) / 1e4).toFixed(7)),
    Number((36 + (north + y) / 1e4).toFixed(7)),
  ]
  return [corner(0, 0), corner(size, 0), corner(size, size), corner(0, size), corner(0, 0)]
}

interface Properties {
  name?: string
  height?: number | string
  floors?: number
  use?: string
}

const feature = (id: number, geometry: unknown, properties: Properties = { floors: 3 }) => ({
  ...{ type: 'Feature', id, properties, geometry },
})

const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings })

/** A file with one feature on each line from line 2 on. */
const fileOf = (features: object[]) =>
  splitFeatures(
    `{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}`,
  ).features

const bowTie = [...square(12, 2).slice(0, 2), ...square(12, 2).slice(2, 4).reverse()]

/** One feature for each thing that can happen to it. */
const mixed = [
  feature(1, polygon(square(2, 2)), { name: '西楼', floors: 6, use: 'office' }),
  feature(
    2,
    { type: 'MultiPolygon', coordinates: [[square(6, 2)], [square(9, 2)]] },
    { height: '12 m' },
  ),
  feature(3, polygon([...bowTie, bowTie[0]!])),
  feature(4, { type: 'Point', coordinates: [118.001, 36.001] }),
  feature(5, polygon(square(2, 2))),
  feature(6, polygon(square(25, 2, 0.1))),
  feature(7, polygon(square(80, 2)), { name: '城外', floors: 2 }),
  feature(8, polygon(square(30, 2).slice(0, 4))),
  feature(9, polygon(square(19, 10)), { name: '跨界', floors: 1 }),
]

async function buildings(source = 'survey') {
  const { rows } = await database.pool.query(
    `SELECT source_key AS key, name, use, floor_count AS floors, height_meters AS height,
       grid_id AS grid, round(ST_Area(geom::geography)) AS area, changed_at AS "changedAt"
     FROM building WHERE source = $1 ORDER BY source_key`,
    [source],
  )
  return rows
}

describe('an import of buildings', () => {
  it('takes, repairs and skips, each with line and reason', async () => {
    const report = await importBuildings(database.pool, fileOf(mixed), options)
    expect(report.lines.filter(({ outcome }) => outcome === 'skipped')).toEqual([
      { line: 5, feature: 4, outcome: 'skipped', reason: 'is a Point, not a footprint' },
      { line: 6, feature: 5, outcome: 'skipped', reason: 'has the same footprint as feature 1' },
      { line: 7, feature: 6, outcome: 'skipped', reason: 'is smaller than 4 m²' },
    ])
    expect(report.lines.filter(({ outcome }) => outcome === 'repaired')).toEqual([
      { line: 4, feature: 3, outcome: 'repaired', reason: 'crossed itself' },
      { line: 9, feature: 8, outcome: 'repaired', reason: 'its ring was not closed' },
    ])
    expect(report.toText()).toContain(
      '9 features read: 8 buildings taken, 0 updated, 0 unchanged; 2 repaired, 3 skipped.',
    )
  })

  it('keeps name, use, floors and height, and cuts a bow tie and a MultiPolygon into buildings', async () => {
    const stored = await buildings()
    expect(stored.map(({ key }) => key)).toEqual(['1', '2', '2/2', '3', '3/2', '7', '8', '9'])
    expect(stored[0]).toMatchObject({ name: '西楼', use: 'office', floors: 6, height: 18, grid: 1 })
    expect(stored[1]).toMatchObject({ name: 'survey-2', floors: 4, height: 12 })
    expect(Number(stored[3].area) + Number(stored[4].area)).toBeGreaterThan(100)
  })

  it('keeps what no grid holds as unassigned: outside the city, and across a boundary', async () => {
    const unassigned = (await buildings()).filter(({ grid }) => grid === null)
    expect(unassigned.map(({ name }) => name)).toEqual(['城外', '跨界'])
  })

  it('adds nothing and changes nothing the second time', async () => {
    const before = await buildings()
    const report = await importBuildings(database.pool, fileOf(mixed), options)
    expect(report).toMatchObject({ takenCount: 0, updatedCount: 0, unchangedCount: 8 })
    expect(await buildings()).toEqual(before)
  })

  it('updates what a changed file tells otherwise, moves it to its new grid, leaves the rest', async () => {
    const before = await buildings()
    const changed = mixed.map((one) =>
      one.id === 1
        ? feature(1, polygon(square(31, 12)), { name: '东楼', height: 40, use: 'office' })
        : one,
    )
    const report = await importBuildings(database.pool, fileOf(changed), options)
    expect(report).toMatchObject({ takenCount: 1, updatedCount: 1, unchangedCount: 7 })
    const after = await buildings()
    expect(after[0]).toMatchObject({ name: '东楼', floors: 13, height: 40, grid: 2 })
    expect(after[0].changedAt.getTime()).toBeGreaterThan(before[0].changedAt.getTime())
    const others = ['2', '2/2', '3', '3/2', '7', '8', '9']
    const of = (rows: typeof before) => rows.filter(({ key }) => others.includes(key))
    expect(of(after)).toEqual(of(before))
  })

  it('never touches the rows of another source, whatever their keys', async () => {
    expect(await buildings('other')).toMatchObject([{ key: '1', name: '老楼', floors: 2 }])
  })

  it('refuses to write as the demonstration city', async () => {
    await expect(
      importBuildings(database.pool, fileOf(mixed), { fields, source: 'generator' }),
    ).rejects.toThrow('name another with --source')
  })

  it('changes nothing in a dry run', async () => {
    const before = await buildings()
    const renamed = [feature(1, polygon(square(31, 12)), { name: '改名' })]
    const report = await importBuildings(database.pool, fileOf(renamed), {
      ...options,
      isDryRun: true,
    })
    expect(report.updatedCount).toBe(1)
    expect(await buildings()).toEqual(before)
  })
})

const wuhan = join(PROJECT_ROOT, '../shared/samples/china/wuhan_buildings_osm.geojson')

describe.skipIf(!existsSync(wuhan))('the sample of Wuhan', () => {
  it('is taken with its Chinese names, once', async () => {
    const features = await readFeatureFile(wuhan)
    const first = await importBuildings(database.pool, features, { fields, source: 'wuhan' })
    expect(first.takenCount).toBeGreaterThan(200)
    expect(first.count('skipped')).toBeGreaterThan(0)
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE name ~ '[一-龥]')::int AS chinese,
         count(grid_id)::int AS assigned FROM building WHERE source = 'wuhan'`,
    )
    expect(rows[0].count).toBe(first.takenCount)
    expect(rows[0].chinese).toBeGreaterThan(0)
    expect(rows[0].assigned).toBe(0)
    const second = await importBuildings(database.pool, features, { fields, source: 'wuhan' })
    expect(second).toMatchObject({ takenCount: 0, updatedCount: 0 })
    expect(second.unchangedCount).toBe(first.takenCount)
  })
})
