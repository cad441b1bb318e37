import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { type MovingDesk, openMovingDesk } from '../moving/moving-desk.ts'
import { toMembers } from './life-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const get = async (path: string, headers = {}) =>
  (await desk.app.inject({ url: `/api/v1/${path}`, headers })).json()

/** Label, members as id and relation of one household on a day. */
const members = async (household: number, day: string) =>
  ((await get(`households/${household}?asOf=${day}`)).members ?? [])
    .map((one: { personId: number; relationToHead: string }) => [one.personId, one.relationToHead])
    .sort()

describe('a household', () => {
  test('is told as it was on a day, with the relations of that day, also when it is over', async () => {
    await desk.record('households/1/change-head', {
      happenedOn: '2020-01-01',
      members: toMembers([
        [1, 'spouse'],
        [2, 'head'],
        [3, 'child'],
      ]),
    })
    await desk.record('persons/2/death', {
      happenedOn: '2022-01-01',
      stayers: toMembers([
        [1, 'parent'],
        [3, 'head'],
      ]),
    })
    await desk.act(3, 'move-out', { happenedOn: '2024-01-01', isWholeHousehold: true })
    expect(await members(1, '2015-03-03')).toEqual([])
    expect(await members(1, '2019-12-31')).toEqual([
      [1, 'head'],
      [2, 'spouse'],
      [3, 'child'],
    ])
    expect(await members(1, '2020-01-01')).toEqual([
      [1, 'spouse'],
      [2, 'head'],
      [3, 'child'],
    ])
    expect(await members(1, '2023-01-01')).toEqual([
      [1, 'parent'],
      [3, 'head'],
    ])
    expect(await members(1, '2024-01-01')).toEqual([])
    expect((await desk.app.inject('/api/v1/households/1')).statusCode).toBe(404)
    expect(await get('households/1?asOf=2023-01-01')).toMatchObject({
      ...{ id: 1, revision: null, kind: 'family', dwelling: { id: 101, label: '1-101' } },
    })
  })

  test('is told without names to who does not see its members any more', async () => {
    await desk.act(2, 'move', { isWholeHousehold: true, happenedOn: '2024-01-01' })
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const [member] = (await get('households/1?asOf=2023-01-01', leader)).members
    expect(member).toMatchObject({ personId: 1, name: null, relationToHead: 'head' })
    expect(await get('households/1?asOf=2024-01-01', leader)).toMatchObject({ status: 404 })
  })
})

describe('a building', () => {
  test('tells its households and its matrix of a day', async () => {
    await desk.record('dwellings/101/lease-begin', { tenantIds: [1], happenedOn: '2018-01-01' })
    await desk.act(2, 'move', { isWholeHousehold: true, dwellingId: 202, happenedOn: '2024-01-01' })
    await desk.record('households', {
      ...{ dwellingId: 101, happenedOn: '2024-03-01' },
      members: [{ name: '钱大海', sex: 'male', birthDate: '1985-03-04', relationToHead: 'head' }],
    })
    const told = async (day: string) => {
      const { items, total } = await get(`buildings/1/households?asOf=${day}`)
      const matrix = (await get(`buildings/1/dwellings?asOf=${day}`)).items
      return {
        total,
        households: items.map((one: Record<string, unknown>) => [
          ...[one.label, one.headName, one.memberCount, one.residenceKind],
        ]),
        cell: [matrix[0].occupancy, matrix[0].personCount, matrix.length],
      }
    }
    expect(await told('2017-12-31')).toEqual({
      ...{ total: 1, households: [['1-101', '王*明', 3, 'other']], cell: ['other', 3, 3] },
    })
    expect(await told('2023-12-31')).toEqual({
      ...{ total: 1, households: [['1-101', '王*明', 3, 'tenant']], cell: ['tenant', 3, 3] },
    })
    expect(await told('2024-02-01')).toEqual({
      ...{ total: 0, households: [], cell: ['empty', 0, 3] },
    })
    expect(await told('2024-03-01')).toEqual({
      ...{ total: 1, households: [['1-101', '钱*海', 1, 'other']], cell: ['other', 1, 3] },
    })
  })

  test('tells of today as of today what it tells without a day', async () => {
    const today = new Date().toISOString().slice(0, 10)
    for (const path of ['buildings/1/households', 'buildings/1/dwellings']) {
      expect(await get(`${path}?asOf=${today}`)).toEqual(await get(path))
    }
    const { revision, ...household } = await get('households/1')
    expect(await get(`households/1?asOf=${today}`)).toEqual({ ...household, revision: null })
    expect(revision).toEqual(expect.any(Number))
  })

  test('of a day that is none is refused', async () => {
    expect((await get('buildings/1/households?asOf=2024-02-30')).type).toBe(
      '/problems/invalid-input',
    )
    expect((await get('buildings/99/households?asOf=2024-02-01')).type).toBe(
      '/problems/building-not-found',
    )
  })
})
