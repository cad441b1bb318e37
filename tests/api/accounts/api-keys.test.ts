import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../../factories/small-city.ts'
import { type Ask, askAs, codeOf } from '../../helpers/ask-as.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let ask: Ask
let accountId: number

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await createBuilding(database.pool, 1, [1, 1, 1.5, 2], 1)
  await createHousehold(database.pool, 1, 101)
  await createPerson(database.pool, 1, 'head')
  app = await openTestApp(database)
  ask = askAs(app, await signInAs(database.pool, 'administrator'))
  const made = await ask('POST', '/api/v1/accounts', {
    name: 'civil-affairs-program',
    displayName: '民政系统',
    role: 'department-user',
    departmentId: 1,
    area: null,
    singleSignOn: null,
  })
  accountId = made.json().account.id
  // Programs never change a password, so the account's need not be temporary any more.
  await database.pool.query(
    'UPDATE account SET must_change_password = false WHERE account_id = $1',
    [accountId],
  )
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

async function createKey(scopes: string[]): Promise<{ id: number; secret: string; ask: Ask }> {
  const input = { accountId, name: '月度核对', scopes, validDays: 30 }
  const answer = await ask('POST', '/api/v1/api-keys', input)
  expect(answer.statusCode, answer.body).toBe(200)
  const { id, secret } = answer.json()
  return { id, secret, ask: askAs(app, { authorization: `Bearer ${secret}` }) }
}

const stateOf = async (id: number) =>
  (await ask('GET', '/api/v1/api-keys')).json().items.find((key: { id: number }) => key.id === id)

describe('a key of a department', () => {
  test('is shown once, kept as a hash, and reads what the department sees', async () => {
    const key = await createKey(['place.read', 'registry.read'])
    expect(key.secret).toMatch(/^dck_[\w-]{43}$/)
    const { rows } = await database.pool.query(
      `SELECT token_hash = sha256(convert_to($1, 'UTF8')) AS "isHash" FROM api_key
       WHERE api_key_id = $2`,
      [key.secret, key.id],
    )
    expect(rows).toEqual([{ isHash: true }])
    expect((await stateOf(key.id)).lastUsedAt).toBeNull()
    const household = await key.ask('GET', '/api/v1/households/1')
    expect(household.json().members[0]).toMatchObject({ name: '王*明', phone: null })
    const seen = await stateOf(key.id)
    expect(seen).toMatchObject({ state: 'valid', hint: key.secret.slice(0, 8) })
    expect(Date.now() - Date.parse(seen.lastUsedAt)).toBeLessThan(60_000)
    expect(JSON.stringify(seen)).not.toContain(key.secret)
  })

  test('is refused outside its scopes, and in what is for people', async () => {
    const key = await createKey(['place.read'])
    expect((await key.ask('GET', '/api/v1/buildings/1')).statusCode).toBe(200)
    const reveal = { fields: ['name'], purpose: '核对低保' }
    const { rows } = await database.pool.query('SELECT person_id AS id FROM person')
    for (const [method, url, body, code] of [
      ['GET', '/api/v1/households/1', undefined, 'not-allowed'],
      ['POST', `/api/v1/persons/${rows[0].id}/reveal`, reveal, 'not-allowed'],
      ['GET', '/api/v1/accounts', undefined, 'not-allowed'],
      ['PUT', '/api/v1/session/password', { old: 'a', new: 'b' }, 'not-for-keys'],
      ['DELETE', '/api/v1/sessions', undefined, 'not-for-keys'],
      ['DELETE', '/api/v1/sessions/1', undefined, 'not-for-keys'],
    ] as const) {
      expect([url, codeOf(await key.ask(method, url, body))]).toEqual([url, code])
    }
  })

  test('never does more than its account', async () => {
    const input = { accountId, name: 'x', scopes: ['account.manage'], validDays: 1 }
    expect(codeOf(await ask('POST', '/api/v1/api-keys', input))).toBe('invalid-input')
    const agent = await signInAs(database.pool, 'hotline-agent')
    const { accountId: agentId } = (await askAs(app, agent)('GET', '/api/v1/session')).json()
    const other = { ...input, accountId: agentId, scopes: ['registry.read'] }
    const answer = await ask('POST', '/api/v1/api-keys', other)
    expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'account-takes-no-key'])
  })

  test('opens nothing after its time', async () => {
    const key = await createKey(['place.read'])
    await database.pool.query(
      `UPDATE api_key SET expires_at = now() - interval '1 second' WHERE api_key_id = $1`,
      [key.id],
    )
    expect(codeOf(await key.ask('GET', '/api/v1/buildings/1'))).toBe('not-signed-in')
    expect((await stateOf(key.id)).state).toBe('expired')
  })

  test('opens nothing once it is revoked, and cannot be revoked twice', async () => {
    const key = await createKey(['place.read'])
    expect((await ask('DELETE', `/api/v1/api-keys/${key.id}`)).statusCode).toBe(204)
    expect(codeOf(await key.ask('GET', '/api/v1/buildings/1'))).toBe('not-signed-in')
    expect(codeOf(await ask('DELETE', `/api/v1/api-keys/${key.id}`))).toBe('api-key-not-found')
    const { rows } = await database.pool.query(
      `SELECT action FROM audit_entry WHERE detail ->> 'apiKeyId' = $1 ORDER BY entry_id`,
      [String(key.id)],
    )
    expect(rows).toEqual([{ action: 'api-key.create' }, { action: 'api-key.revoke' }])
  })

  test('opens nothing while its account is closed', async () => {
    const key = await createKey(['place.read'])
    await ask('POST', `/api/v1/accounts/${accountId}/disable`)
    expect(codeOf(await key.ask('GET', '/api/v1/buildings/1'))).toBe('not-signed-in')
    expect((await stateOf(key.id)).state).toBe('account-disabled')
    await ask('POST', `/api/v1/accounts/${accountId}/enable`)
    expect((await key.ask('GET', '/api/v1/buildings/1')).statusCode).toBe(200)
  })

  test('is found on pages, long after its end by who asks for old ones only', async () => {
    const [young, long] = [await createKey(['place.read']), await createKey(['place.read'])]
    await database.pool.query(
      `UPDATE api_key SET expires_at = now() - interval '91 days', revoked_at = now()
       WHERE api_key_id = $1`,
      [long.id],
    )
    const list = async (query: string) => {
      const { items, total } = (await ask('GET', `/api/v1/api-keys?${query}`)).json()
      return { ids: items.map(({ id }: { id: number }) => id), total }
    }
    const usual = await list('')
    expect(usual.ids).toContain(young.id)
    expect(usual.ids).not.toContain(long.id)
    const all = await list('old=true')
    expect(all).toEqual({ ids: expect.arrayContaining([long.id]), total: usual.total + 1 })
    expect(await list('pageSize=1')).toEqual({ ids: [usual.ids[0]], total: usual.total })
    expect(await list('page=99')).toEqual({ ids: [], total: usual.total })
  })

  test('ends when its account becomes something else', async () => {
    const key = await createKey(['registry.read'])
    const { headers } = await ask('GET', `/api/v1/accounts/${accountId}`)
    const operator = {
      displayName: '调走的人',
      role: 'operator',
      departmentId: null,
      area: null,
      singleSignOn: null,
    }
    const moved = await ask('PUT', `/api/v1/accounts/${accountId}`, operator, {
      'if-match': String(headers.etag),
    })
    expect(moved.statusCode).toBe(200)
    expect(codeOf(await key.ask('GET', '/api/v1/households/1'))).toBe('not-signed-in')
    expect((await stateOf(key.id)).state).toBe('revoked')
  })
})
