import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { type Act, type MovingDesk, openMovingDesk } from './moving-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const places = async (query: string) =>
  (await desk.residences(query)).map(({ dwellingId, householdId, from, until }) => ({
    ...{ dwellingId, householdId, from, until },
  }))

describe('a move in', () => {
  test('begins a household, or joins one, and counts', async () => {
    expect(await desk.act(5, 'move-in', { verifiedOn: '2024-05-02' })).toBe('done')
    expect(await desk.residences('person=5')).toEqual([
      expect.objectContaining({
        ...{ dwellingId: 102, householdId: 3, kind: 'lives', label: '1-102', personName: '赵*' },
        ...{ from: '2024-05-01', until: null, source: 'visit' },
        ...{ verifiedBy: 'test-operator', verifiedOn: '2024-05-02' },
        lifeEventId: await desk.newest(),
      }),
    ])
    expect(await peopleOf(1)).toEqual({ households: 2, persons: 4 })
  })

  test.each([
    ['lives-elsewhere', 1, {}],
    ['household-elsewhere', 5, { householdId: 2 }],
    ['household-without-head', 5, { relationToHead: 'child' }],
    ['second-head', 5, { dwellingId: 101, householdId: 1 }],
    ['dwelling-not-found', 5, { dwellingId: 999 }],
    ['day-in-future', 5, { happenedOn: '2999-01-01' }],
    ['day-in-future', 5, { verifiedOn: '2999-01-01' }],
    ['before-birth', 5, { happenedOn: '1989-12-31' }],
    ['invalid-input', 5, { happenedOn: '2024-02-30' }],
  ])('is refused as %s, and nothing changes', async (code, person, body) => {
    const before = await desk.state()
    expect(await desk.act(person, 'move-in', body)).toBe(code)
    expect(await desk.state()).toEqual(before)
  })

  test('does not lead into a retired dwelling, and a dwelling in use is not retired', async () => {
    const retire = (id: number) =>
      desk.database.pool.query('UPDATE dwelling SET is_retired = true WHERE dwelling_id = $1', [id])
    await retire(102)
    expect(await desk.act(5, 'move-in')).toBe('dwelling-retired')
    await expect(retire(101)).rejects.toMatchObject({ constraint: 'dwelling_in_use' })
  })
})

describe('a move out', () => {
  test('ends the stay; the household goes on without the person', async () => {
    expect(await desk.act(3, 'move-out')).toBe('done')
    expect(await places('person=3')).toEqual([
      { dwellingId: 101, householdId: 1, from: '2015-03-04', until: '2024-05-01' },
    ])
    expect(await peopleOf(1)).toEqual({ households: 1, persons: 2 })
    expect(await desk.act(3, 'move-out')).toBe('lives-nowhere')
  })

  test('of the last member, or of all, ends the household', async () => {
    expect(await desk.act(4, 'move-out')).toBe('done')
    expect(await desk.act(2, 'move-out', { isWholeHousehold: true })).toBe('done')
    expect([await peopleOf(1), await peopleOf(2)]).toEqual([
      { households: 0, persons: 0 },
      { households: 0, persons: 0 },
    ])
  })

  test('of a head who leaves others needs a new head and all relations', async () => {
    const leave = (stayers: [number, string][] | null) =>
      desk.act(1, 'move-out', {
        stayers:
          stayers?.map(([personId, relationToHead]) => ({ personId, relationToHead })) ?? null,
      })
    expect(await leave(null)).toBe('head-needed')
    expect(await leave([[2, 'head']])).toBe('stayers-wrong')
    expect(
      await leave([
        [2, 'sibling'],
        [3, 'child'],
      ]),
    ).toBe('head-needed')
    expect(
      await leave([
        [2, 'head'],
        [3, 'head'],
      ]),
    ).toBe('second-head')
    expect(
      await leave([
        [2, 'head'],
        [4, 'child'],
      ]),
    ).toBe('stayers-wrong')
    expect(
      await leave([
        [3, 'child'],
        [2, 'head'],
      ]),
    ).toBe('done')
    const { rows } = await desk.database.pool.query(
      'SELECT person_id, relation_to_head FROM person WHERE household_id = 1 ORDER BY 1',
    )
    expect(rows.map(Object.values)).toEqual([
      [2, 'head'],
      [3, 'child'],
    ])
  })

  test('of somebody of whom only the household is known ends on that day', async () => {
    await desk.database.pool.query('DELETE FROM residence WHERE person_id = 3')
    expect(await desk.act(3, 'move-out')).toBe('done')
    expect(await places('person=3')).toEqual([
      { dwellingId: 101, householdId: 1, from: null, until: '2024-05-01' },
    ])
  })

  test.each([
    ['before-moving-in', { happenedOn: '2015-03-04' }],
    ['before-moving-in', { happenedOn: '2014-01-01' }],
    ['day-in-future', { happenedOn: '2999-01-01' }],
  ])('is refused as %s', async (code, body) => {
    expect(await desk.act(3, 'move-out', body)).toBe(code)
  })
})

