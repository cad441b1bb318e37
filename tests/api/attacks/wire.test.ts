import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmallCity } from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let port: number
const lines: string[] = []

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database, {
    patience: { headersMilliseconds: 300, requestMilliseconds: 600, checkMilliseconds: 100 },
    environment: { LOG_LEVEL: 'debug' },
    logStream: { write: (line) => lines.push(line) },
  })
  ;({ port } = await app.listen())
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

/** Sends bytes as they are and gives all that comes back until the server hangs up. */
async function talk(...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => undefined)
  for (const part of parts) socket.write(part)
  await once(socket, 'close')
  return answer
}

const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, one]) => one)
const head = (...headers: string[]) =>
  [
    'POST /api/v1/session HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    ...headers,
    '',
    '',
  ].join('\r\n')

describe('the wire', () => {
  test('is cut where headers never end', async () => {
    expect(statuses(await talk('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '))).toEqual(['408'])
  })

  test('is cut where a body never ends', async () => {
    expect(statuses(await talk(head('Content-Length: 1000'), '{"name":'))).toEqual(['408'])
  })

  test.each([
    [
      'both a length and chunks',
      head('Content-Length: 5', 'Transfer-Encoding: chunked'),
      '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    ],
    ['two lengths', head('Content-Length: 5', 'Content-Length: 50'), 'abcde'],
    ['a broken chunk', head('Transfer-Encoding: chunked'), 'zz\r\nGET /smuggled HTTP/1.1\r\n\r\n'],
    ['a header over two lines', head('X-A: b', ' c: d'), ''],
    ['a NUL in a header', head('X-A: b\0c'), ''],
    ['headers without end', head(`X-A: ${'a'.repeat(20_000)}`), ''],
  ])('takes no request with %s, nor one hidden behind it', async (_what, start, rest) => {
    const answer = await talk(start, rest)
    expect(statuses(answer)).toHaveLength(1)
    expect(statuses(answer)[0]).toMatch(/^4/)
    expect(lines.join()).not.toContain('smuggled')
  })

  test('carries no header that a caller has written into an address', async () => {
    const answer = await talk(
      'GET /%0d%0aSet-Cookie:%20planted=1?x=%0d%0aX-Planted:%201 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
    )
    expect(answer.split('\r\n\r\n', 1)[0]).not.toMatch(/planted/i)
    expect(statuses(answer)).toEqual(['404'])
  })
})

describe('the log', () => {
  test('holds no password, no token, no key and no name, whatever happens', async () => {
    const { cookie } = await signInAs(database.pool, 'operator')
    const secrets = [
      'hunter2-the-password',
      cookie.split('=')[1] ?? '',
      'the-api-key-itself',
      '欧阳某某',
      '37078319560101123X',
    ]
    const [password, , key, person, number] = secrets as [string, string, string, string, string]
    const search = encodeURIComponent(person)
    for (const request of [
      { method: 'POST', url: '/api/v1/session', payload: { name: person, password } },
      {
        method: 'POST',
        url: '/api/v1/session',
        payload: `{"name":"${person}","password":"${password}`,
      },
      { url: '/api/v1/session', headers: { cookie } },
      { url: '/api/v1/overview', headers: { authorization: `Bearer ${key}` } },
      { method: 'POST', url: '/api/v1/search', headers: { cookie }, payload: { q: person } },
      { method: 'POST', url: '/api/v1/search', headers: { cookie }, payload: { q: number } },
      { url: `/api/v1/overview?q=${number}&nonsense=${search}`, headers: { cookie } },
      {
        method: 'POST',
        url: '/api/v1/persons/1/reveal',
        headers: { cookie },
        payload: { fields: ['name'], purpose: person },
      },
      { url: '/api/v1/session/oidc/callback?code=hunter2-the-password', headers: { cookie } },
    ] as const) {
      await app.injectBare({
        ...request,
        headers: {
          'content-type': 'application/json',
          ...('headers' in request ? request.headers : {}),
        },
      })
    }
    const log = lines.join('')
    expect(lines.length).toBeGreaterThan(8)
    for (const secret of [...secrets, search]) expect(log).not.toContain(secret)
  })

  test('holds nothing of the row over which the database has stumbled', async () => {
    const name = '欧阳某某'
    await database.pool.query(`ALTER TABLE account ADD CONSTRAINT no_such_name CHECK (
      display_name <> '${name}')`)
    const headers = await signInAs(database.pool, 'administrator')
    const account = { displayName: name, role: 'operator', departmentId: null, area: null }
    const answer = await app.injectBare({
      ...{ method: 'POST', url: '/api/v1/accounts', headers },
      payload: { ...account, name: 'somebody', singleSignOn: null },
    })
    expect([answer.statusCode, answer.body.includes(name)]).toEqual([500, false])
    const line = lines.find((one) => one.includes('no_such_name')) ?? ''
    expect(JSON.parse(line).err).toMatchObject({
      message: 'SQLSTATE 23514',
      constraint: 'no_such_name',
      stack: expect.stringContaining('    at '),
    })
    expect(lines.join('')).not.toContain(name)
  })
})
