import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AreaCollection } from '../../server/contract/areas.ts'
import { Building, Household, HouseholdPage } from '../../server/contract/buildings.ts'
import { colourings } from '../../server/contract/colouring.ts'
import { LabelList } from '../../server/contract/places.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const getJson = async (url: string) => (await app.inject(url)).json()
const one = async (text: string, values: unknown[] = []) =>
  (await database.pool.query(text, values)).rows[0]

describe('areas', () => {
  test.each([
    ['communities', 13],
    ['zones', 103],
    ['grids', 586],
  ])('all %s are passed on as their schema says', async (plural, count) => {
    const collection = await getJson(`/api/v1/${plural}`)
    expect(Value.Check(AreaCollection, collection)).toBe(true)
    expect(collection.features).toHaveLength(count)
    const households = collection.features.map(
      (area: { properties: { householdCount: number } }) => area.properties.householdCount,
    )
    expect(households.reduce((sum: number, n: number) => sum + n, 0)).toBe(60_000)
  })

  test('are kept by the client until something changes', async () => {
    const first = await app.inject('/api/v1/grids')
    const headers = { 'if-none-match': String(first.headers.etag) }
    expect((await app.inject({ url: '/api/v1/grids', headers })).statusCode).toBe(304)
    await database.pool.query(`UPDATE grid SET name = name WHERE grid_id = 1`)
    expect((await app.inject({ url: '/api/v1/grids', headers })).statusCode).toBe(200)
  })

  test('are compressed as the client wishes, under the same weak tag', async () => {
    const headers = { 'accept-encoding': 'br' }
    const answer = await app.inject({ url: '/api/v1/grids', headers })
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers.vary).toContain('accept-encoding')
    expect(answer.headers.etag).toMatch(/^W\//)
  })
})

describe('a building', () => {
  test('shows exactly the households that the database holds, with masked names', async () => {
    const { id, total } = await one(
      `SELECT building_id AS id, household_count AS total FROM building
       WHERE household_count BETWEEN 20 AND 60 LIMIT 1`,
    )
    expect(Value.Check(Building, await getJson(`/api/v1/buildings/${id}`))).toBe(true)
    const page = await getJson(`/api/v1/buildings/${id}/households`)
    expect(Value.Check(HouseholdPage, page)).toBe(true)
    expect(page.total).toBe(total)
    const { ids } = await one(
      `SELECT array_agg(household_id ORDER BY unit.number, floor, door, household_id) AS ids
       FROM household JOIN dwelling USING (dwelling_id) JOIN unit USING (unit_id)
       WHERE dwelling.building_id = $1`,
      [id],
    )
    expect(page.items.map((item: { id: number }) => item.id)).toEqual(ids)
    expect(page.items.every((item: { headName: string }) => item.headName.includes('*'))).toBe(true)
    const household = await getJson(`/api/v1/households/${ids[0]}`)
    expect(Value.Check(Household, household)).toBe(true)
  })
})

describe('search', () => {
  const search = async (q: string, limit = 12) =>
    (await app.inject({ method: 'POST', url: '/api/v1/search', payload: { q, limit } })).json()

  test('finds an estate by name, pinyin and initials, best first', async () => {
    const estate = await one('SELECT * FROM estate ORDER BY estate_id LIMIT 1')
    for (const query of [estate.name, estate.pinyin, estate.pinyin.toUpperCase()]) {
      const { items } = await search(query)
      expect(items[0]).toMatchObject({ kind: 'estate', label: estate.name })
    }
    const { items } = await search(estate.initials, 50)
    expect(items.map((item: { label: string }) => item.label)).toContain(estate.name)
  })

  test('finds a building by estate and number, with or without a space', async () => {
    const building = await one(
      `SELECT building_id, estate.name AS estate, building.name FROM building JOIN estate USING (estate_id)
       ORDER BY building_id DESC LIMIT 1`,
    )
    for (const space of ['', ' ']) {
      const { items } = await search(`${building.estate}${space}${building.name}`)
      expect(items[0]).toMatchObject({ kind: 'building', id: building.building_id })
    }
  })

  test('finds a building by its code, in small letters too', async () => {
    const { code, building_id: id } = await one(
      'SELECT * FROM building ORDER BY building_id LIMIT 1',
    )
    for (const query of [code, code.toLowerCase()]) {
      const { items } = await search(query)
      expect(items[0]).toMatchObject({ kind: 'building', id })
    }
  })

  test('takes wildcards for what they are', async () => {
    for (const query of ['%', '_', '\\', "'"]) {
      expect((await search(query)).items).toEqual([])
    }
  })
})

