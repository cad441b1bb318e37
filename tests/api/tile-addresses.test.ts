import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
/** Layers and address of a tile in which grids lie. */
let tile: string

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database)
  const { rows } = await database.pool.query<{ x: number; y: number }>(`
    SELECT floor((ST_X(place) + 180) / 360 * 2 ^ 15)::int AS x,
      floor((1 - asinh(tan(radians(ST_Y(place)))) / pi()) / 2 * 2 ^ 15)::int AS y
    FROM grid CROSS JOIN ST_PointOnSurface(geom) AS place
    ORDER BY grid_id LIMIT 1`)
  tile = `boundary/15/${rows[0]!.x}/${rows[0]!.y}.mvt`
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const getMapVersion = async () => (await app.inject('/api/v1/overview')).json().mapVersion
const change = () => database.pool.query('UPDATE grid SET name = name')

test('a tile under the address of the newest map is kept for good, by its reader alone', async () => {
  const answer = await app.inject(`/tiles/${await getMapVersion()}/${tile}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable')
  const headers = { 'if-none-match': String(answer.headers.etag) }
  const again = await app.inject({ url: `/tiles/${await getMapVersion()}/${tile}`, headers })
  expect(again.statusCode).toBe(304)
  expect(again.headers['cache-control']).toBe('private, max-age=31536000, immutable')
})

test('an empty tile is kept as well', async () => {
  const answer = await app.inject(`/tiles/${await getMapVersion()}/street/15/0/0.mvt`)
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['cache-control']).toContain('immutable')
})

test('every change of the map gives its tiles new addresses', async () => {
  const before = await getMapVersion()
  await change()
  expect(await getMapVersion()).not.toBe(before)
})

test('an outdated, invented or missing version gives the newest tile, to be asked for again', async () => {
  const outdated = await getMapVersion()
  await change()
  const newest = await app.inject(`/tiles/${await getMapVersion()}/${tile}`)
  for (const prefix of [`/tiles/${outdated}`, '/tiles/4711', '/tiles']) {
    const answer = await app.inject(`${prefix}/${tile}`)
    expect(answer.headers['cache-control']).toBe('private, no-cache')
    expect(answer.rawPayload.equals(newest.rawPayload)).toBe(true)
  }
})
