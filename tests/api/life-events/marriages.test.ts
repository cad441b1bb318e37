import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LifeDesk, openLifeDesk, toMembers } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

describe('a marriage', () => {
  test('joins the home of one of the couple', async () => {
    const before = await desk.state()
    const home = { dwellingId: 201, householdId: 2, movers: toMembers([[3, 'spouse']]) }
    const wedding = await desk.record('persons/3/marriage', { spouseId: 4, home })
    expect(await desk.relations(2)).toEqual([
      [3, 'spouse'],
      [4, 'head'],
    ])
    expect((await desk.person(3)).spouseId).toBe(4)
    await desk.undoesTo(before, wedding)
  })

  test('joins two households in a new dwelling, and the empty one is over', async () => {
    const before = await desk.state()
    await desk.record('persons/2/divorce', { happenedOn: '2024-01-01' })
    const divorce = await desk.newest()
    const home = {
      ...{ dwellingId: 103, householdId: null },
      movers: toMembers([
        [2, 'spouse'],
        [4, 'head'],
        [3, 'other-relative'],
      ]),
    }
    const wedding = await desk.record('persons/4/marriage', { spouseId: 2, home })
    expect(await desk.relations(wedding.householdId)).toEqual([
      [2, 'spouse'],
      [3, 'other-relative'],
      [4, 'head'],
    ])
    expect((await desk.app.inject('/api/v1/households/2')).statusCode).toBe(404)
    expect(await desk.undo(wedding.lifeEventId)).toBe('done')
    await desk.undo(divorce)
    expect(await desk.state()).toEqual(before)
  })

  test('of two who share a household makes one the spouse of the head', async () => {
    await desk.act(5, 'move-in', { dwellingId: 201, householdId: 2, relationToHead: 'unrelated' })
    await desk.database.pool.query(`UPDATE person SET sex = 'male' WHERE person_id = 5`)
    expect(await desk.code('persons/5/marriage', { spouseId: 4, home: null })).toBe('done')
    expect(await desk.relations(2)).toEqual([
      [4, 'head'],
      [5, 'spouse'],
    ])
  })

  test.each([
    ['married-already', 1, { spouseId: 4 }],
    ['married-already', 4, { spouseId: 2 }],
    ['marries-themselves', 4, { spouseId: 4 }],
    ['too-young-to-marry', 3, { spouseId: 4, happenedOn: '2022-04-30' }],
    ['person-not-found', 4, { spouseId: 99 }],
    [
      'movers-wrong',
      4,
      {
        spouseId: 3,
        home: { dwellingId: 201, householdId: 2, movers: toMembers([[2, 'spouse']]) },
      },
    ],
    [
      'movers-wrong',
      5,
      {
        spouseId: 3,
        home: {
          dwellingId: 103,
          householdId: null,
          movers: toMembers([
            [3, 'head'],
            [4, 'child'],
            [5, 'spouse'],
          ]),
        },
      },
    ],
    [
      'household-without-head',
      5,
      {
        spouseId: 3,
        home: {
          dwellingId: 103,
          householdId: null,
          movers: toMembers([
            [3, 'spouse'],
            [5, 'spouse'],
          ]),
        },
      },
    ],
  ])('is refused as %s, and nothing changes', async (outcome, id, body) => {
    const before = await desk.state()
    expect(await desk.code(`persons/${id}/marriage`, { home: null, ...body })).toBe(outcome)
    expect(await desk.state()).toEqual(before)
  })
})

describe('a divorce', () => {
  test('ends a marriage, recorded or as the collection found it', async () => {
    const before = await desk.state()
    const divorce = await desk.record('persons/1/divorce')
    expect(await desk.relations(1)).toEqual([
      [1, 'head'],
      [2, 'unrelated'],
      [3, 'child'],
    ])
    expect(await desk.code('persons/1/divorce')).toBe('not-married')
    expect(
      await desk.code('persons/1/marriage', { spouseId: 4, home: null, happenedOn: '2024-04-01' }),
    ).toBe('married-already')
    await desk.undoesTo(before, divorce)
    const wedding = { spouseId: 4, home: null }
    await desk.record('persons/3/marriage', wedding)
    expect(await desk.code('persons/4/divorce', { happenedOn: '2024-05-01' })).toBe(
      'divorce-before-marriage',
    )
    expect(await desk.code('persons/4/divorce', { happenedOn: '2024-06-01' })).toBe('done')
    expect(await desk.code('persons/3/marriage', { ...wedding, happenedOn: '2024-07-01' })).toBe(
      'done',
    )
  })
})
