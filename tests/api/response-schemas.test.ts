import { randomUUID } from 'node:crypto'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'

type Schema = Record<string, unknown>
interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

let database: TestDatabase
let app: TestApp
let paths: Record<string, { get?: Operation; post?: Operation }>
let administrator: { cookie: string }

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
  paths = (await app.inject('/openapi.json')).json().paths
  await insertUnassignedBuilding()
  await insertApiKey()
  await insertImport()
  await insertVisit()
  administrator = await signInAs(database.pool, 'administrator')
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

/** One call for each route that gives a body, with answers that are not empty. */
const samples: Record<string, () => string | Promise<string>> = {
  '/health/live': () => '/health/live',
  '/health/ready': () => '/health/ready',
  '/api/v1/session': () => '/api/v1/session',
  '/api/v1/session/options': () => '/api/v1/session/options',
  '/api/v1/sessions': () => '/api/v1/sessions',
  '/api/v1/accounts': () => '/api/v1/accounts?role=zone-worker',
  '/api/v1/accounts/{id}': () => withId('account_id', 'account', 'department_id'),
  '/api/v1/accounts/{id}/sessions': () =>
    withId('account_id', 'account_session JOIN account USING (account_id)'),
  '/api/v1/departments': () => '/api/v1/departments',
  '/api/v1/api-keys': () => '/api/v1/api-keys',
  '/api/v1/access-settings': () => '/api/v1/access-settings',
  '/api/v1/access-roles': () => '/api/v1/access-roles',
  '/api/v1/overview': () => '/api/v1/overview',
  '/api/v1/communities': () => '/api/v1/communities',
  '/api/v1/communities/{id}': () => '/api/v1/communities/1',
  '/api/v1/zones': () => '/api/v1/zones?parent=1',
  '/api/v1/zones/{id}': () => '/api/v1/zones/1',
  '/api/v1/grids': () => '/api/v1/grids?bbox=118.7,36.8,118.8,36.9',
  '/api/v1/grids/{id}': () => '/api/v1/grids/1',
  '/api/v1/buildings': () => '/api/v1/buildings?unassigned=true',
  '/api/v1/buildings/colouring-counts': () => '/api/v1/buildings/colouring-counts?by=community',
  '/api/v1/buildings/household-counts': () => '/api/v1/buildings/household-counts?asOf=2026-01-01',
  '/api/v1/buildings/{id}': () => withId('building_id', 'facility WHERE building_id IS NOT NULL'),
  '/api/v1/buildings/{id}/households': () => withId('building_id', 'building', 'household_count'),
  '/api/v1/buildings/{id}/dwellings': () => withId('building_id', 'building', 'household_count'),
  '/api/v1/buildings/{id}/shops': () => withId('building_id', 'building', 'shop_count'),
  '/api/v1/households/{id}': () =>
    withId(
      'household_id',
      'person WHERE household_id IS NOT NULL GROUP BY household_id',
      'count(*)',
    ),
  '/api/v1/residences': () => '/api/v1/residences?person=1',
  '/api/v1/record-changes': async () => {
    const payload = { field: 'name', value: '赵更正', reason: 'test' }
    await app.inject({ method: 'POST', url: '/api/v1/persons/1/corrections', payload })
    return '/api/v1/record-changes?person=1&since=2020-01-01T00:00:00Z'
  },
  '/api/v1/persons/{id}': () => withId('person_id', 'residence'),
  '/api/v1/persons/{id}/report': () => withId('person_id', 'residence'),
  '/api/v1/persons/{id}/reveal': () => withId('person_id', 'residence'),
  '/api/v1/imports': () => '/api/v1/imports',
  '/api/v1/imports/{id}': () => '/api/v1/imports/1',
  '/api/v1/imports/{id}/rows': () => '/api/v1/imports/1/rows?outcome=changed',
  '/api/v1/imports/{id}/rejects': () => '/api/v1/imports/1/rejects',
  '/api/v1/imports/blank/{kind}': () => '/api/v1/imports/blank/person',
  '/api/v1/import-mappings': () => '/api/v1/import-mappings?kind=person',
  '/api/v1/audit': () => '/api/v1/audit',
  '/api/v1/audit/export': () => '/api/v1/audit/export',
  '/api/v1/shops': () => '/api/v1/shops',
  '/api/v1/shop-trades': () => '/api/v1/shop-trades',
  '/api/v1/shops/{id}': () => withId('shop_id', 'shop'),
  '/api/v1/shops/{id}/history': () => withId('shop_id', 'shop'),
  '/api/v1/shops/{id}/owners': () => withId('shop_id', 'shop_state', 'coalesce(owner_id, 0)'),
  '/api/v1/facilities/{id}': () => withId('facility_id', 'facility WHERE building_id IS NOT NULL'),
  '/api/v1/streets/{id}': () => withId('street_id', 'street'),
  '/api/v1/estates/{id}': () => withId('estate_id', 'estate'),
  '/api/v1/labels': () => '/api/v1/labels',
  '/api/v1/search': () => '/api/v1/search',
  '/api/v1/exports': () => '/api/v1/exports',
  '/api/v1/events': () => '/api/v1/events?follow=false&after=0',
  '/api/v1/todo': () => '/api/v1/todo',
  '/api/v1/todo/{kind}': () => '/api/v1/todo/unverified-households',
  '/api/v1/visits/round': () => '/api/v1/visits/round',
  '/api/v1/visits': () => '/api/v1/visits?open=true',
  '/api/v1/visits/operations': () => '/api/v1/visits/operations',
  '/api/v1/statistics': () => '/api/v1/statistics?level=zone&by=age',
  '/api/v1/statistics.csv': () => '/api/v1/statistics.csv?level=community&by=trade',
  '/tiles/{layers}/{z}/{x}/{y}.mvt': () => '/tiles/street,building/8/212/99.mvt',
  '/tiles/{version}/{layers}/{z}/{x}/{y}.mvt': () => '/tiles/1/boundary/8/212/99.mvt',
  '/3d-tiles/buildings/tileset.json': () => '/3d-tiles/buildings/tileset.json',
  '/3d-tiles/buildings/{zoom}/{x}/{y}.glb': async () => {
    const { root } = (await app.inject('/3d-tiles/buildings/tileset.json')).json()
    return `/3d-tiles/buildings/${root.children[0].content.uri}`
  },
}

