import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MovingDesk, openMovingDesk } from '../moving/moving-desk.ts'
import { findFaults } from './find-faults.ts'
import { toMembers } from './life-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

/** Acts that touch person 3, the child of household 1, each in another way. */
const acts: [string, object][] = [
  [
    'persons/3/move',
    { dwellingId: 202, householdId: null, relationToHead: 'head', isWholeHousehold: false },
  ],
  [
    'persons/2/move',
    { dwellingId: 202, householdId: null, relationToHead: 'spouse', isWholeHousehold: true },
  ],
  ['persons/2/move-out', { isWholeHousehold: true }],
  ['persons/3/death', {}],
  [
    'persons/1/death',
    {
      stayers: toMembers([
        [2, 'head'],
        [3, 'child'],
      ]),
    },
  ],
  ['persons/4/marriage', { spouseId: 3, home: null }],
  [
    'households/1/change-head',
    {
      members: toMembers([
        [1, 'parent'],
        [2, 'parent'],
        [3, 'head'],
      ]),
    },
  ],
  ['households/1/split', { dwellingId: 103, leavers: toMembers([[3, 'head']]) }],
  ['dwellings/102/sale', { ownerIds: [3] }],
]

describe('an erasure that is under way', () => {
  test.each(acts)('makes %s wait, and leaves nothing of it half done', async (path, body) => {
    const eraser = await desk.database.pool.connect()
    try {
      await eraser.query('BEGIN')
      await eraser.query(
        `SELECT set_config('actor.permissions', 'person.rights', true),
           set_config('actor.scope', 'city', true), set_config('actor.account_id',
           (SELECT min(account_id)::text FROM account), true)`,
      )
      await eraser.query(`SELECT erase_person(3, true, 'never lived here')`)
      const answer = desk.record(path, body)
      expect(await Promise.race([answer, sleep(200, 'waits')])).toBe('waits')
      await eraser.query('COMMIT')
      const { code } = await answer
      expect(await findFaults(eraser)).toEqual([])
      // Whoever is left moves on without the erased; an act that names them is refused.
      const { rows } = await eraser.query(
        'SELECT household_id, erased_at FROM person WHERE person_id = 3',
      )
      expect(rows).toEqual([{ household_id: null, erased_at: expect.any(Date) }])
      expect([code, isRefusal(code) || /move/.test(path)]).toEqual([code, true])
    } finally {
      eraser.release()
    }
  })

  test.each(acts)('and %s at the same moment leave a sound registry', async (path, body) => {
    const erase = () =>
      desk.app.inject({
        method: 'POST',
        url: '/api/v1/persons/3/erasure',
        payload: { reason: '登记有误', isFalseEntry: true },
      })
    const [{ code }, erasure] = await Promise.all([desk.record(path, body), erase()])
    expect([code, code === 'done' || isRefusal(code)]).toEqual([code, true])
    // Erased as a false entry, whether the act came first or not.
    expect(erasure.statusCode).toBe(204)
    const faults = await findFaults(desk.database.pool)
    // A head who never was leaves a household without one, which the lists to mend show.
    expect(faults.filter((fault) => !fault.startsWith('heads of household'))).toEqual([])
  })
})

const isRefusal = (code: string) =>
  [
    ...['person-erased', 'person-not-found', 'revision-stale', 'stayers-wrong', 'not-a-member'],
    ...['split-leaves-nobody', 'household-without-head'],
  ].includes(code)
