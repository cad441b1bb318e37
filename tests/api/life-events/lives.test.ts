import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { type MovingDesk, openMovingDesk } from '../moving/moving-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const toMembers = (members: [number, string][]) =>
  members.map(([personId, relationToHead]) => ({ personId, relationToHead }))
const code = async (path: string, body?: object) => (await desk.record(path, body)).code
const person = async (id: number) => (await desk.app.inject(`/api/v1/persons/${id}`)).json()

/** Records an act, takes it back, and sees that nothing is left of it but its history. */
async function undoesTo(
  before: unknown,
  { code: outcome, lifeEventId }: { code: string; lifeEventId: number },
) {
  expect(outcome).toBe('done')
  expect(await desk.state()).not.toEqual(before)
  expect(await desk.undo(lifeEventId)).toBe('done')
  expect(await desk.state()).toEqual(before)
}

async function found(q: string) {
  const request = { method: 'POST', url: '/api/v1/search', payload: { q } } as const
  return (await desk.app.inject(request)).json().items.map(({ kind }: { kind: string }) => kind)
}

async function relations(household: number) {
  const { rows } = await desk.database.pool.query(
    'SELECT person_id, relation_to_head FROM person WHERE household_id = $1 ORDER BY 1',
    [household],
  )
  return rows.map(Object.values)
}

describe('a death', () => {
  const stayers = toMembers([
    [2, 'head'],
    [3, 'child'],
  ])

  test('of a head ends home, registration and lease, names another head, and leaves ownership', async () => {
    await desk.database.pool.query(
      `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
       SELECT 1, 101, kind, '[2010-01-01,)', 'collection' FROM unnest('{owner,registered}'::text[]) AS kind`,
    )
    await desk.record('dwellings/102/lease-begin', { tenantIds: [1], until: '2999-01-01' })
    const before = await desk.state()
    const death = await desk.record('persons/1/death', { stayers, happenedOn: '2024-06-01' })
    expect(await relations(1)).toEqual([
      [2, 'head'],
      [3, 'child'],
    ])
    expect(
      (await desk.residences('person=1')).map(({ kind, until }) => [kind, until]).sort(),
    ).toEqual([
      ['lives', '2024-06-01'],
      ['owner', null],
      ['registered', '2024-06-01'],
      ['tenant', '2024-06-01'],
    ])
    expect(await person(1)).toMatchObject({ diedOn: '2024-06-01', household: null })
    await undoesTo(before, death)
  })

  test('lets nothing follow but the sale of what was owned', async () => {
    await desk.record('dwellings/103/sale', { ownerIds: [4] })
    expect(await found('李婷')).toEqual(['person', 'household'])
    expect(await code('persons/4/death')).toBe('done')
    expect(await found('李婷')).toEqual([])
    const later = { happenedOn: '2024-07-01' }
    expect(await code('persons/4/death', later)).toBe('person-dead')
    expect(await desk.act(4, 'move-in', later)).toBe('person-dead')
    expect(await code('persons/5/marriage', { ...later, spouseId: 4, home: null })).toBe(
      'person-dead',
    )
    expect(await code('dwellings/103/lease-begin', { ...later, tenantIds: [4] })).toBe(
      'person-dead',
    )
    expect(await code('dwellings/103/sale', { ...later, ownerIds: [5] })).toBe('done')
  })

  test('on the first day at home ends that stay on the next', async () => {
    const { personId } = await desk.record('persons/2/birth', {
      ...{ name: '王短命', sex: 'female', relationToHead: 'child' },
    })
    expect(await code(`persons/${personId}/death`)).toBe('done')
    const [stay] = await desk.residences(`person=${personId}`)
    expect([stay?.from, stay?.until]).toEqual(['2024-05-01', '2024-05-02'])
  })

  test.each([
    ['head-needed', 1, {}],
    ['before-birth', 3, { happenedOn: '1999-01-01' }],
    ['before-moving-in', 3, { happenedOn: '2015-03-03' }],
    ['day-in-future', 3, { happenedOn: '2999-01-01' }],
    ['stayers-wrong', 3, { stayers: toMembers([[4, 'head']]) }],
  ])('is refused as %s, and nothing changes', async (outcome, id, body) => {
    const before = await desk.state()
    expect(await code(`persons/${id}/death`, body)).toBe(outcome)
    expect(await desk.state()).toEqual(before)
  })

  test('of a head is not dated before others have left', async () => {
    await desk.act(3, 'move-out', { happenedOn: '2024-06-01' })
    await desk.act(2, 'move-out', { happenedOn: '2024-06-01' })
    expect(await code('persons/1/death', { happenedOn: '2024-05-15' })).toBe('later-act-recorded')
    expect(await code('persons/1/death', { happenedOn: '2024-06-01' })).toBe('done')
  })

  test('is not dated before what is recorded of the person', async () => {
    await desk.act(4, 'move-out', { happenedOn: '2024-06-01' })
    expect(await code('persons/4/death')).toBe('later-act-recorded')
  })
})

