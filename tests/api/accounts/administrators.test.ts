import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountRoles } from '../../../server/contract/access.ts'
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
    'POST /api/v1/accounts': { ...zoneWorker, name: 'smuggled' },
    'PUT /api/v1/accounts/1': zoneWorker,
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

describe('the last administrator', () => {
  test('can be neither closed nor given another role', async () => {
    const { items } = (await ask('GET', '/api/v1/accounts?role=administrator')).json()
    const last = items[0]
    const closing = await ask('POST', `/api/v1/accounts/${last.id}/disable`)
    expect([closing.statusCode, codeOf(closing)]).toEqual([409, 'last-administrator'])
    const operator = { ...zoneWorker, role: 'operator', area: null }
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
    const deputy = {
      ...zoneWorker,
      name: 'second-administrator',
      role: 'administrator',
      area: null,
    }
    const { account } = (await ask('POST', '/api/v1/accounts', deputy)).json()
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
