import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as requestHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../server/config.ts'
import { loadTlsFiles } from '../../server/http/tls.ts'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs } from '../helpers/test-app.ts'

const folder = join(PROJECT_ROOT, 'tests', 'fixtures', 'tls')
const certFile = join(folder, 'localhost.pem')
const keyFile = join(folder, 'localhost.key')

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await database.pool.query('UPDATE city SET is_demonstration = true')
  await database.pool.query(
    `INSERT INTO account (name, display_name, role, is_demonstration) VALUES ('demo', 'demo', 'operator', true)`,
  )
})
afterAll(() => database?.drop())

describe('each answer', () => {
  test.each([
    ['/health/live', /^default-src 'none'; base-uri 'none'/],
    ['/api/v1/overview', /^default-src 'none'; base-uri 'none'/],
    ['/docs/', /script-src 'self' 'wasm-unsafe-eval'; worker-src/],
    ['/no-such-page', /script-src 'self' 'wasm-unsafe-eval'; worker-src/],
  ])('says what a browser must not do with it: %s', async (url, policy) => {
    const app = await openTestApp(database)
    const { headers } = await app.injectBare(url)
    await app.close()
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(policy),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*'unsafe-/)
    expect(headers['strict-transport-security']).toBeUndefined()
  })
})

describe('who asks for too much', () => {
  test('is told how long to wait: an account by all its sessions, others not', async () => {
    const app = await openTestApp(database, { environment: { REQUESTS_PER_MINUTE: '20' } })
    const one = await signInAs(database.pool, 'zone-worker')
    const two = await signInAs(database.pool, 'zone-worker')
    const other = await signInAs(database.pool, 'administrator')
    const ask = (headers: object) =>
      app.injectBare({ url: '/api/v1/session', headers: { ...headers } })
    for (const headers of [one, two]) expect((await ask(headers)).statusCode).toBe(200)
    const statuses: number[] = []
    for (let count = 0; count < 24; count++)
      statuses.push((await ask(count % 2 ? one : two)).statusCode)
    expect(statuses.indexOf(429)).toBeGreaterThan(15)
    const answer = await ask(one)
    expect(answer.statusCode).toBe(429)
    expect(answer.json().type).toBe('/problems/too-many-requests')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(other)).statusCode).toBe(200)
    await app.close()
  })

  test('gets no further by inventing secrets, addresses that do not exist or many hosts of one network', async () => {
    const app = await openTestApp(database, { environment: { REQUESTS_PER_MINUTE: '5' } })
    const statuses = new Map<number, number>()
    for (let count = 0; count < 40; count++) {
      const answer = await app.injectBare({
        url: count % 2 ? '/api/v1/session' : `/nothing/${count}`,
        headers: { authorization: `Bearer invented-${count}` },
        remoteAddress: '203.0.113.9',
      })
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    }
    expect(Object.fromEntries(statuses)).toEqual({ 404: 10, 401: 10, 429: 20 })
    const asFrom = async (remoteAddress: string) =>
      (await app.injectBare({ url: '/health/live', remoteAddress })).statusCode
    const network: number[] = []
    for (let host = 1; host <= 24; host++) network.push(await asFrom(`2001:db8:0:1::${host}`))
    expect(network.filter((status) => status === 429)).toHaveLength(4)
    expect(await asFrom('2001:db8:0:2::1')).toBe(200)
    const elsewhere = { url: '/health/live', remoteAddress: '203.0.113.10' }
    expect((await app.injectBare(elsewhere)).statusCode).toBe(200)
    await app.close()
  })
})

describe('the demonstration', () => {
  const enter = {
    method: 'POST',
    url: '/api/v1/session/demo',
    payload: { role: 'operator' },
  } as const

  test('opens on this machine', async () => {
    const app = await openTestApp(database)
    expect((await app.injectBare(enter)).statusCode).toBe(200)
    await app.close()
  })

  test.each([{ HOST: '0.0.0.0' }, { HOST: '::' }, { PUBLIC_URL: 'https://community.example' }])(
    'does not exist where others can come: %o',
    async (environment) => {
      const app = await openTestApp(database, { environment })
      const answer = await app.injectBare(enter)
      expect(answer.statusCode).toBe(404)
      const options = (await app.injectBare('/api/v1/session/options')).json()
      expect(options.demonstrationRoles).toEqual([])
      expect((await app.injectBare('/openapi.json')).json().paths).not.toHaveProperty(enter.url)
      // Nor does any password open its accounts, which have none.
      const guess = await app.injectBare({
        method: 'POST',
        url: '/api/v1/session',
        payload: { name: 'demo', password: '' },
      })
      expect(guess.statusCode).toBe(400)
      const payload = { name: 'demo', password: 'null' }
      const answered = await app.injectBare({ method: 'POST', url: '/api/v1/session', payload })
      expect(answered.statusCode).toBe(401)
      await app.close()
    },
  )

  test('does not open where the city is a real one', async () => {
    await database.pool.query('UPDATE city SET is_demonstration = false')
    const app = await openTestApp(database)
    expect((await app.injectBare(enter)).statusCode).toBe(404)
    expect((await app.injectBare('/api/v1/session/options')).json().demonstrationRoles).toEqual([])
    await app.close()
    await database.pool.query('UPDATE city SET is_demonstration = true')
  })
})

describe('HTTPS', () => {
  test('is spoken with certificate and key, its cookie is for HTTPS only, and browsers stay with it', async () => {
    const tls = await loadTlsFiles(certFile, keyFile)
    const app = await openTestApp(database, { tls })
    const { port } = (await app.listen()) as AddressInfo
    const request = requestHttps({
      host: '127.0.0.1',
      port,
      path: '/api/v1/session/demo',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ca: await readFile(certFile),
    })
    request.end(JSON.stringify({ role: 'operator' }))
    const [answer] = await once(request, 'response')
    answer.resume()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie'][0]).toMatch(/; HttpOnly; Secure; SameSite=Lax/)
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/)
    await app.close()
  })

  test.each([
    [certFile, undefined, /set the other one too/],
    ['/nowhere/cert.pem', keyFile, /TLS_CERT_FILE cannot be read .+ENOENT/],
    [certFile, certFile, /do not fit together/],
  ])('is refused in one sentence with %s and %s', async (cert, key, sentence) => {
    await expect(loadTlsFiles(cert, key)).rejects.toThrow(sentence)
  })
})