describe('a change of head', () => {
  test('says all relations anew, and is taken back', async () => {
    const before = await desk.state()
    const members = toMembers([
      [3, 'head'],
      [1, 'parent'],
      [2, 'parent'],
    ])
    const changed = await desk.record('households/1/change-head', { members })
    expect(await relations(1)).toEqual([
      [1, 'parent'],
      [2, 'parent'],
      [3, 'head'],
    ])
    await undoesTo(before, changed)
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
    expect(await code('households/1/change-head', { members: toMembers(members) })).toBe(outcome)
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
    expect(await code('households/99/change-head', { members })).toBe('household-not-found')
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
      expect(await relations(split.householdId)).toEqual([
        [1, 'head'],
        [3, 'child'],
      ])
      const open = (await desk.residences('person=3')).filter(({ until }) => until === null)
      expect(open.map((one) => [one.dwellingId, one.householdId])).toEqual([
        [dwellingId, split.householdId],
      ])
      await undoesTo(before, split)
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
    expect(await code('households/1/split', { dwellingId: 202, ...body })).toBe(outcome)
  })
})

describe('a marriage', () => {
  test('joins the home of one of the couple', async () => {
    const before = await desk.state()
    const home = { dwellingId: 201, householdId: 2, movers: toMembers([[3, 'spouse']]) }
    const wedding = await desk.record('persons/3/marriage', { spouseId: 4, home })
    expect(await relations(2)).toEqual([
      [3, 'spouse'],
      [4, 'head'],
    ])
    expect((await person(3)).spouseId).toBe(4)
    await undoesTo(before, wedding)
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
    expect(await relations(wedding.householdId)).toEqual([
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
    expect(await code('persons/5/marriage', { spouseId: 4, home: null })).toBe('done')
    expect(await relations(2)).toEqual([
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
    expect(await code(`persons/${id}/marriage`, { home: null, ...body })).toBe(outcome)
    expect(await desk.state()).toEqual(before)
  })
})

describe('a divorce', () => {
  test('ends a marriage, recorded or as the collection found it', async () => {
    const before = await desk.state()
    const divorce = await desk.record('persons/1/divorce')
    expect(await relations(1)).toEqual([
      [1, 'head'],
      [2, 'unrelated'],
      [3, 'child'],
    ])
    expect(await code('persons/1/divorce')).toBe('not-married')
    expect(
      await code('persons/1/marriage', { spouseId: 4, home: null, happenedOn: '2024-04-01' }),
    ).toBe('married-already')
    await undoesTo(before, divorce)
    const wedding = { spouseId: 4, home: null }
    await desk.record('persons/3/marriage', wedding)
    expect(await code('persons/4/divorce', { happenedOn: '2024-05-01' })).toBe(
      'divorce-before-marriage',
    )
    expect(await code('persons/4/divorce', { happenedOn: '2024-06-01' })).toBe('done')
    expect(await code('persons/3/marriage', { ...wedding, happenedOn: '2024-07-01' })).toBe('done')
  })
})

describe('who is bound to an area', () => {
  test('records what happens within it, and of nobody and to nowhere else', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const as = async (path: string, body: object) => (await desk.record(path, body, leader)).code
    expect(await as('persons/4/death', {})).toBe('person-not-found')
    expect(await as('persons/3/marriage', { spouseId: 4, home: null })).toBe('person-not-found')
    expect(await as('households/2/change-head', { members: toMembers([[4, 'head']]) })).toBe(
      'household-not-found',
    )
    expect(
      await as('households/1/split', { dwellingId: 202, leavers: toMembers([[3, 'head']]) }),
    ).toBe('dwelling-not-found')
    expect(await as('dwellings/201/sale', { ownerIds: [1] })).toBe('dwelling-not-found')
    expect(await as('persons/3/register-at', { dwellingId: 201, registrationPlace: 'here' })).toBe(
      'dwelling-not-found',
    )
    expect(
      await as('households/1/split', { dwellingId: 102, leavers: toMembers([[3, 'head']]) }),
    ).toBe('done')
    expect(await desk.undo(await desk.newest(), leader)).toBe('done')
    expect((await desk.app.inject({ url: '/api/v1/persons/4', headers: leader })).statusCode).toBe(
      404,
    )
  })
})
