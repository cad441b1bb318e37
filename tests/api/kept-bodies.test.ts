import { brotliDecompressSync, gunzipSync } from 'node:zlib'
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

const getGrids = (encoding: string) =>
  app.inject({ url: '/api/v1/grids', headers: { 'accept-encoding': encoding } })

test('all grids come in every encoding with the same content', async () => {
  const plain = await getGrids('identity')
  const brotli = await getGrids('br')
  const gzip = await getGrids('gzip')
  expect(brotli.headers['content-encoding']).toBe('br')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(brotliDecompressSync(brotli.rawPayload).equals(plain.rawPayload)).toBe(true)
  expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true)
})

test('a change of one grid shows in the next answer, also to who asks with the old tag', async () => {
  const before = await getGrids('identity')
  await database.pool.query(
    `UPDATE grid SET name = '改名网格' WHERE grid_id = (SELECT min(grid_id) FROM grid)`,
  )
  const headers = { 'if-none-match': String(before.headers.etag) }
  const after = await app.inject({ url: '/api/v1/grids', headers })
  expect(after.statusCode).toBe(200)
  expect(after.body).toContain('改名网格')
  expect(after.headers.etag).not.toBe(before.headers.etag)
})
