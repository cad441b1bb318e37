import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountRoles } from '../../../server/contract/access.ts'
import { createSmallCity } from '../../factories/small-city.ts'
import { type Ask, askAs, codeOf } from '../../helpers/ask-as.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let ask: Ask

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  app = await openTestApp(database)
  ask = askAs(app, await signInAs(database.pool, 'administrator'))
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

const worker = {
  displayName: '王社工',
  role: 'zone-worker',
  departmentId: null,
  area: { level: 'zone', id: 1 },
  singleSignOn: null,
}
const administrator = { ...worker, role: 'administrator', area: null }

async function create(name: string, parts: object = worker) {
  const answer = await ask('POST', '/api/v1/accounts', { ...parts, name })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as { account: { id: number; revision: number }; temporaryPassword: string }
}

const actionsOn = async (id: number) =>
  (
    await database.pool.query<{ line: string }>(
      `SELECT account_name || ' ' || action AS line FROM audit_entry
       WHERE subject_kind = 'account' AND subject_id = $1 ORDER BY entry_id`,
      [id],
    )
  ).rows.map(({ line }) => line)

describe('who is no administrator', () => {
  const acts = [
    ['GET', '/api/v1/accounts'],
    ['GET', '/api/v1/accounts/1'],
    ['POST', '/api/v1/accounts'],
    ['PUT', '/api/v1/accounts/1'],
    ['POST', '/api/v1/accounts/1/disable'],
    ['POST', '/api/v1/accounts/1/enable'],
    ['POST', '/api/v1/accounts/1/temporary-password'],
    ['GET', '/api/v1/accounts/1/sessions'],
    ['DELETE', '/api/v1/accounts/1/sessions'],
    ['DELETE', '/api/v1/accounts/1/sessions/1'],
    ['GET', '/api/v1/departments'],
    ['GET', '/api/v1/api-keys'],
    ['DELETE', '/api/v1/api-keys/1'],
    ['GET', '/api/v1/access-settings'],
    ['GET', '/api/v1/access-roles'],
  ] as const
  const bodies: Record<string, object> = {
    'POST /api/v1/accounts': { ...worker, name: 'smuggled' },
    'PUT /api/v1/accounts/1': worker,
  }

  test('is refused everywhere, and nobody is asked to sign in', async () => {
    const roles = accountRoles.filter((role) => role !== 'administrator')
    for (const role of roles) {
      const askOther = askAs(app, await signInAs(database.pool, role))
      for (const [method, url] of acts) {
        const headers = { 'if-match': '"1"' }
        const answer = await askOther(method, url, bodies[`${method} ${url}`], headers)
        expect([role, method, url, codeOf(answer)]).toEqual([role, method, url, 'not-allowed'])
        const nobody = await askAs(app, {})(method, url, bodies[`${method} ${url}`], headers)
        expect([method, url, codeOf(nobody)]).toEqual([method, url, 'not-signed-in'])
      }
    }
    const { rows } = await database.pool.query(`SELECT FROM account WHERE name = 'smuggled'`)
    expect(rows).toEqual([])
  })

  test('is refused by the database too, whatever the server would do', async () => {
    const { cookie } = await signInAs(database.pool, 'operator')
    const client = await app.pool.connect()
    const attempts = [
      `INSERT INTO account (name, display_name, role) VALUES ('sly', 'Sly', 'administrator')`,
      `UPDATE account SET role = 'administrator' RETURNING account_id`,
      `UPDATE access_setting SET reveals_per_hour = 10000 RETURNING 1`,
      `INSERT INTO department_field VALUES (4, 'name', true)`,
      `SELECT save_department(4, 1, 'statistics', 'S', '{name}', '{name}')`,
      `SELECT set_password(0, 'x', false)`,
      `UPDATE account_session SET ended_at = NULL`,
      `SELECT token_hash FROM api_key`,
      `SELECT password_hash FROM account`,
    ]
    const token = cookie.split('=')[1]
    const outcomes: unknown[] = []
    for (const attempt of attempts) {
      await client.query('BEGIN')
      await client.query(
        `SELECT act('session', sha256(convert_to('${token}', 'UTF8')), 'place.read', '')`,
      )
      const outcome = await client.query(attempt).then(
        ({ rows }) => rows,
        ({ code }) => code,
      )
      outcomes.push(Array.isArray(outcome) ? outcome.length : outcome)
      await client.query('ROLLBACK')
    }
    client.release()
    const refused = '42501'
    const notAllowed = 'DC403'
    const expected = [refused, 0, 0, refused, notAllowed, notAllowed, refused, refused, refused]
    expect(outcomes).toEqual(expected)
  })
})

