import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gateDatabase } from '../../../server/db/acting.ts'
import { tryPassword } from '../../../server/features/sessions/try-password.ts'
import { hashToken } from '../../../server/http/acting.ts'
import { hashPassword, verifyPassword } from '../../../server/privacy/passwords.ts'
import { createSmallCity } from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

const COOKIE = 'digital_community_session'
const PASSWORD = 'correct horse battery staple'
/** Algorithm, version and cost at the start of a hash. */
const COST = '$argon2id$v=19$m=19456,t=2,p=1'

let database: TestDatabase
let app: TestApp

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database)
  const hash = await hashPassword(PASSWORD)
  for (const name of ['wang', 'li', 'zhao', 'chen']) {
    await database.pool.query(
      `INSERT INTO account (name, display_name, role, password_hash) VALUES ($1, $1, 'operator', $2)`,
      [name, hash],
    )
  }
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

const signIn = (name: string, password: string, from = '203.0.113.1', headers = {}) =>
  app.injectBare({
    ...{ method: 'POST', url: '/api/v1/session', payload: { name, password } },
    ...{ headers, remoteAddress: from },
  })
const sessionOf = async (cookie: string) =>
  (await app.injectBare({ url: '/api/v1/session', headers: { cookie } })).statusCode
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''

describe('a cookie', () => {
  test('that is forged, truncated, extended or empty opens nothing', async () => {
    const { cookie } = await signInAs(database.pool, 'operator')
    expect(await sessionOf(cookie)).toBe(200)
    const token = cookie.split('=')[1] ?? ''
    const swapped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    const forged = [
      swapped,
      token.slice(1),
      `${token}A`,
      '',
      '*',
      randomBytes(32).toString('base64url'),
    ]
    for (const one of forged) expect(await sessionOf(`${COOKIE}=${one}`)).toBe(401)
  })

  test.each([
    ['is over by idleness', `last_seen_at = now() - interval '61 minutes'`],
    ['is over by age', `created_at = now() - interval '13 hours'`],
    ['was ended', 'ended_at = now()'],
  ])('of a session that %s opens nothing', async (_why, change) => {
    const { cookie } = await signInAs(database.pool, 'operator')
    await database.pool.query(`UPDATE account_session SET ${change} WHERE token_hash = $1`, [
      hashToken(cookie.split('=')[1] ?? ''),
    ])
    expect(await sessionOf(cookie)).toBe(401)
  })

  test('of a disabled account opens nothing', async () => {
    const cookie = cookieOf(await signIn('zhao', PASSWORD))
    expect(await sessionOf(cookie)).toBe(200)
    await database.pool.query(`UPDATE account SET is_disabled = true WHERE name = 'zhao'`)
    expect(await sessionOf(cookie)).toBe(401)
  })

  test('that somebody planted before is worth nothing after the victim has signed in', async () => {
    const planted = `${COOKIE}=${randomBytes(32).toString('base64url')}`
    const cookie = cookieOf(await signIn('li', PASSWORD, '203.0.113.2', { cookie: planted }))
    expect(cookie).not.toBe(planted)
    expect(await sessionOf(planted)).toBe(401)
    // The same with a session of the attacker's own: it ends.
    const { cookie: own } = await signInAs(database.pool, 'grid-leader')
    await signIn('li', PASSWORD, '203.0.113.2', { cookie: own })
    expect(await sessionOf(own)).toBe(401)
    expect(await sessionOf(cookie)).toBe(200)
  })

  test('is for this server only, out of the reach of scripts, and forgotten with the browser', async () => {
    const header = String((await signIn('li', PASSWORD, '203.0.113.2')).headers['set-cookie'])
    expect(header).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  })
})

describe('another site', () => {
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:81' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' },
  ])('changes nothing in the name of who has signed in: %o', async (from) => {
    const { cookie } = await signInAs(database.pool, 'operator')
    const headers = { ...from, cookie }
    for (const [method, url] of [
      ['DELETE', '/api/v1/sessions'],
      ['POST', '/api/v1/session'],
    ] as const) {
      const answer = await app.injectBare({
        method,
        url,
        headers,
        payload: { name: 'a', password: 'b' },
      })
      expect(answer.statusCode).toBe(403)
      expect(answer.json().type).toBe('/problems/cross-site-request')
    }
    expect(await sessionOf(cookie)).toBe(200)
  })

  test.each(['/api/v1/households/1', '/api/v1/audit/export', '/api/v1/overview'])(
    'reads nothing by a link either: %s',
    async (url) => {
      const { cookie } = await signInAs(database.pool, 'administrator')
      const headers = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
      const answer = await app.injectBare({ url, headers })
      expect(answer.json().type).toBe('/problems/cross-site-request')
      for (const open of ['/api/v1/session/options', '/docs/'])
        expect((await app.injectBare({ url: open, headers })).statusCode).toBe(200)
    },
  )

  test('that calls itself this server by another name is sent away', async () => {
    const answer = await app.injectBare({
      url: '/api/v1/session/options',
      headers: { host: 'evil.example' },
    })
    expect(answer.statusCode).toBe(421)
  })
})

