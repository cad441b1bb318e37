import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'
import { requests } from '../rights/requests.ts'

const hostile = [
  "'",
  "''",
  "1' OR '1'='1",
  '1; DROP TABLE person; --',
  '$1',
  '$$',
  "\\'; SELECT pg_sleep(9); --",
  '1) UNION SELECT name FROM person --',
  '%',
  '_',
  '\\',
  '{{7*7}}',
  '#{7*7}',
  "'||(SELECT name FROM person)||'",
]

let database: TestDatabase
let app: TestApp
let administrator: { cookie: string }
let before: unknown

beforeAll(async () => {
  database = await createTestDatabase('empty')
  const { pool } = database
  await createSmallCity(pool, [[0, 0, 4, 4]])
  await createBuilding(pool, 1, [1, 1, 2, 2], 1)
  await createHousehold(pool, 1, 101)
  await createPerson(pool, 1, 'head', '欧阳某某')
  app = await openTestApp(database, { environment: { LOG_LEVEL: 'silent' } })
  administrator = await signInAs(pool, 'administrator')
  before = await countEverything()
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

/** Tables that no request of these tests may change. */
async function countEverything() {
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*) FROM person) AS persons, (SELECT count(*) FROM building) AS buildings,
       (SELECT count(*) FROM household) AS households, (SELECT string_agg(name, ',') FROM person) AS names`,
  )
  return rows[0]
}

async function expectUnharmed(answer: { statusCode: number; body: string }, what: string) {
  expect(answer.statusCode, `${what}: ${answer.body.slice(0, 200)}`).toBeLessThan(500)
  // The report shows its person to who may ask for it, whatever the purpose says.
  if (!/\/report( |$)/.test(what)) expect(answer.body).not.toContain('欧阳某某')
  expect(answer.body).not.toMatch(/syntax error|node_modules|at \w+ \(.+:\d+/)
}

describe('SQL where a value is expected', () => {
  test('stays a value, in each parameter of each path and in each query', async () => {
    const { paths } = (await app.inject('/openapi.json')).json()
    for (const [path, operations] of Object.entries<
      Record<string, { parameters?: { in: string; name: string }[] }>
    >(paths)) {
      const names =
        operations.get?.parameters?.filter((one) => one.in === 'query').map(({ name }) => name) ??
        []
      for (const text of hostile) {
        const value = encodeURIComponent(text)
        const filled = path.replaceAll(/\{\w+\}/g, '1')
        const urls = [
          ...(path.includes('{') ? [path.replaceAll(/\{\w+\}/g, value)] : []),
          ...names.map((name) => `${filled}?${name}=${value}`),
        ]
        for (const url of urls) await expectUnharmed(await app.inject(url), url)
      }
    }
    expect(await countEverything()).toEqual(before)
  })

  test('stays a value, in each text of each body and in headers', async () => {
    const target = {
      grid: 1,
      zone: 1,
      person: 1,
      resident: 1,
      newcomer: 1,
      lifeEvent: 1,
      business: { shop: 1, shopTag: '"1"', shopEvent: 999 },
      checkedImport: 999,
      appliedImport: 999,
      mapping: 999,
      visit: 999,
      account: 999,
      key: 999,
      session: 999,
      name: 'x',
      family: {
        ...{ household: 1, dwelling: 101, head: 1, spouse: 2 },
        ...{ householdTag: '"1"', dwellingTag: '"1"' },
      },
    } as const
    for (const make of Object.values(requests)) {
      const request = make(target)
      const payload = request.payload as Record<string, unknown> | undefined
      for (const text of hostile.slice(0, 8)) {
        for (const field of Object.keys(payload ?? {})) {
          const answer = await app.injectBare({
            ...request,
            payload: { ...payload, [field]: text },
            headers: { ...administrator, ...request.headers },
          })
          if (answer.statusCode === 401)
            administrator = await signInAs(database.pool, 'administrator')
          await expectUnharmed(answer, `${request.method} ${request.url} ${field}`)
        }
      }
    }
    for (const name of [
      'authorization',
      'cookie',
      'if-none-match',
      'accept-language',
      'user-agent',
      'origin',
      'accept-encoding',
      'if-match',
    ]) {
      for (const text of hostile) {
        await expectUnharmed(
          await app.injectBare({ url: '/api/v1/overview', headers: { [name]: text } }),
          name,
        )
      }
    }
    const { rows } = await database.pool.query('SELECT count(*)::int AS count FROM person')
    expect(rows[0].count).toBe(1)
  })
})

describe('a body', () => {
  const send = (payload: string, type = 'application/json') =>
    app.injectBare({
      ...{ method: 'POST', url: '/api/v1/session', payload },
      headers: { 'content-type': type },
    })

  test.each([
    ['longer than any honest one', `{"name":"${'a'.repeat(33_000)}","password":"b"}`, 413],
    ['with __proto__', '{"name":"a","password":"b","__proto__":{"isAdmin":true}}', 400],
    [
      'with constructor.prototype',
      '{"name":"a","password":"b","constructor":{"prototype":{"x":1}}}',
      400,
    ],
    ['nested without end', `${'['.repeat(16_000)}${']'.repeat(16_000)}`, 400],
    ['of another type than is said', 'name=a&password=b', 400],
    ['that is no object', '"a"', 400],
    ['with a number for a text', '{"name":{"a":1},"password":"b"}', 400],
    ['that is empty', '', 400],
  ])('%s is refused', async (_what, payload, status) => {
    const answer = await send(payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })

  test('of the longest passwords, however they are written, is read', async () => {
    const password = '\\ud83d\\ude00'.repeat(1024)
    const answer = await app.inject({
      ...{ method: 'PUT', url: '/api/v1/session/password' },
      headers: { 'content-type': 'application/json' },
      payload: `{"old":"${password}","new":"${password}"}`,
    })
    expect(answer.json().type).toBe('/problems/password-unchanged')
  })

  test('of a type that nobody reads is refused', async () => {
    expect((await send('<a/>', 'application/xml')).statusCode).toBe(415)
  })

  test('with a key twice means the last one, for check and use alike', async () => {
    const answer = await send('{"name":"a","name":{"$ne":1},"password":"b"}')
    expect(answer.statusCode).toBe(400)
  })
})

describe('paths out of the house', () => {
  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/cesium/..%5c..%5cpackage.json',
    '/assets//etc/passwd',
    '/%2fetc%2fpasswd',
    '/docs/static/..%2f..%2f..%2fpackage.json',
    '/tiles/..%2f..%2fpackage.json/1/1/1.mvt',
    '/3d-tiles/buildings/..%2f..%2fpackage.json',
    '/.env',
    '/.git/config',
    '/.data/keys/persons.key',
    '/assets/%00.js',
  ])('%s leads nowhere', async (url) => {
    const answer = await app.inject({ url, headers: { accept: '*/*' } })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.body).not.toMatch(/"dependencies"|root:|BEGIN|\d:[A-Za-z0-9+/]{43}=/)
  })
})