describe('an account', () => {
  test('is made with a password that is told once and must be changed', async () => {
    const { account, temporaryPassword } = await create('wang')
    expect(account).toMatchObject({
      name: 'wang',
      area: { level: 'zone', id: 1, path: [{ id: 1 }, { id: 1 }] },
      mustChangePassword: true,
      revision: 1,
    })
    const read = await ask('GET', `/api/v1/accounts/${account.id}`)
    expect(read.headers).toMatchObject({ etag: '"1"', 'cache-control': 'no-store' })
    expect(read.body).not.toContain(temporaryPassword)
    expect(await actionsOn(account.id)).toEqual(['test-administrator account.create'])
  })

  test('has no password where it opens by single sign-on', async () => {
    const singleSignOn = { issuer: 'https://sso.example', subject: 'abc' }
    const { account, temporaryPassword } = await create('sso', { ...worker, singleSignOn })
    expect(temporaryPassword).toBeNull()
    expect(account).toMatchObject({ singleSignOn, mustChangePassword: false })
    const twin = await ask('POST', '/api/v1/accounts', { ...worker, name: 'twin', singleSignOn })
    expect([twin.statusCode, codeOf(twin)]).toEqual([409, 'single-sign-on-taken'])
  })

  test.each([
    ['a name that is taken', { name: 'test-operator' }, 409, 'account-name-taken'],
    ['a name with capitals', { name: 'Wang' }, 400, 'invalid-input'],
    ['a zone worker without a zone', { area: null }, 409, 'account-area-wrong'],
    ['a zone that is not there', { area: { level: 'zone', id: 99 } }, 409, 'zone-not-found'],
    ['an administrator of a zone', { role: 'administrator' }, 409, 'account-area-wrong'],
    ['a worker of a department', { departmentId: 1 }, 409, 'account-department-wrong'],
    ['a field that is not known', { password: 'x' }, 400, 'invalid-input'],
    ['a name of nothing but spaces', { displayName: '  ' }, 400, 'invalid-input'],
  ])('is not made with %s', async (_, parts, status, code) => {
    const answer = await ask('POST', '/api/v1/accounts', { name: 'nobody', ...worker, ...parts })
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code])
  })

  test('is found by name, area, role and state', async () => {
    const { account } = await create('findable', { ...worker, displayName: '赵找到' })
    await ask('POST', `/api/v1/accounts/${account.id}/disable`)
    const find = async (query: string) => {
      const { items, total } = (await ask('GET', `/api/v1/accounts?${query}`)).json()
      return { names: items.map(({ name }: { name: string }) => name), total }
    }
    expect((await find('q=FINDABLE')).names).toEqual(['findable'])
    expect((await find(`q=${encodeURIComponent('赵找')}`)).names).toEqual(['findable'])
    expect((await find(`q=${encodeURIComponent('第一片区')}`)).names).toContain('findable')
    expect((await find('q=%25')).names).toEqual([])
    expect((await find('disabled=true&role=zone-worker')).names).toEqual(['findable'])
    expect((await find('disabled=true&role=operator')).names).toEqual([])
    const page = await find('pageSize=1&page=2')
    expect([page.names.length, page.total]).toEqual([1, (await find('')).total])
  })

  test('is changed as it was read, and by nobody who read it before', async () => {
    const { account } = await create('edited')
    const url = `/api/v1/accounts/${account.id}`
    const change = { ...worker, role: 'grid-leader', area: { level: 'grid', id: 2 } }
    expect(codeOf(await ask('PUT', url, change))).toBe('revision-missing')
    const done = await ask('PUT', url, change, { 'if-match': '"1"' })
    expect([done.statusCode, done.headers.etag]).toEqual([200, '"2"'])
    const stale = await ask('PUT', url, worker, { 'if-match': '"1"' })
    expect([stale.statusCode, codeOf(stale)]).toEqual([412, 'revision-stale'])
    const missing = await ask('PUT', '/api/v1/accounts/4711', worker, { 'if-match': '"1"' })
    expect([missing.statusCode, codeOf(missing)]).toEqual([404, 'account-not-found'])
    expect(await actionsOn(account.id)).toEqual([
      'test-administrator account.create',
      'test-administrator account.change',
    ])
  })

  test('of two changes of the same revision at once takes one', async () => {
    const { account } = await create('contested')
    const changes = ['甲', '乙'].map((displayName) =>
      ask(
        'PUT',
        `/api/v1/accounts/${account.id}`,
        { ...worker, displayName },
        { 'if-match': '"1"' },
      ),
    )
    const statuses = (await Promise.all(changes)).map(({ statusCode }) => statusCode)
    expect(statuses.sort()).toEqual([200, 412])
  })

  test('loses its sessions when it is closed, and one of them when an administrator ends it', async () => {
    const before = await signInAs(database.pool, 'hotline-agent')
    const { accountId } = (await askAs(app, before)('GET', '/api/v1/session')).json()
    const url = `/api/v1/accounts/${accountId}`
    expect((await ask('DELETE', `${url}/sessions`)).statusCode).toBe(204)
    expect((await askAs(app, before)('GET', '/api/v1/session')).statusCode).toBe(401)
    const headers = await signInAs(database.pool, 'hotline-agent')
    const other = await signInAs(database.pool, 'hotline-agent')
    const { items } = (await ask('GET', `${url}/sessions`)).json()
    expect(items).toHaveLength(2)
    await ask('DELETE', `${url}/sessions/${items[1].id}`)
    const again = await ask('DELETE', `${url}/sessions/${items[1].id}`)
    expect(codeOf(again)).toBe('session-not-found')
    const states = async () =>
      Promise.all(
        [headers, other].map(
          async (one) => (await askAs(app, one)('GET', '/api/v1/session')).statusCode,
        ),
      )
    expect((await states()).sort()).toEqual([200, 401])
    await ask('POST', `${url}/disable`)
    expect(await states()).toEqual([401, 401])
    await ask('POST', `${url}/enable`)
    expect(await states()).toEqual([401, 401])
    expect((await actionsOn(accountId)).slice(-4)).toEqual([
      'test-administrator session.end-all',
      'test-administrator session.end',
      'test-administrator account.change',
      'test-administrator account.change',
    ])
  })
})

