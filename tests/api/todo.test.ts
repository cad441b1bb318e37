import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type TodoItem,
  type TodoKind,
  type TodoPage,
  todoKinds,
} from '../../server/contract/todo.ts'
import { createBuilding } from '../factories/small-city.ts'
import { signInAs } from '../helpers/test-app.ts'
import { openSearchDesk, type SearchDesk } from './search/search-desk.ts'

type Headers = Record<string, string>

let desk: SearchDesk
let worker: Headers

beforeAll(async () => {
  desk = await openSearchDesk()
  const { pool } = desk.database
  const home = { household: 1, relation: 'other-relative' }
  const away = { household: 2, relation: 'other-relative' }
  await desk.addPerson({
    id: 1,
    name: '王小明',
    household: 1,
    identityNumber: '39078319800501001X',
  })
  await desk.addPerson({ ...home, id: 2, name: '李婷', phone: '15400000001' })
  // One has no number; two numbers are two people; the same phone, born on another day.
  await desk.addPerson({ ...home, id: 3, name: '王小明' })
  await desk.addPerson({ ...away, id: 4, name: '王小明', identityNumber: '390783198005010028' })
  await desk.addPerson({ ...away, id: 5, name: '李婷', phone: '15400000001' })
  await pool.query(`UPDATE person SET birth_date = '1981-01-01' WHERE person_id = 5`)
  // Nowhere; registered; left the city.
  for (const [id, name] of [
    [11, '钱空'],
    [12, '赵归'],
    [13, '孙远'],
  ] as const) {
    await desk.addPerson({ id, name })
  }
  await pool.query(`
    INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, verified_on) VALUES
      (12, 103, NULL, 'registered', '[2015-01-01,)', 'test', current_date),
      (1, 101, 1, 'lives', '[2015-01-01,)', 'test', current_date - 400),
      (2, 101, 1, 'lives', '[2015-01-01,)', 'test', current_date - 500),
      (4, 201, 2, 'lives', '[2015-01-01,)', 'test', current_date - 30),
      (5, 201, 2, 'lives', '[2015-01-01,)', 'test', NULL);
    WITH event AS (
      INSERT INTO life_event (kind, person_id, happened_on, source, reason, account_id)
      SELECT 'move-out', 13, '2024-01-01', 'report', 'test', min(account_id) FROM account
      RETURNING life_event_id)
    INSERT INTO life_event_person
      SELECT life_event_id, 0, 13, 2, 'other-relative', NULL, 'unrelated' FROM event;
    ALTER TABLE dwelling DISABLE TRIGGER dwelling_retires_empty;
    UPDATE dwelling SET is_retired = true WHERE dwelling_id IN (103, 203);
    ALTER TABLE dwelling ENABLE TRIGGER dwelling_retires_empty`)
  await createBuilding(pool, 3, [0.5, 2.5, 1, 3])
  await createBuilding(pool, 4, [20, 20, 21, 21], 1)
  worker = await signInAs(pool, 'zone-worker')
})
afterAll(() => desk?.close())

const list = async (kind: TodoKind, headers: Headers = {}, page = 1): Promise<TodoPage> =>
  (await desk.app.inject({ url: `/api/v1/todo/${kind}?page=${page}`, headers })).json()

const idsOf = ({ items }: TodoPage) =>
  items.map(({ id, other }: TodoItem) => (other ? [id, other.id] : id))

describe('to be put right', () => {
  test.each([
    ['persons-without-dwelling', [11], []],
    [
      'likely-duplicates',
      [
        [1, 3],
        [2, 5],
      ],
      [[1, 3]],
    ],
    ['households-without-head', [2], []],
    ['retired-dwellings-in-use', [103], [103]],
    ['buildings-without-grid', [4], []],
    ['buildings-without-dwellings', [3], [3]],
    ['unverified-households', [1], [1]],
  ] as const)('%s: of the whole city, and of the own zone', async (kind, whole, own) => {
    expect(idsOf(await list(kind))).toEqual(whole)
    expect(idsOf(await list(kind, worker))).toEqual(own)
  })

  test('is counted as it is listed', async () => {
    for (const headers of [{}, worker]) {
      const { items } = (await desk.app.inject({ url: '/api/v1/todo', headers })).json()
      expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(todoKinds)
      for (const { kind, count } of items) {
        expect([kind, count]).toEqual([kind, (await list(kind, headers)).items.length])
      }
    }
  })

  test('leads to its place, with masked names', async () => {
    const { items } = await list('likely-duplicates')
    expect(items[0]).toEqual({
      id: 1,
      name: '王*明',
      address: '金光花园3号楼 1-101',
      position: [expect.closeTo(118.00075), expect.closeTo(36.0015)],
      buildingId: 1,
      dwellingId: 101,
      other: expect.objectContaining({ id: 3, name: '王*明', dwellingId: 101 }),
      verifiedOn: null,
    })
    expect((await list('unverified-households')).items[0]).toMatchObject({
      name: '王*明',
      dwellingId: 101,
      verifiedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    expect((await list('buildings-without-grid')).items[0]).toMatchObject({
      address: '4号楼',
      buildingId: 4,
      dwellingId: null,
    })
    expect((await list('persons-without-dwelling')).items[0]).toMatchObject({
      position: null,
      address: '',
    })
  })

  test('is noted in the audit with the persons that are shown', async () => {
    await list('likely-duplicates', worker)
    const { rows } = await desk.database.pool.query(
      `SELECT role, person_ids AS ids, detail FROM audit_entry WHERE action = 'todo.list'
       ORDER BY entry_id DESC LIMIT 1`,
    )
    expect(rows).toEqual([
      { role: 'zone-worker', ids: [1, 3], detail: { kind: 'likely-duplicates', page: 1 } },
    ])
  })

  test('comes page by page', async () => {
    await desk.database.pool.query(
      `INSERT INTO household (household_id, dwelling_id) SELECT n, 102 FROM generate_series(10, 129) AS n`,
    )
    const pages = [
      await list('households-without-head'),
      await list('households-without-head', {}, 2),
    ]
    expect(pages.map(({ items, hasMore }) => [items.length, hasMore])).toEqual([
      [100, true],
      [21, false],
    ])
    expect(new Set(pages.flatMap(idsOf)).size).toBe(121)
  })

  test('is answered also where thousands bear one name', async () => {
    await desk.database.pool.query(
      `INSERT INTO person (person_id, household_id, relation_to_head, name, sex, birth_date)
       SELECT n, 2, 'other-relative', '无名氏', 'male', '1900-01-01'
       FROM generate_series(1000, 8999) AS n`,
    )
    const answer = await list('likely-duplicates')
    expect([answer.items.length, answer.hasMore]).toEqual([100, true])
  })

  test('is nothing of another kind', async () => {
    const answer = await desk.app.inject({ url: '/api/v1/todo/everything' })
    expect(answer.statusCode).toBe(400)
  })
})
