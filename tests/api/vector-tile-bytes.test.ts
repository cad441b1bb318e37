import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
})

afterAll(async () => {
  await app?.close()
  await database?.drop()
})

test('a vector tile reaches the client byte for byte as the database made it', async () => {
  const { rows } = await database.pool.query<{ x: number; y: number }>(`
    SELECT floor((ST_X(place) + 180) / 360 * 2 ^ 15)::int AS x,
      floor((1 - asinh(tan(radians(ST_Y(place)))) / pi()) / 2 * 2 ^ 15)::int AS y
    FROM building CROSS JOIN ST_PointOnSurface(geom) AS place
    ORDER BY building_id LIMIT 1`)
  const { x, y } = rows[0]!
  const answer = await app.inject(`/tiles/street,building/15/${x}/${y}.mvt`)
  expect(answer.statusCode).toBe(200)
  const { layers } = new VectorTile(new PbfReader(answer.rawPayload))
  const building = layers.building!.feature(0)
  const known = await database.pool.query<{ count: number }>(
    'SELECT count(*) AS count FROM building WHERE building_id = $1 AND use = $2',
    [building.properties.id, building.properties.use],
  )
  expect(known.rows[0]!.count).toBe(1)
  expect(building.loadGeometry()[0]!.length).toBeGreaterThan(3)
})
