import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmallCity } from '../../factories/small-city.ts'
import { type Ask, askAs, codeOf } from '../../helpers/ask-as.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'
import { zoneWorker } from './zone-worker.ts'

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

async function create(name: string, parts: object = zoneWorker) {
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
    const { account, temporaryPassword } = await create('sso', { ...zoneWorker, singleSignOn })
    expect(temporaryPassword).toBeNull()
    expect(account).toMatchObject({ singleSignOn, mustChangePassword: false })
    const twin = await ask('POST', '/api/v1/accounts', {
      ...zoneWorker,
      name: 'twin',
      singleSignOn,
    })
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
    const answer = await ask('POST', '/api/v1/accounts', {
      name: 'nobody',
      ...zoneWorker,
      ...parts,
    })
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code])
  })

  test('is found by name, area, role and state', async () => {
    const { account } = await create('findable', { ...zoneWorker, displayName: '赵找到' })
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
    expect(await find('page=99')).toEqual({ names: [], total: page.total })
  })

  test('is changed as it was read, and by nobody who read it before', async () => {
    const { account } = await create('edited')
    const url = `/api/v1/accounts/${account.id}`
    const change = { ...zoneWorker, role: 'grid-leader', area: { level: 'grid', id: 2 } }
    expect(codeOf(await ask('PUT', url, change))).toBe('revision-missing')
    const done = await ask('PUT', url, change, { 'if-match': '"1"' })
    expect([done.statusCode, done.headers.etag]).toEqual([200, '"2"'])
    const stale = await ask('PUT', url, zoneWorker, { 'if-match': '"1"' })
    expect([stale.statusCode, codeOf(stale)]).toEqual([412, 'revision-stale'])
    const missing = await ask('PUT', '/api/v1/accounts/4711', zoneWorker, { 'if-match': '"1"' })
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
        { ...zoneWorker, displayName },
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
