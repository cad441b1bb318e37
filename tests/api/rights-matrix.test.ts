import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountRoles } from '../../server/contract/access.ts'
import { hashToken } from '../../server/http/acting.ts'
import { createBuilding, createHousehold, createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'
import { EXPECTED_ANSWERS } from './rights/expected-answers.ts'
import { requests, type Target } from './rights/requests.ts'
import { createShopTarget, NO_SHOP } from './rights/shop-target.ts'

const askers = [...accountRoles, 'key', 'nobody'] as const
type Asker = (typeof askers)[number]
/** Those whom an area bounds: zone 1, or grid 1. */
const bounded: readonly Asker[] = ['zone-worker', 'grid-leader']
/** In the name of everything that lies in zone 2. */
const FOREIGN = '彼岸'
/** Enough that no request is about a person of another. */
const PERSONS = 220

let database: TestDatabase
let app: TestApp
let asked = 0

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createTwoZones()
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
    ? await createMovers(grid, asker)
    : NO_MOVERS
  const family = names(operation, /family/) ? await createFamily(grid) : NO_FAMILY
  return {
    ...movers,
    family,
    business: names(operation, /business/)
      ? await createShopTarget(database.pool, grid, asker)
      : NO_SHOP,
    ...(names(operation, /Import|mapping/) ? await createImports(name) : NO_IMPORTS),
    visit: names(operation, /\bvisit\b/) ? await createVisit(grid) : 1,
    ...{ grid, zone: grid === 1 ? 1 : 2, account, session: Number(session), name },
    person: grid * 100_000 + (asked % PERSONS),
    key: await insertKey(token, String(account)),
  }
}