/** What is sent where reading has to be written down first, or the question names people. */
const payloads: Record<string, object> = {
  '/api/v1/search': { q: 'wang' },
  '/api/v1/exports': {
    ...{ format: 'csv', language: 'en', purpose: 'test', list: 'persons' },
    within: { kind: 'grid', id: 1 },
  },
  '/api/v1/persons/{id}/report': { purpose: 'test' },
  '/api/v1/persons/{id}/reveal': { fields: ['name', 'phone'], purpose: 'test' },
}

/** Where the query chooses between types. */
const offered: Record<string, string[]> = {
  '/api/v1/exports': [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  '/api/v1/audit/export': ['text/csv', 'application/x-ndjson'],
  '/api/v1/imports/{id}/rejects': [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
  ],
}

/** Where the id stands in the path of the sample that is being made. */
let path: string

async function withId(key: string, source: string, rank = '1'): Promise<string> {
  const { rows } = await database.pool.query(
    `SELECT ${key} AS id FROM ${source} ORDER BY ${rank} DESC, 1 LIMIT 1`,
  )
  return path.replace('{id}', rows[0].id)
}

function insertUnassignedBuilding() {
  return database.pool.query(
    `INSERT INTO building (code, name, use, floor_count, height_meters, source, geom)
     VALUES ('outside', '城外楼', 'housing', 6, 18, 'test', ST_ForcePolygonCCW(
       ST_ReducePrecision(ST_MakeEnvelope(118.5, 36.5, 118.5004, 36.5002, 4326), 1e-7)))`,
  )
}

function insertApiKey() {
  return database.pool.query(
    `INSERT INTO api_key (account_id, name, hint, token_hash, scopes, expires_at)
     SELECT account_id, 'test', 'dck_test', sha256('test'), '{place.read}', now() + interval '1 day'
     FROM account WHERE role = 'department-user' LIMIT 1`,
  )
}

async function insertImport() {
  await database.pool.query(
    `INSERT INTO import_batch (kind, state, file_name, columns, mapping, happened_on, counts)
     VALUES ('person', 'checked', 'a.csv', '{姓名}', '{"name": "姓名"}', current_date,
       '{"new": 0, "changed": 1, "same": 0, "ambiguous": 0, "rejected": 0}')`,
  )
  await database.pool.query(
    `INSERT INTO import_result (import_batch_id, line, outcome, reasons, candidate_ids, changes, person_id, unit_no)
     VALUES (1, 2, 'changed', '[{"code": "repeats-line", "line": 1}]', '{2,3}',
       '[{"field": "sex", "old": "male", "new": "female"}]', 1, 1)`,
  )
  await database.pool.query(
    `INSERT INTO import_mapping (kind, name, mapping) VALUES ('person', '公安', '{"name": "姓名"}')`,
  )
}

/** A visit that clashes, and one that is sent again and again. */
async function insertVisit() {
  const { rows } = await database.pool.query<{ householdId: number; dwellingId: number }>(
    `SELECT household_id AS "householdId", dwelling_id AS "dwellingId" FROM household
     JOIN person USING (household_id) WHERE relation_to_head = 'head' ORDER BY 1 LIMIT 1`,
  )
  payloads['/api/v1/visits/operations'] = {
    operations: [
      {
        ...{ ...rows[0], operationId: randomUUID(), visitedAt: '2026-01-02T08:00:00Z' },
        ...{ outcome: 'met', isVerified: false, notes: 'x', seen: [] },
        findings: [{ kind: 'lives-here-too', personId: null, note: 'x' }],
      },
      { operationId: randomUUID() },
    ],
  }
  const sent = { method: 'POST', url: '/api/v1/visits/operations' } as const
  await app.inject({ ...sent, payload: payloads['/api/v1/visits/operations'] })
}

/** As an operator, or as an administrator where an operator may not. */
async function ask(url: string) {
  const payload = payloads[path]
  const request = payload ? ({ method: 'POST', url, payload } as const) : { url }
  const answer = await app.inject(request)
  return answer.statusCode === 403 ? app.inject({ ...request, headers: administrator }) : answer
}

test('every route has a sample, and every sample a route', () => {
  const known = Object.keys(paths).filter((one) => paths[one]?.get || payloads[one])
  expect(Object.keys(samples).sort()).toEqual(known.sort())
})

test('no route sends a field that its schema does not name, or leaves one out', async () => {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
  for (path of Object.keys(samples)) {
    const url = await samples[path]!()
    const answer = await ask(url)
    expect([url, answer.statusCode]).toEqual([url, 200])
    const operation = (payloads[path] ? paths[path]!.post : paths[path]!.get)!
    const contents = operation.responses['200']!.content ?? {}
    const mediaType = String(answer.headers['content-type']).split(';', 1)[0]!
    expect([url, Object.keys(contents)]).toEqual([url, offered[path] ?? [mediaType]])
    if (!mediaType.endsWith('json')) continue
    const check = ajv.compile(close(contents[mediaType]!.schema))
    check(answer.json())
    expect([url, check.errors?.slice(0, 3) ?? []]).toEqual([url, []])
    expect([url, hasEmptyList(answer.json())]).toEqual([url, false])
  }
})

/** The same schema, but an object that names its fields takes no others. */
function close(schema: unknown): Schema {
  const copy = structuredClone(schema)
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, properties } = node as Schema
    const isNamed = type === 'object' && Object.keys(properties ?? {}).length > 0
    if (isNamed) Object.assign(node, { additionalProperties: false })
    for (const child of Object.values(node)) visit(child)
  }
  visit(copy)
  return copy as Schema
}

/** An answer without items would say nothing about them. */
const hasEmptyList = (body: { items?: unknown[]; features?: unknown[] }) =>
  (body.items ?? body.features)?.length === 0

test('a field that the schema does not name would be found', () => {
  const schema = {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        items: {
          anyOf: [{ type: 'object', properties: { id: { type: 'integer' } } }, { type: 'null' }],
        },
      },
    },
  }
  const check = new Ajv({ strict: false }).compile(close(schema))
  expect(check({ items: [{ id: 1 }, null] })).toBe(true)
  expect(check({ items: [{ id: 1, idNumber: '3707831990' }] })).toBe(false)
})
