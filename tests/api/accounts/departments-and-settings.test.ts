import { afterAll, beforeAll, expect, test } from 'vitest'
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

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await createBuilding(database.pool, 1, [1, 1, 1.5, 2], 1)
  await createHousehold(database.pool, 1, 101)
  await createPerson(database.pool, 1, 'head')
  app = await openTestApp(database)
  ask = askAs(app, await signInAs(database.pool, 'administrator'))
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

const lastDetail = async (action: string) =>
  (
    await database.pool.query<{ detail: Record<string, unknown> }>(
      'SELECT detail FROM audit_entry WHERE action = $1 ORDER BY entry_id DESC LIMIT 1',
      [action],
    )
  ).rows[0]?.detail

test('the fields of a department hold at once, for people who are signed in', async () => {
  const askUser = askAs(app, await signInAs(database.pool, 'department-user'))
  const member = async () =>
    (await askUser('GET', '/api/v1/households/1')).json().members?.[0] as Record<string, unknown>
  expect(await member()).toMatchObject({ name: '王*明', sex: 'male' })
  const fields = [{ field: 'sex', mayReveal: true }]
  const change = { code: 'civil-affairs', name: '民政局', fields }
  const saved = await ask('PUT', '/api/v1/departments/1', change, { 'if-match': '"1"' })
  expect(saved.statusCode, saved.body).toBe(200)
  // What is never masked cannot be revealed.
  expect(saved.json()).toMatchObject({ fields: [{ field: 'sex', mayReveal: false }], revision: 2 })
  expect(await member()).toMatchObject({ name: null, sex: 'male' })
  const session = (await askUser('GET', '/api/v1/session')).json()
  expect([session.fields, session.revealableFields]).toEqual([['sex'], []])
  const none = await ask(
    'PUT',
    '/api/v1/departments/1',
    { ...change, fields: [] },
    { 'if-match': '"2"' },
  )
  expect(none.statusCode).toBe(200)
  expect(codeOf(await askUser('GET', '/api/v1/households/1'))).toBe('not-allowed')
  expect(await lastDetail('department.change')).toMatchObject({ name: '民政局', fields: [] })
})

test('a department is made, listed and changed as it was read', async () => {
  const input = {
    code: 'education',
    name: '教育部门',
    fields: [{ field: 'name', mayReveal: true }],
  }
  const made = await ask('POST', '/api/v1/departments', input)
  expect(made.json()).toMatchObject({ ...input, accountCount: 0, revision: 1 })
  const { id } = made.json()
  expect((await ask('GET', '/api/v1/departments')).json().items.at(-1)).toEqual(made.json())
  expect(await lastDetail('department.create')).toMatchObject({ code: 'education' })
  const url = `/api/v1/departments/${id}`
  expect(codeOf(await ask('PUT', url, input, { 'if-match': '"7"' }))).toBe('revision-stale')
  expect(codeOf(await ask('POST', '/api/v1/departments', input))).toBe('department-code-taken')
  const missing = await ask('PUT', '/api/v1/departments/99', input, { 'if-match': '"1"' })
  expect(codeOf(missing)).toBe('department-not-found')
})

test('settings are changed as a whole, within bounds, and the audit keeps what they were', async () => {
  const before = (await ask('GET', '/api/v1/access-settings')).json()
  const after = { ...before, screenLockMinutes: 3, passwordMinimumLength: 16 }
  expect((await ask('PUT', '/api/v1/access-settings', after)).json()).toEqual(after)
  expect(await lastDetail('access-setting.change')).toMatchObject({
    before: { screen_lock_minutes: before.screenLockMinutes },
    after: { screen_lock_minutes: 3 },
  })
  expect((await ask('GET', '/api/v1/session')).json()).toMatchObject({
    screenLockMinutes: 3,
    passwordMinimumLength: 16,
  })
  const tooShort = { ...before, passwordMinimumLength: 4 }
  expect(codeOf(await ask('PUT', '/api/v1/access-settings', tooShort))).toBe('invalid-input')
})

test('what each role may do and see is told as the database has it', async () => {
  const { items } = (await ask('GET', '/api/v1/access-roles')).json()
  const leader = items.find(({ role }: { role: string }) => role === 'grid-leader')
  expect(leader.areaLevel).toBe('grid')
  expect(leader.fields).toContainEqual({ field: 'birth-date', mayReveal: false })
  const own = (
    await askAs(app, await signInAs(database.pool, 'grid-leader'))('GET', '/api/v1/session')
  ).json()
  expect(leader.permissions).toEqual(own.permissions)
  expect(leader.fields.map(({ field }: { field: string }) => field).sort()).toEqual(
    [...own.fields].sort(),
  )
})
