import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LifeDesk, openLifeDesk, toMembers } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

describe('a change of head', () => {
  test('says all relations anew, and is taken back', async () => {
    const before = await desk.state()
    const members = toMembers([
      [3, 'head'],
      [1, 'parent'],
      [2, 'parent'],
    ])
    const changed = await desk.record('households/1/change-head', { members })
    expect(await desk.relations(1)).toEqual([
      [1, 'parent'],
      [2, 'parent'],
      [3, 'head'],
    ])
    await desk.undoesTo(before, changed)
  })

  test.each<[string, [number, string][]]>([
    ['stayers-wrong', [[3, 'head']]],
    [
      'household-without-head',
      [
        [1, 'parent'],
        [2, 'parent'],
        [3, 'child'],
      ],
    ],
    [
      'second-head',
      [
        [1, 'head'],
        [2, 'head'],
        [3, 'child'],
      ],
    ],
    [
      'nothing-to-correct',
      [
        [1, 'head'],
        [2, 'spouse'],
        [3, 'child'],
      ],
    ],
    [
      'generations-wrong',
      [
        [1, 'child'],
        [2, 'other-relative'],
        [3, 'head'],
      ],
    ],
    [
      'stayers-wrong',
      [
        [1, 'head'],
        [2, 'spouse'],
        [4, 'child'],
      ],
    ],
  ])('is refused as %s', async (outcome, members) => {
    expect(await desk.code('households/1/change-head', { members: toMembers(members) })).toBe(
      outcome,
    )
  })

  test('is based on the household as it was read', async () => {
    const members = toMembers([
      [1, 'spouse'],
      [2, 'head'],
      [3, 'child'],
    ])
    const { etag } = (await desk.app.inject('/api/v1/households/1')).headers
    await desk.act(3, 'move-out')
    const stale = await desk.record(
      'households/1/change-head',
      { members },
      { 'if-match': String(etag) },
    )
    expect(stale.code).toBe('revision-stale')
    expect(await desk.code('households/99/change-head', { members })).toBe('household-not-found')
  })
})

describe('a split', () => {
  test.each([101, 202])(
    'lets some members begin a household in dwelling %i',
    async (dwellingId) => {
      const before = await desk.state()
      const leavers = toMembers([
        [1, 'head'],
        [3, 'child'],
      ])
      const stayers = toMembers([[2, 'head']])
      const split = await desk.record('households/1/split', { dwellingId, leavers, stayers })
      expect(await desk.relations(split.householdId)).toEqual([
        [1, 'head'],
        [3, 'child'],
      ])
      const open = (await desk.residences('person=3')).filter(({ until }) => until === null)
      expect(open.map((one) => [one.dwellingId, one.householdId])).toEqual([
        [dwellingId, split.householdId],
      ])
      await desk.undoesTo(before, split)
    },
  )

  test.each([
    [
      'split-leaves-nobody',
      {
        leavers: toMembers([
          [1, 'head'],
          [2, 'spouse'],
          [3, 'child'],
        ]),
      },
    ],
    ['not-a-member', { leavers: toMembers([[4, 'head']]) }],
    ['head-needed', { leavers: toMembers([[1, 'head']]) }],
    ['household-without-head', { leavers: toMembers([[3, 'child']]) }],
    ['dwelling-not-found', { leavers: toMembers([[3, 'head']]), dwellingId: 999 }],
    ['before-moving-in', { leavers: toMembers([[3, 'head']]), happenedOn: '2015-03-04' }],
  ])('is refused as %s', async (outcome, body) => {
    expect(await desk.code('households/1/split', { dwellingId: 202, ...body })).toBe(outcome)
  })
})