/** Imports are of the whole city: they have no area. */
async function createImports(name: string) {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO import_batch (kind, state, file_name, columns, mapping, happened_on)
     SELECT 'person', unnest('{checked,applied}'::text[]), 'a.csv', '{}', '{}', current_date
     RETURNING import_batch_id AS id`,
  )
  const mapping = await database.pool.query<{ id: number }>(
    `INSERT INTO import_mapping (kind, name, mapping) VALUES ('person', $1, '{}')
     RETURNING import_mapping_id AS id`,
    [name],
  )
  return {
    checkedImport: rows[0]!.id,
    appliedImport: rows[1]!.id,
    mapping: mapping.rows[0]!.id,
  }
}

/** A visit to the household of the grid that has found something different. */
async function createVisit(grid: 1 | 3): Promise<number> {
  const { rows } = await database.pool.query(
    `INSERT INTO visit (operation_id, household_id, dwelling_id, account_id, visited_at, outcome,
       is_verified, seen, is_clash, is_open)
     SELECT gen_random_uuid(), $1::int, $1 * 100 + 1, min(account_id), now(), 'met', false, '[]', true, true
     FROM account RETURNING visit_id AS id`,
    [grid],
  )
  return Number(rows[0].id)
}

/** Somebody who lives in the grid, of whom the asker has recorded something, and one who once did. */
async function createMovers(grid: 1 | 3, asker: Asker) {
  const { rows } = await database.pool.query<Pick<Target, 'resident' | 'newcomer' | 'lifeEvent'>>(
    `WITH made AS (
       INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
       VALUES ($1::int, 'other-relative', '王小明', 'male', date '1950-01-01' + $3::int), (NULL, 'unrelated', '王小明', 'male', date '1960-01-01' + $3)
       RETURNING person_id, household_id, revision),
     stay AS (
       INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
       SELECT person_id, $1 * 100 + 1, 'lives', daterange('2010-01-01', CASE WHEN household_id IS NULL THEN date '2012-01-01' END), 'visit'
       FROM made),
     event AS (
       INSERT INTO life_event (kind, person_id, happened_on, source, reason, account_id)
       SELECT 'move', person_id, '2010-01-01', 'visit', 'test',
         coalesce((SELECT min(account_id) FROM account WHERE role = $2), 1)
       FROM made WHERE household_id IS NOT NULL RETURNING life_event_id, person_id),
     touched AS (
       INSERT INTO life_event_person
       SELECT life_event_id, 0, person_id, $1, 'other-relative', $1, 'other-relative' FROM event)
     SELECT person_id AS resident, life_event_id AS "lifeEvent",
       (SELECT made.person_id FROM made WHERE household_id IS NULL) AS newcomer FROM event`,
    // Born on different days: nobody is taken for somebody else twice.
    [grid, asker, asked],
  )
  return rows[0]!
}

/** Whether the request for an operation asks for a part of its target: nothing else is made. */
const names = (operation: string, part: RegExp) => part.test(String(requests[operation]))
const NO_MOVERS = { resident: 1, newcomer: 1, lifeEvent: 1 }
const NO_FAMILY = {
  household: 1,
  dwelling: 1,
  head: 1,
  spouse: 1,
  householdTag: '',
  dwellingTag: '',
}
const NO_IMPORTS = { checkedImport: 1, appliedImport: 1, mapping: 1 }

/** Doors have two digits. */
const DOORS = 90

/** A couple in a dwelling of their own, and what acts on both are based on. */
async function createFamily(grid: 1 | 3): Promise<Target['family']> {
  const { rows } = await database.pool.query(
    `WITH home AS (
       INSERT INTO dwelling (dwelling_id, building_id, unit_id, floor, door, tenure)
       VALUES (10000 + $2::int, $1, $1, 2 + $2 / ${DOORS}, 1 + $2 % ${DOORS}, 'commercial') RETURNING dwelling_id),
     family AS (
       INSERT INTO household (dwelling_id) SELECT dwelling_id FROM home RETURNING household_id, dwelling_id),
     made AS (
       INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
       SELECT household_id, relation, '王小明', 'male', date '1970-01-01' + $2 * 2 + length(relation)
       FROM family CROSS JOIN unnest('{head,spouse}'::text[]) AS relation RETURNING person_id, relation_to_head),
     link AS (
       INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source)
       SELECT person_id, dwelling_id, CASE kind WHEN 'lives' THEN household_id END, kind, '[2010-01-01,)', 'visit'
       FROM made CROSS JOIN family CROSS JOIN unnest('{lives,tenant}'::text[]) AS kind
       WHERE kind = 'lives' OR relation_to_head = 'head')
     SELECT dwelling_id AS dwelling, household_id AS household,
       (SELECT person_id FROM made WHERE relation_to_head = 'head') AS head,
       (SELECT person_id FROM made WHERE relation_to_head = 'spouse') AS spouse FROM family`,
    [grid, asked],
  )
  const { rows: tags } = await database.pool.query(
    `SELECT format('"%s"', find_household_revision($1)) AS "householdTag",
       format('"%s"', find_dwelling_revision($2)) AS "dwellingTag"
     FROM (SELECT set_config('actor.permissions', 'registry.read', true), set_config('actor.scope', 'city', true)) AS acting`,
    [rows[0].household, rows[0].dwelling],
  )
  return { ...rows[0], ...tags[0] }
}

/** Grids 1 and 2 are zone 1, grid 3 is zone 2, whose names all say so. */
async function createTwoZones(): Promise<void> {
  const { pool } = database
  await createSmallCity(pool, [
    [0, 0, 2, 2],
    [2, 0, 4, 2],
    [0, 2, 4, 4],
  ])
  await pool.query(`
    INSERT INTO zone (zone_id, community_id, code, name) VALUES (2, 1, '39078300100102', '${FOREIGN}片区');
    UPDATE grid SET zone_id = 2, name = '${FOREIGN}网格' WHERE grid_id = 3;
    UPDATE city SET is_demonstration = true;
    UPDATE access_setting SET reveals_per_hour = 10000;
    INSERT INTO account (name, display_name, role, department_id)
      VALUES ('keeper-of-keys', '部门', 'department-user', 1);
    INSERT INTO account (name, display_name, role, is_demonstration) VALUES ('demo', '演示', 'operator', true);
    INSERT INTO street (street_id, name, class, width_meters, geom)
      VALUES (1, '公共路', 'lane', 5, ST_GeomFromText('LINESTRING(118 36, 118.001 36.001)', 4326))`)
  for (const [grid, cell] of [
    [1, [0.5, 0.5, 1, 1]],
    [3, [1, 2.5, 2, 3]],
  ] as const) {
    const mark = grid === 3 ? FOREIGN : '此岸'
    await pool.query(
      `INSERT INTO estate (estate_id, name, kind, geom)
       SELECT $1, $2 || '小区', 'courtyard', geom FROM grid WHERE grid_id = $1`,
      [grid, mark],
    )
    await createBuilding(pool, grid, cell, 2)
    await pool.query(
      `UPDATE building SET name = $2 || '号楼', address = $2 || '路', estate_id = $1 WHERE building_id = $1`,
      [grid, mark],
    )
    await createHousehold(pool, grid, grid * 100 + 1)
    await pool.query(`SELECT setval(pg_get_serial_sequence('household', 'household_id'), 3)`)
    await pool.query(
      `INSERT INTO person (person_id, household_id, relation_to_head, name, sex, birth_date)
       SELECT $1 * 100000 + one, $1, CASE one WHEN 0 THEN 'head' ELSE 'other-relative' END,
         CASE one WHEN 0 THEN left($2, 1) || '某' || right($2, 1) ELSE '王小明' END, 'male', '1980-05-01'
       FROM generate_series(0, $3::int) AS one`,
      [grid, mark, PERSONS],
    )
    await pool.query(
      `INSERT INTO shop (shop_id, building_id, name, trade, legal_form, floor, geom)
       SELECT $1, $1, $2 || '小店', (SELECT min(trade) FROM shop_trade), 'individual', 1, ST_PointOnSurface(geom)
       FROM building WHERE building_id = $1`,
      [grid, mark],
    )
    await pool.query(`SELECT setval(pg_get_serial_sequence('shop', 'shop_id'), 3)`)
    await pool.query(
      `INSERT INTO facility (facility_id, name, kind, building_id, geom)
       SELECT $1, $2 || '服务站', 'service-centre', $1, ST_PointOnSurface(geom) FROM building WHERE building_id = $1`,
      [grid, mark],
    )
  }
}