describe('the ground map', () => {
  test('puts several layers into one tile, and none into an empty one', async () => {
    const { x, y } = await one(
      `SELECT floor((lon + 180) / 360 * 16384)::int AS x,
         floor((1 - asinh(tan(radians(lat))) / pi()) / 2 * 16384)::int AS y
       FROM (SELECT ST_X(c) AS lon, ST_Y(c) AS lat FROM (SELECT ST_Centroid(geom) AS c FROM city) AS p) AS q`,
    )
    const answer = await app.inject(`/tiles/street,building,boundary/14/${x}/${y}.mvt`)
    const tile = new VectorTile(new PbfReader(Uint8Array.from(answer.rawPayload)))
    expect(Object.keys(tile.layers).sort()).toEqual(['boundary', 'building', 'street'])
    expect(Object.keys(tile.layers.building!.feature(0).properties).sort()).toEqual([
      'floors',
      'height_meters',
      'id',
      'use',
    ])
    expect((await app.inject('/tiles/street/14/0/0.mvt')).statusCode).toBe(204)
  })
})

test.each(colourings)('a colouring by %s counts every building once', async (by) => {
  const { items } = await getJson(`/api/v1/buildings/colouring-counts?by=${by}`)
  const { total } = await one('SELECT count(*)::int AS total FROM building')
  const counts = items.map(({ count }: { count: number }) => count)
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(total)
})

test('labels are passed on as their schema says', async () => {
  expect(Value.Check(LabelList, await getJson('/api/v1/labels'))).toBe(true)
})

test('every lake has its name on the map once, and the river again and again, on the water', async () => {
  const { items } = (await getJson('/api/v1/labels')) as LabelList
  const waters = items.filter(({ kind }) => kind === 'water')
  const countOf = (id: number) => waters.filter((water) => water.id === id).length
  const { rows } = await database.pool.query<{ id: number; kind: string }>(
    `SELECT water_id AS id, kind FROM water WHERE kind IN ('river', 'lake') AND name IS NOT NULL`,
  )
  for (const { id, kind } of rows) {
    if (kind === 'lake') expect(countOf(id)).toBe(1)
    else expect(countOf(id)).toBeGreaterThan(1)
  }
  for (const { id, position } of waters) {
    const { rowCount } = await database.pool.query(
      `SELECT FROM water WHERE water_id = $1
         AND ST_DWithin(geom, ST_SetSRID(ST_MakePoint($2, $3), 4326), 1e-6)`,
      [id, ...position],
    )
    expect(rowCount).toBe(1)
  }
})

test('the map begins with what the caller may see', async () => {
  const ask = async (role: 'operator' | 'zone-worker') => {
    const headers = await signInAs(database.pool, role)
    return (await app.injectBare({ url: '/api/v1/overview', headers })).json()
  }
  const { rows } = await database.pool.query<{ box: number[] }>(`
    SELECT ARRAY[ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)] AS box
    FROM zone JOIN account USING (zone_id) WHERE account.name = 'demo-zone-worker'`)
  expect((await ask('zone-worker')).reach).toEqual(rows[0]!.box)
  const { reach, city } = await ask('operator')
  expect(reach).toEqual(city.bbox)
})
