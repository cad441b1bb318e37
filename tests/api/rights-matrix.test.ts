import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountRoles } from '../../server/contract/access.ts'
import { hashToken } from '../../server/http/acting.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'
import { EXPECTED_ANSWERS } from './rights/expected-answers.ts'
import { requests, type Target } from './rights/requests.ts'
import { createShopTarget, NO_SHOP } from './rights/shop-target.ts'
import {
  createFamily,
  createImportTargets,
  createMovers,
  createVisitTarget,
  NO_FAMILY,
  NO_IMPORTS,
  NO_MOVERS,
} from './rights/targets.ts'
import { createTwoZones, FOREIGN, PERSONS } from './rights/two-zones.ts'

const askers = [...accountRoles, 'key', 'nobody'] as const
type Asker = (typeof askers)[number]
/** Those whom an area bounds: zone 1, or grid 1. */
const bounded: readonly Asker[] = ['zone-worker', 'grid-leader']

let database: TestDatabase
let app: TestApp
let asked = 0

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createTwoZones(database.pool)
  app = await openTestApp(database, {
    environment: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', LOG_LEVEL: 'silent' },
  })
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

test('each route answers each role, a key and nobody, about the own and another area, as the table says', async () => {
  const { paths } = (await app.inject('/openapi.json')).json()
  const operations = Object.values<Record<string, { operationId: string }>>(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  const rows = new Map(
    EXPECTED_ANSWERS.trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .map(([operation = '', ...cells]) => [operation, cells]),
  )
  const missing = operations.filter((operation) => !rows.has(operation) || !requests[operation])
  expect(
    missing,
    'add a row to rights/expected-answers.ts and a request to rights/requests.ts',
  ).toEqual([])
  expect([...rows.keys()].filter((operation) => !operations.includes(operation))).toEqual([])

  const answers: string[] = []
  for (const operation of operations) {
    const cells: string[] = []
    for (const asker of askers) cells.push(await askBoth(operation, asker))
    answers.push(toLine(operation, cells))
  }
  expect(answers).toEqual(operations.map((one) => toLine(one, rows.get(one) ?? [])))
}, 120_000)

const toLine = (operation: string, cells: readonly string[]) =>
  [operation.padEnd(26), ...cells.map((cell) => cell.padEnd(8))].join(' ').trimEnd()

/** `200/404`: the status for the own and for another area; one number where they are equal. */
async function askBoth(operation: string, asker: Asker): Promise<string> {
  const own = await ask(operation, asker, 1)
  const other = await ask(operation, asker, 3)
  return own === other ? `${own}` : `${own}/${other}`
}

async function ask(operation: string, asker: Asker, grid: 1 | 3): Promise<number> {
  const target = await createTarget(operation, grid, asker)
  const request = requests[operation]!(target)
  const headers = { ...(await showAs(asker)), ...request.headers }
  // Each from an address of its own: whoever guesses often has to wait.
  const remoteAddress = `198.51.${asked >> 8}.${asked & 255}`
  const answer = await app.injectBare({ ...request, headers, remoteAddress })
  expect(answer.statusCode, `${operation} as ${asker}: ${answer.body.slice(0, 300)}`).toBeLessThan(
    500,
  )
  if (bounded.includes(asker)) {
    expect(
      answer.rawPayload.includes(FOREIGN),
      `${operation} as ${asker} tells of another area`,
    ).toBe(false)
  }
  return answer.statusCode
}

async function showAs(asker: Asker): Promise<Record<string, string>> {
  if (asker === 'nobody') return {}
  if (asker !== 'key') return signInAs(database.pool, asker)
  await signInAs(database.pool, 'department-user')
  const key = randomBytes(32).toString('base64url')
  await insertKey(
    key,
    `(SELECT account_id FROM account WHERE role = 'department-user' ORDER BY 1 LIMIT 1)`,
  )
  return { authorization: `Bearer ${key}` }
}

async function insertKey(key: string, account: string): Promise<number> {
  const { rows } = await database.pool.query(
    `INSERT INTO api_key (account_id, name, hint, token_hash, scopes, expires_at)
     VALUES (${account}, 'test', 'test', $1, '{place.read,registry.read,person.reveal,statistics.read}', now() + interval '1 day')
     RETURNING api_key_id AS id`,
    [hashToken(key)],
  )
  return rows[0].id
}

/** Somebody and something that no other request is about. */
async function createTarget(operation: string, grid: 1 | 3, asker: Asker): Promise<Target> {
  asked += 1
  const name = `target-${asked}`
  const token = randomBytes(32).toString('base64url')
  const { rows } = await database.pool.query(
    `WITH made AS (
       INSERT INTO account (name, display_name, role, department_id) VALUES ($1, $1, 'department-user', 1) RETURNING account_id)
     INSERT INTO account_session (account_id, token_hash) SELECT account_id, $2 FROM made
     RETURNING account_id AS account, session_id AS session`,
    [name, hashToken(token)],
  )
  const { account, session } = rows[0]
  const movers = names(operation, /resident|newcomer|lifeEvent/)
    ? await createMovers(database.pool, grid, asker, asked)
    : NO_MOVERS
  const family = names(operation, /family/)
    ? await createFamily(database.pool, grid, asked)
    : NO_FAMILY
  return {
    ...movers,
    family,
    business: names(operation, /business/)
      ? await createShopTarget(database.pool, grid, asker)
      : NO_SHOP,
    ...(names(operation, /Import|mapping/)
      ? await createImportTargets(database.pool, name)
      : NO_IMPORTS),
    visit: names(operation, /\bvisit\b/) ? await createVisitTarget(database.pool, grid) : 1,
    ...{ grid, zone: grid === 1 ? 1 : 2, account, session: Number(session), name },
    person: grid * 100_000 + (asked % PERSONS),
    key: await insertKey(token, String(account)),
  }
}

/** Whether the request for an operation asks for a part of its target: nothing else is made. */
const names = (operation: string, part: RegExp) => part.test(String(requests[operation]))