describe('the last administrator', () => {
  test('can be neither closed nor given another role', async () => {
    const { items } = (await ask('GET', '/api/v1/accounts?role=administrator')).json()
    const last = items[0]
    const closing = await ask('POST', `/api/v1/accounts/${last.id}/disable`)
    expect([closing.statusCode, codeOf(closing)]).toEqual([409, 'last-administrator'])
    const operator = { ...administrator, role: 'operator' }
    const demoting = await ask('PUT', `/api/v1/accounts/${last.id}`, operator, {
      'if-match': `"${last.revision}"`,
    })
    expect([demoting.statusCode, codeOf(demoting)]).toEqual([409, 'last-administrator'])
  })

  test('stays also where the last two close each other at the same moment', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `SELECT account_id AS id FROM account WHERE role = 'administrator'`,
    )
    const first = rows[0]!.id
    const setDisabled = (id: number, isDisabled: boolean) =>
      database.pool.query('UPDATE account SET is_disabled = $2 WHERE account_id = $1', [
        id,
        isDisabled,
      ])
    for (let round = 0; round < 5; round++) {
      const deputy = await database.pool.query<{ id: number }>(
        `INSERT INTO account (name, display_name, role)
         VALUES ('deputy-' || $1::int, '副管理员', 'administrator') RETURNING account_id AS id`,
        [round],
      )
      const second = deputy.rows[0]!.id
      const outcomes = await Promise.all([closeSlowly(first), closeSlowly(second)])
      expect(outcomes.sort()).toEqual(['account_keeps_an_administrator', 'closed'])
      await setDisabled(first, false)
      await setDisabled(second, true)
    }
    ask = askAs(app, await signInAs(database.pool, 'administrator'))
  })

  test('stays where two requests at once would close both', async () => {
    const { items } = (
      await ask('GET', '/api/v1/accounts?role=administrator&disabled=false')
    ).json()
    const { account } = await create('second-administrator', administrator)
    const ids = [items[0].id, account.id]
    const answers = await Promise.all(
      ids.map((id) => ask('POST', `/api/v1/accounts/${id}/disable`)),
    )
    const { rows } = await database.pool.query<{ count: number }>(
      `SELECT count(*) FROM account WHERE role = 'administrator' AND NOT is_disabled`,
    )
    expect(rows[0]!.count).toBe(1)
    // The other is refused as the last one, or its asker has just been closed himself.
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeLessThanOrEqual(1)
  })
})

/** Closes an account in a transaction that stays open while another does the same. */
async function closeSlowly(id: number): Promise<string> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('UPDATE account SET is_disabled = true WHERE account_id = $1', [id])
    await new Promise((done) => setTimeout(done, 20))
    await client.query('COMMIT')
    return 'closed'
  } catch (error) {
    await client.query('ROLLBACK')
    return (error as { constraint: string }).constraint
  } finally {
    client.release()
  }
}