describe('guessing', () => {
  test('becomes slower and slower, while the owner still gets in from elsewhere', async () => {
    const answers = []
    for (let guess = 0; guess < 7; guess++)
      answers.push(await signIn('wang', `guess ${guess}`, '203.0.113.66'))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    // The right password too has to wait there: else guesses in the pause would tell.
    expect((await signIn('wang', PASSWORD, '203.0.113.66')).statusCode).toBe(429)
    expect((await signIn('wang', PASSWORD, '203.0.113.7')).statusCode).toBe(200)
    await pretendPassed('wang', '1 minute')
    expect((await signIn('wang', 'guess again', '203.0.113.66')).statusCode).toBe(401)
    const { headers } = await signIn('wang', 'guess again', '203.0.113.66')
    expect(Number(headers['retry-after'])).toBe(2)
  })

  test('counts the hosts of one IPv6 network together, and lets the owner in from another', async () => {
    const from = (host: number) => signIn('wang', 'guess', `2001:db8:0:66::${host}`)
    const statuses: number[] = []
    for (let host = 1; host <= 6; host++) statuses.push((await from(host)).statusCode)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect((await signIn('wang', PASSWORD, '2001:db8:0:67::1')).statusCode).toBe(200)
    // IPv4 addresses that an IPv6 socket reports are as many networks.
    for (let host = 1; host <= 6; host++)
      expect((await signIn('wang', 'guess', `::ffff:203.0.113.${host}`)).statusCode).toBe(401)
  })

  test('a hundred at once is no way around', async () => {
    const before = await countRefused('li')
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, guess) => signIn('li', `guess ${guess}`, '203.0.113.67')),
    )
    const tried = answers.filter(({ statusCode }) => statusCode === 401).length
    // Five are free, and the pause of a second may end while the others still wait.
    expect(tried).toBeLessThanOrEqual(7)
    expect(answers.every(({ statusCode }) => [401, 429].includes(statusCode))).toBe(true)
    expect((await countRefused('li')) - before).toBe(tried)
  })

  test('tells nothing about whether there is such an account', async () => {
    const [known, unknown, noPassword] = await Promise.all(
      ['wang', 'nobody-of-that-name', 'test-operator'].map((name, index) =>
        signIn(name, 'wrong', `203.0.113.${80 + index}`),
      ),
    )
    for (const one of [unknown, noPassword]) {
      expect(one?.statusCode).toBe(known?.statusCode)
      expect(one?.json()).toEqual(known?.json())
      expect(Object.keys(one?.headers ?? {})).toEqual(Object.keys(known?.headers ?? {}))
    }
  })

  test.each(['nobody-has-this-name', 'test-operator'])(
    'costs the same for %s as for an account with a password: one check, one refusal written',
    async (name) => {
      const known = await workOf('chen')
      expect(known).toEqual({ opened: undefined, checked: [COST], refusedCount: 1 })
      expect(await workOf(name)).toEqual(known)
    },
  )

  /** What one wrong guess makes the server do. */
  async function workOf(name: string) {
    const checked: string[] = []
    const countAll = async () =>
      (await database.pool.query(`SELECT FROM audit_entry WHERE action = 'session.refuse'`))
        .rowCount ?? 0
    const before = await countAll()
    const attempt = { name, password: 'wrong', address: '203.0.113.90' }
    const opened = await tryPassword(gateDatabase(app.pool), attempt, (hash, password) => {
      checked.push(hash.split('$').slice(0, 4).join('$'))
      return verifyPassword(hash, password)
    })
    return { opened, checked, refusedCount: (await countAll()) - before }
  }

  async function pretendPassed(name: string, time: string): Promise<void> {
    await database.pool.query(
      `UPDATE sign_in_failure SET last_failed_at = last_failed_at - $2::interval
       WHERE name_hash = sha256(convert_to($1, 'UTF8'))`,
      [name, time],
    )
  }

  async function countRefused(name: string): Promise<number> {
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS count FROM audit_entry JOIN account ON account.account_id = subject_id
       WHERE action = 'session.refuse' AND account.name = $1`,
      [name],
    )
    return rows[0].count
  }
})