describe('a move within the city', () => {
  test('of one person leaves one stay and begins the next on the same day', async () => {
    expect(await desk.act(3, 'move')).toBe('done')
    expect(await places('person=3')).toEqual([
      { dwellingId: 202, householdId: 3, from: '2024-05-01', until: null },
      { dwellingId: 101, householdId: 1, from: '2015-03-04', until: '2024-05-01' },
    ])
    expect([await peopleOf(1), await peopleOf(2)]).toEqual([
      { households: 1, persons: 2 },
      { households: 2, persons: 2 },
    ])
  })

  test('of a whole household takes everybody along, with head and relations', async () => {
    expect(await desk.act(2, 'move', { isWholeHousehold: true })).toBe('done')
    expect(await places('dwelling=202')).toEqual(
      [1, 2, 3].map(() => ({ dwellingId: 202, householdId: 1, from: '2024-05-01', until: null })),
    )
    expect([await peopleOf(1), await peopleOf(2)]).toEqual([
      { households: 0, persons: 0 },
      { households: 2, persons: 4 },
    ])
  })

  test.each([
    ['same-dwelling', 3, { dwellingId: 101 }],
    ['lives-nowhere', 5, {}],
    ['head-needed', 1, {}],
    ['whole-household-joins-none', 1, { isWholeHousehold: true, dwellingId: 201, householdId: 2 }],
  ])('is refused as %s, and nothing changes', async (code, person, body) => {
    const before = await desk.state()
    expect(await desk.act(person, 'move', body)).toBe(code)
    expect(await desk.state()).toEqual(before)
  })

  test('of a whole household is not dated before somebody has left it', async () => {
    const together = { isWholeHousehold: true, dwellingId: 202 }
    await desk.act(3, 'move-out', { happenedOn: '2024-06-01' })
    expect(await desk.act(1, 'move', { ...together, happenedOn: '2024-05-15' })).toBe(
      'later-act-recorded',
    )
    expect(await desk.act(1, 'move', { ...together, happenedOn: '2024-06-01' })).toBe('done')
  })
})

describe('each act', () => {
  test.each<[Act, number]>([
    ['move-in', 5],
    ['move-out', 3],
    ['move', 3],
  ])('%s is in the audit, with the reason and everybody it touched', async (act, person) => {
    await desk.act(person, act)
    const { rows } = await desk.database.pool.query(
      `SELECT action, subject_id, person_ids @> ARRAY[$1::int] AS names, purpose FROM audit_entry
       WHERE action <> 'residence.list' ORDER BY entry_id DESC LIMIT 1`,
      [person],
    )
    expect(rows[0]).toEqual({
      action: `person.${act}`,
      subject_id: person,
      names: true,
      purpose: '入户走访',
    })
  })

  test('asks for the revision that was read, and refuses an older one', async () => {
    const based = (tag: string) => desk.act(3, 'move', {}, { 'if-match': tag })
    expect(await based('')).toBe('revision-missing')
    expect(await based('"1"')).toBe('done')
    expect(await desk.act(3, 'move-out', {}, { 'if-match': '"1"' })).toBe('revision-stale')
  })

  test('is refused for whose data may not be used now', async () => {
    await desk.database.pool.query(
      `UPDATE person SET restricted_at = now(), restriction_reason = 'x' WHERE person_id = 3`,
    )
    expect(await desk.act(3, 'move-out')).toBe('person-restricted')
  })

  test('of two at once on one record one is done', async () => {
    const answers = await Promise.all([
      desk.act(3, 'move-out', {}, { 'if-match': '"1"' }),
      desk.act(3, 'move', {}, { 'if-match': '"1"' }),
    ])
    expect(answers.sort()).toEqual(['done', 'revision-stale'])
  })
})

describe('who is bound to an area', () => {
  test('records moves within it, and of nobody and to nowhere else', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    expect(await desk.act(3, 'move', { dwellingId: 102 }, leader)).toBe('done')
    expect(await desk.act(3, 'move', { dwellingId: 202 }, leader)).toBe('dwelling-not-found')
    expect(await desk.act(4, 'move-out', {}, leader)).toBe('person-not-found')
    expect(await desk.act(3, 'move-out', { happenedOn: '2024-06-01' }, leader)).toBe('done')
    expect(await desk.act(3, 'move-in', { happenedOn: '2024-07-01' }, leader)).toBe('done')
    expect(await desk.act(5, 'move-in', {}, leader)).toBe('person-not-found')
  })

  test('takes back what they have recorded themselves only', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    await desk.act(3, 'move-out')
    const ofOperator = await desk.newest()
    await desk.act(2, 'move-out', {}, leader)
    const own = await desk.newest()
    expect(await desk.undo(ofOperator, leader)).toBe('life-event-not-found')
    expect(await desk.undo(own, leader)).toBe('done')
  })
})

async function peopleOf(grid: number) {
  const { rows } = await desk.database.pool.query(
    `SELECT sum(household_count)::int AS households, sum(person_count)::int AS persons
     FROM building WHERE grid_id = $1`,
    [grid],
  )
  return rows[0]
}
