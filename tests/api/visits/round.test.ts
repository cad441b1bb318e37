import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { openVisitDesk, toOperation, type VisitDesk } from './visit-desk.ts'

let desk: VisitDesk

beforeAll(async () => {
  desk = await openVisitDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.begin())

const dueOf = async (headers?: Record<string, string>) =>
  (await desk.round(headers)).items.map(({ householdId }) => householdId)
const verify = (daysAgo: number) =>
  desk.database.pool.query(
    'UPDATE residence SET verified_on = current_date - $1::int WHERE household_id = 1',
    [daysAgo],
  )
const today = () => new Date().toISOString()

describe('a household', () => {
  test('is due where nobody has been for as long as the city says, by its kind', async () => {
    expect(await dueOf()).toEqual([1, 2])
    await verify(90)
    expect(await dueOf()).toEqual([1, 2])
    await verify(89)
    expect(await dueOf()).toEqual([2])
    await desk.database.pool.query(
      `UPDATE household SET kind = 'collective' WHERE household_id = 1`,
    )
    expect(await dueOf()).toEqual([1, 2])
    await desk.database.pool.query(
      `UPDATE visit_rule SET due_after_days = 180 WHERE household_kind = 'collective'`,
    )
    expect(await dueOf()).toEqual([2])
    await desk.database.pool.query(
      `UPDATE visit_rule SET due_after_days = 30 WHERE household_kind = 'collective'`,
    )
  })

  test('is due no more after a visit, but is where nobody was at home', async () => {
    await desk.send([
      toOperation({ visitedAt: today(), outcome: 'nobody-home', isVerified: false }),
    ])
    const { items, progress } = await desk.round()
    expect(items[0]).toMatchObject({ householdId: 1, lastVisit: { outcome: 'nobody-home' } })
    expect(progress).toEqual({ households: 2, due: 2, visitedThisQuarter: 0 })
    await desk.send([toOperation({ visitedAt: today(), outcome: 'refused', isVerified: false })])
    expect((await desk.round()).progress).toEqual({ households: 2, due: 1, visitedThisQuarter: 1 })
  })

  test('comes with masked names and its place, and not with more', async () => {
    const [stop] = (await desk.round()).items
    expect(stop).toEqual({
      ...{ householdId: 1, kind: 'family', dwellingId: 101, buildingId: 1 },
      ...{ street: '', building: '1号楼', label: '1-101', unit: 1, floor: 1 },
      members: [
        { personId: 1, name: '王*明', relationToHead: 'head' },
        { personId: 2, name: '王*明', relationToHead: 'spouse' },
        { personId: 3, name: '王*明', relationToHead: 'child' },
      ],
      ...{ lastVisit: null, verifiedOn: null, dueOn: null },
    })
  })
})

describe('who is bound to an area', () => {
  test('sees the round and the visits of that area, and records there only', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    expect(await dueOf(leader)).toEqual([1])
    const elsewhere = toOperation({
      ...{ householdId: 2, dwellingId: 201 },
      seen: [{ personId: 4, relationToHead: 'head' }],
    })
    const results = await desk.send([elsewhere, toOperation()], leader)
    expect(results.map(({ result, problem }) => problem?.code ?? result)).toEqual([
      'household-not-found',
      'accepted',
    ])
    await desk.send([{ ...elsewhere, isVerified: false, seen: [] }])
    expect(await desk.visits(2, leader)).toEqual([])
    expect(await desk.visits(undefined, leader)).toEqual([])
    const [foreign] = await desk.visits()
    expect(await desk.settle(foreign!.id, 'record-stands', leader)).toBe('visit-not-found')
  })

  test('is asked again each time: a session that has ended sends nothing', async () => {
    const { cookie } = await signInAs(desk.database.pool, 'grid-leader')
    await desk.database.pool.query('UPDATE account_session SET ended_at = now()')
    await expect(desk.send([toOperation()], { cookie })).rejects.toThrow('not-signed-in')
    await desk.database.pool.query('UPDATE account_session SET ended_at = NULL')
  })
})
