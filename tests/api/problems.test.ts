import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { createMasterKey } from '../../server/privacy/keyring.ts'
import { createSealer } from '../../server/privacy/sealing.ts'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const badValues = [
  ...['0', '-1', 'abc', '1.5', '99999999999', '1e400', 'NaN', 'null', '%00', '%F0%9F%92%A9'],
  ...["1'--", '%25', '..%2F..', '1,2', 'a'.repeat(190), '[]', '{}'],
]
const badQueries = ['nonsense=1', 'page=10000000', 'page=-1', 'pageSize=0', 'page=a', 'a[b]=1']

test('every bad value in every route is answered with a 4xx problem, never a 5xx', async () => {
  const { paths } = (await app.inject('/openapi.json')).json()
  const urls = Object.keys(paths).flatMap((path) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, '1')
    const values = path.includes('{')
      ? badValues.map((value) => path.replaceAll(/\{(\w+)\}/g, value))
      : []
    return [...values, ...badQueries.map((query) => `${filled}?${query}`)]
  })
  expect(urls.length).toBeGreaterThan(200)
  const answers = await Promise.all(urls.map(async (url) => ({ url, ...(await ask(url)) })))
  expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([])
  expect(answers.filter(({ type }) => !type?.startsWith('/problems/'))).toEqual([])
})

describe.each([
  ['/api/v1/grids?bbox=1,2,3', 400, 'invalid-bounding-box'],
  ['/api/v1/grids?bbox=119,36,118,37', 400, 'invalid-bounding-box'],
  ['/api/v1/grids?bbox=-999,-999,999,999', 400, 'invalid-bounding-box'],
  ['/api/v1/communities?parent=1', 400, 'invalid-input'],
  ['/api/v1/overview?asOf=0000-01-01', 400, 'invalid-input'],
  ['/api/v1/record-changes?person=1&since=0000-01-01T00:00:00Z', 400, 'invalid-input'],
  ['/api/v1/residences?person=1&knownAt=2026-01-01T00:00:00%2B23:59', 400, 'invalid-input'],
  ['/api/v1/grids/4711', 404, 'grid-not-found'],
  ['/api/v1/buildings/4711/households', 404, 'building-not-found'],
  ['/tiles/street/2/4/0.mvt', 400, 'tile-out-of-range'],
  ['/tiles/street/17/0/0.mvt', 400, 'invalid-input'],
  ['/tiles/secret/2/0/0.mvt', 404, 'unknown-tile-layer'],
  ['/%zz', 400, 'bad-url'],
  ['/api/v1/nothing', 404, 'not-found'],
])('%s', (url, status, code) => {
  test(`is answered with ${status} ${code}`, async () => {
    expect(await ask(url)).toEqual({ status, type: `/problems/${code}` })
  })
})

test.each([{}, { q: '' }, { q: '\0' }, { q: '章\0' }, { q: '章', kind: 'person' }])(
  'a search for %j is answered with 400',
  async (payload) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/search', payload })
    expect([answer.statusCode, answer.json().type]).toEqual([400, '/problems/invalid-input'])
  },
)

test('a method that an address does not take is told, with those that it takes', async () => {
  const answer = await app.inject({ method: 'DELETE', url: '/api/v1/grids/1' })
  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe('GET, HEAD')
})

test('broken JSON in a body is a 4xx problem', async () => {
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/search', headers, payload: '{"' })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.statusCode).toBeLessThan(500)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('a failure of ours shows no message', async () => {
  const broken = {
    query: () => Promise.reject(new Error('secret')),
    connect: () => Promise.reject(new Error('secret')),
  }
  const config = parseConfig({ LOG_LEVEL: 'silent' })
  const sealer = createSealer([createMasterKey(1)])
  const other = await buildApp({ config, pool: broken as never, sealer })
  const headers = { authorization: 'Bearer some-key' }
  const answer = await other.inject({ url: '/api/v1/overview', headers })
  await other.close()
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('secret')
})

async function ask(url: string): Promise<{ status: number; type: string | undefined }> {
  const answer = await app.inject(url)
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
  return { status: answer.statusCode, type: isProblem ? answer.json().type : undefined }
}
