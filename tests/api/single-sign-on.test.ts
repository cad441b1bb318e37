import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { findFreePort } from '../../server/db/cluster/free-port.ts'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { createSmallBrowser } from '../helpers/small-browser.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let provider: ChildProcess | undefined
let server: string
let issuer: string
let entrance: string

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  issuer = `http://127.0.0.1:${await findFreePort(0)}`
  app = await openTestApp(database, {
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'community',
      OIDC_CLIENT_SECRET: 'a secret between two',
      OIDC_NAME: '统一身份认证',
    },
  })
  server = `http://127.0.0.1:${(await app.listen()).port}`
  entrance = `${server}/api/v1/session/oidc`
  await database.pool.query(
    `INSERT INTO account (name, display_name, role, oidc_issuer, oidc_subject)
     VALUES ('wang', '王', 'operator', $1, 'wang-at-issuer')`,
    [issuer],
  )
})
afterAll(async () => {
  provider?.kill()
  await app?.close()
  await database?.drop()
})

test('the server starts without the issuer, and says that it does not answer', async () => {
  const answer = await createSmallBrowser().ask(entrance)
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/?signin=unavailable')
  const options = await (await fetch(`${server}/api/v1/session/options`)).json()
  expect(options.singleSignOn).toBe('统一身份认证')
})

describe('with the issuer', () => {
  beforeAll(startProvider)

  test('opens the account that is linked to who has signed in there', async () => {
    const browser = createSmallBrowser()
    const shown = await signInAtIssuer(browser, 'wang-at-issuer')
    expect(shown.url).toBe(`${server}/`)
    const session = await browser.ask(`${server}/api/v1/session`)
    expect(await session.json()).toMatchObject({ name: 'wang', role: 'operator' })
    const { rows } = await database.pool.query(
      `SELECT account_name, detail FROM audit_entry WHERE action = 'session.open' ORDER BY entry_id DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ account_name: 'wang', detail: { by: 'single-sign-on' } }])
  })

  test('opens nothing for somebody without an account, and says so', async () => {
    const browser = createSmallBrowser()
    const shown = await signInAtIssuer(browser, 'stranger')
    expect(shown.url).toBe(`${server}/?signin=no-account`)
    expect((await browser.ask(`${server}/api/v1/session`)).status).toBe(401)
  })

  test('opens nothing for a disabled account', async () => {
    await database.pool.query(`UPDATE account SET is_disabled = true WHERE name = 'wang'`)
    const shown = await signInAtIssuer(createSmallBrowser(), 'wang-at-issuer')
    expect(shown.url).toBe(`${server}/?signin=no-account`)
    await database.pool.query(`UPDATE account SET is_disabled = false WHERE name = 'wang'`)
  })

  test('opens nothing with another state', async () => {
    const browser = createSmallBrowser()
    const callback = await findCallback(browser, 'wang-at-issuer')
    callback.searchParams.set('state', 'planted')
    const answer = await browser.ask(callback.href)
    expect(answer.headers.get('location')).toBe('/?signin=refused')
    expect((await browser.ask(`${server}/api/v1/session`)).status).toBe(401)
  })

  test('opens nothing in a browser that has not asked for it', async () => {
    const callback = await findCallback(createSmallBrowser(), 'wang-at-issuer')
    const victim = createSmallBrowser()
    expect((await victim.ask(callback.href)).headers.get('location')).toBe('/?signin=refused')
    await victim.ask(entrance)
    expect((await victim.ask(callback.href)).headers.get('location')).toBe('/?signin=refused')
    expect((await victim.ask(`${server}/api/v1/session`)).status).toBe(401)
  })

  test('opens nothing with a code that has been used', async () => {
    const browser = createSmallBrowser()
    const callback = await findCallback(browser, 'wang-at-issuer')
    const ticket = [...browser.cookies].find(([key]) => key.includes('oidc'))!
    expect((await browser.ask(callback.href)).headers.get('location')).toBe('/')
    browser.cookies.clear()
    browser.cookies.set(...ticket)
    expect((await browser.ask(callback.href)).headers.get('location')).toBe('/?signin=refused')
    expect((await browser.ask(`${server}/api/v1/session`)).status).toBe(401)
  })

  test.each(['?error=access_denied', '?code=invented&state=x', '', '?code[]=1'])(
    'comes back to the sign-in page from %s',
    async (query) => {
      const browser = createSmallBrowser()
      await browser.ask(entrance)
      const answer = await browser.ask(`${entrance}/callback${query}`)
      expect(answer.headers.get('location')).toBe('/?signin=refused')
    },
  )
})

async function startProvider(): Promise<void> {
  provider = spawn(process.execPath, [join(PROJECT_ROOT, 'tests/helpers/run-oidc-provider.ts')], {
    env: childEnvironment({
      PORT: new URL(issuer).port,
      REDIRECT_URI: `${entrance}/callback`,
    }),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(provider.stdout!, 'data')
}

type SmallBrowser = ReturnType<typeof createSmallBrowser>

/** Signs in and agrees at the issuer; ends where the issuer sends the browser to. */
async function signInAtIssuer(browser: SmallBrowser, subject: string) {
  const login = await browser.open(entrance)
  const consent = await browser.submit(login, { prompt: 'login', login: subject, password: 'any' })
  return browser.submit(consent, { prompt: 'consent' })
}

/** The same, but stops before the way back is taken. */
async function findCallback(browser: SmallBrowser, subject: string): Promise<URL> {
  const login = await browser.open(entrance)
  const consent = await browser.submit(login, { prompt: 'login', login: subject, password: 'any' })
  const action = /<form[^>]*action="([^"]+)"/.exec(consent.text)?.[1] ?? consent.url
  let url = new URL(action, consent.url).href
  const body = new URLSearchParams({ prompt: 'consent' })
  let answer = await browser.ask(url, { method: 'POST', body })
  for (;;) {
    url = new URL(answer.headers.get('location')!, url).href
    if (url.startsWith(`${entrance}/callback`)) return new URL(url)
    answer = await browser.ask(url)
  }
}
