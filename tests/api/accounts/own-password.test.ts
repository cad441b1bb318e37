import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmallCity } from '../../factories/small-city.ts'
import { type Ask, askAs, codeOf, cookieOf } from '../../helpers/ask-as.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

const good = 'brass kettle on the lake'

let database: TestDatabase
let app: TestApp
let askAdministrator: Ask
const askNobody: Ask = (...request) => askAs(app, {})(...request)

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database)
  askAdministrator = askAs(app, await signInAs(database.pool, 'administrator'))
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

async function createWorker(name: string): Promise<{ id: number; password: string }> {
  const answer = await askAdministrator('POST', '/api/v1/accounts', {
    name,
    displayName: '新同事',
    role: 'zone-worker',
    departmentId: null,
    area: { level: 'zone', id: 1 },
    singleSignOn: null,
  })
  const { account, temporaryPassword } = answer.json()
  return { id: account.id, password: temporaryPassword }
}

const signIn = (name: string, password: string) =>
  askNobody('POST', '/api/v1/session', { name, password })

const changePassword = (ask: Ask, old: string, next: string) =>
  ask('PUT', '/api/v1/session/password', { old, new: next })

describe('a temporary password', () => {
  test('opens nothing but its own change', async () => {
    const { password } = await createWorker('fresh')
    const entered = await signIn('fresh', password)
    expect(entered.json()).toMatchObject({ mustChangePassword: true, passwordMinimumLength: 12 })
    const ask = askAs(app, cookieOf(entered))
    for (const url of ['/api/v1/overview', '/api/v1/zones', '/api/v1/households/1']) {
      const answer = await ask('GET', url)
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'password-change-needed'])
    }
    const changed = await changePassword(ask, password, good)
    expect(changed.json()).toMatchObject({ mustChangePassword: false })
    const after = askAs(app, cookieOf(changed))
    expect((await after('GET', '/api/v1/overview')).statusCode).toBe(200)
    expect(codeOf(await signIn('fresh', password))).toBe('wrong-name-or-password')
  })

  test('given anew ends the sessions of the account', async () => {
    const { id, password } = await createWorker('forgetful')
    const headers = cookieOf(
      await changePassword(
        askAs(app, cookieOf(await signIn('forgetful', password))),
        password,
        good,
      ),
    )
    const answer = await askAdministrator('POST', `/api/v1/accounts/${id}/temporary-password`)
    expect((await askAs(app, headers)('GET', '/api/v1/session')).statusCode).toBe(401)
    expect(codeOf(await signIn('forgetful', good))).toBe('wrong-name-or-password')
    const { temporaryPassword } = answer.json()
    expect((await signIn('forgetful', temporaryPassword)).json().mustChangePassword).toBe(true)
  })
})

describe('the change of the own password', () => {
  test('ends all sessions and goes on in a fresh one', async () => {
    const { id, password } = await createWorker('careful')
    const [here, elsewhere] = [
      cookieOf(await signIn('careful', password)),
      cookieOf(await signIn('careful', password)),
    ]
    const changed = await changePassword(askAs(app, here), password, good)
    const fresh = cookieOf(changed)
    expect(fresh).not.toEqual(here)
    const statuses = await Promise.all(
      [here, elsewhere, fresh].map(
        async (headers) => (await askAs(app, headers)('GET', '/api/v1/session')).statusCode,
      ),
    )
    expect(statuses).toEqual([401, 401, 200])
    const { rows } = await database.pool.query(
      `SELECT account_name, action, detail ->> 'by' AS by FROM audit_entry
       WHERE subject_id = $1 ORDER BY entry_id DESC LIMIT 2`,
      [id],
    )
    expect(rows).toEqual([
      { account_name: 'careful', action: 'session.open', by: 'password-change' },
      { account_name: 'careful', action: 'account.change', by: null },
    ])
  })

  test.each([
    ['too short', 'kettle-lake', 'password-too-short'],
    ['common', 'Password2026!', 'password-too-common'],
    ['the own name', 'picky person lives here', 'password-holds-name'],
  ])('is refused where the new one is %s', async (_, next, code) => {
    const name = code === 'password-holds-name' ? 'picky' : `picky-${code.slice(13, 16)}`
    const { password } = await createWorker(name)
    const headers = cookieOf(await signIn(name, password))
    const answer = await changePassword(askAs(app, headers), password, next)
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, code])
    const unchanged = await changePassword(askAs(app, headers), password, password)
    expect(codeOf(unchanged)).toBe('password-unchanged')
    expect((await askAs(app, headers)('GET', '/api/v1/session')).statusCode).toBe(200)
  })

  test('slows down who guesses the old one, under the same brake as signing in', async () => {
    const { password } = await createWorker('guessed')
    const ask = askAs(app, cookieOf(await signIn('guessed', password)))
    const codes: string[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      codes.push(codeOf(await changePassword(ask, `guess number ${attempt}`, good)))
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('wrong-password'))
    expect(codes).toContain('sign-in-paused')
    expect(codeOf(await signIn('guessed', password))).toBe('sign-in-paused')
  })

  test('is told to be impossible where an account has none', async () => {
    const ask = askAs(app, await signInAs(database.pool, 'operator'))
    const answer = await changePassword(ask, 'anything', good)
    expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'account-has-no-password'])
  })
})

describe('own sessions', () => {
  test('are listed, the present one marked, and ended one by one', async () => {
    const first = await signInAs(database.pool, 'grid-leader')
    const second = await signInAs(database.pool, 'grid-leader')
    const ask = askAs(app, second)
    const { items } = (await ask('GET', '/api/v1/sessions')).json()
    expect(items.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent).sort()).toEqual([
      false,
      true,
    ])
    const other = items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent)
    expect((await ask('DELETE', `/api/v1/sessions/${other.id}`)).statusCode).toBe(204)
    expect((await askAs(app, first)('GET', '/api/v1/session')).statusCode).toBe(401)
    expect((await ask('GET', '/api/v1/sessions')).json().items).toHaveLength(1)
  })

  test('of others cannot be ended', async () => {
    await signInAs(database.pool, 'operator')
    const { rows } = await database.pool.query(
      `SELECT session_id AS id FROM account_session JOIN account USING (account_id)
       WHERE role = 'operator' AND ended_at IS NULL LIMIT 1`,
    )
    const ask = askAs(app, await signInAs(database.pool, 'grid-leader'))
    const answer = await ask('DELETE', `/api/v1/sessions/${rows[0].id}`)
    expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'session-not-found'])
  })
})
