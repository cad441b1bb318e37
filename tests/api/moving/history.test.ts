import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { relationsToHead } from '../../../server/contract/vocabulary.ts'
import { type Act, type MovingDesk, openMovingDesk } from './moving-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const homes = async (query: string) =>
  (await desk.residences(query)).map(({ dwellingId }) => dwellingId)

describe('residences', () => {
  test('are told as they were on a day, the day of a move counting for the new home', async () => {
    await desk.act(3, 'move', { happenedOn: '2020-06-01' })
    expect(await homes('person=3&asOf=2020-05-31')).toEqual([101])
    expect(await homes('person=3&asOf=2020-06-01')).toEqual([202])
    expect(await homes('person=3&asOf=2015-03-03')).toEqual([])
    expect((await homes('dwelling=101&asOf=2020-06-01')).length).toBe(2)
  })

  test('are told as they were believed before an act was recorded, and before it was undone', async () => {
    const loaded = await moment()
    await desk.act(3, 'move', { happenedOn: '2020-06-01' })
    const moved = await moment()
    await desk.undo(await desk.newest())
    const onThatDay = 'person=3&asOf=2021-01-01'
    expect(await homes(onThatDay)).toEqual([101])
    expect(await homes(`${onThatDay}&knownAt=${moved}`)).toEqual([202])
    expect(await homes(`${onThatDay}&knownAt=${loaded}`)).toEqual([101])
  })

  test('are asked for by person or by dwelling', async () => {
    const code = async (query: string) =>
      (await desk.app.inject(`/api/v1/residences?${query}`)).json().type
    expect(await code('asOf=2020-01-01')).toBe('/problems/residences-of-what')
    expect(await code('person=1&dwelling=101')).toBe('/problems/residences-of-what')
    expect(await code('person=99')).toBe('/problems/person-not-found')
    expect(await code('dwelling=99')).toBe('/problems/dwelling-not-found')
  })
})

describe('an undo', () => {
  test('goes backwards: not what something was built on, not twice, not of an undo', async () => {
    await desk.act(3, 'move')
    const first = await desk.newest()
    await desk.act(3, 'move', { dwellingId: 203, happenedOn: '2025-01-01' })
    const second = await desk.newest()
    expect(await desk.undo(first)).toBe('undo-last-first')
    expect(await desk.undo(second)).toBe('done')
    expect(await desk.undo(await desk.newest())).toBe('undo-is-final')
    expect(await desk.undo(second)).toBe('undone-already')
    expect(await desk.undo(first)).toBe('done')
    expect(await desk.undo(99_999)).toBe('life-event-not-found')
  })

  test('waits for who has joined the household since', async () => {
    await desk.act(5, 'move-in')
    const began = await desk.newest()
    await desk.act(3, 'move', { dwellingId: 102, householdId: 3, relationToHead: 'unrelated' })
    expect(await desk.undo(began)).toBe('undo-last-first')
  })
})

/** What a random act is made of; much of it makes no sense and is refused. */
const randomAct = fc.record({
  act: fc.constantFrom<Act>('move-in', 'move-out', 'move', 'move'),
  person: fc.integer({ min: 1, max: 5 }),
  dwellingId: fc.constantFrom(101, 102, 103, 201, 202, 203),
  joins: fc.boolean(),
  relationToHead: fc.constantFrom(...relationsToHead),
  isWholeHousehold: fc.boolean(),
  days: fc.integer({ min: -1, max: 6 }),
  isUndone: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})

test('after any sequence of acts all holds, an undo gives the same state, a refusal changes nothing', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(randomAct, { minLength: 50, maxLength: 50 }), async (acts) => {
      await desk.settle()
      let day = Date.parse('2016-01-01')
      for (const { act, person, days, isUndone, ...chosen } of acts) {
        day += days * 86_400_000
        const before = await desk.state()
        const happenedOn = new Date(day).toISOString().slice(0, 10)
        const outcome = await desk.act(
          person,
          act,
          await toBody(act, person, { ...chosen, happenedOn }),
        )
        if (outcome === 'done') done += 1
        if (outcome !== 'done') expect(await desk.state()).toEqual(before)
        else if (isUndone) {
          expect(await desk.undo(await desk.newest())).toBe('done')
          expect(await desk.state()).toEqual(before)
        } else expect(await desk.state()).not.toEqual(before)
        expect(await faults()).toEqual([])
      }
      await undoAll()
      expect(await faults()).toEqual([])
    }),
    { numRuns: 6, endOnFailure: true },
  )
  // Else it would have shown little.
  expect(done).toBeGreaterThan(40)
}, 120_000)

type Chosen = Omit<
  typeof randomAct extends fc.Arbitrary<infer T> ? T : never,
  'act' | 'person' | 'days' | 'isUndone'
>

async function toBody(
  act: Act,
  person: number,
  { joins, isWholeHousehold, ...home }: Chosen & { happenedOn: string },
) {
  const { dwellingId, relationToHead, happenedOn } = home
  const { pool } = desk.database
  const { rows: hosts } = await pool.query(
    'SELECT household_id AS id FROM household WHERE dwelling_id = $1 LIMIT 1',
    [dwellingId],
  )
  const { rows: staying } = await pool.query(
    `SELECT other.person_id AS id FROM person JOIN person AS other USING (household_id)
     WHERE person.person_id = $1 AND other.person_id <> $1 ORDER BY 1`,
    [person],
  )
  const stayers = staying.map(({ id }, index) => ({
    personId: id,
    relationToHead: index === 0 ? 'head' : 'other-relative',
  }))
  const { rows: self } = await pool.query(
    'SELECT relation_to_head AS relation FROM person WHERE person_id = $1',
    [person],
  )
  const leaving = {
    isWholeHousehold,
    stayers: !isWholeHousehold && self[0].relation === 'head' && stayers.length ? stayers : null,
  }
  const householdId = joins && !(act === 'move' && isWholeHousehold) ? (hosts[0]?.id ?? null) : null
  // Most of those who join nobody know that they are head.
  const beginsAsHead = householdId === null && relationToHead !== 'unrelated'
  const relation = beginsAsHead ? 'head' : relationToHead
  const arriving = { dwellingId, householdId, relationToHead: relation }
  if (act === 'move-in') return { happenedOn, ...arriving }
  return act === 'move-out' ? { happenedOn, ...leaving } : { happenedOn, ...arriving, ...leaving }
}

/** Takes back every act that was not, the newest first; in the end nothing has ever happened. */
async function undoAll(): Promise<void> {
  const { rows } = await desk.database.pool.query(
    `SELECT life_event_id AS id FROM life_event AS event
     WHERE kind <> 'undo' AND NOT EXISTS (SELECT FROM life_event WHERE undoes = event.life_event_id)
     ORDER BY 1 DESC`,
  )
  for (const { id } of rows) expect(await desk.undo(id)).toBe('done')
  expect(await homes('dwelling=101')).toEqual([101, 101, 101])
  expect(await homes('person=4')).toEqual([201])
  expect(await homes('person=5')).toEqual([])
}

async function faults(): Promise<string[]> {
  const { rows } = await desk.database.pool.query(FAULTS)
  return rows.map(({ fault }) => fault)
}

async function moment(): Promise<string> {
  // The answer is told to the second, the moments of the database are finer.
  const { rows } = await desk.database.pool.query('SELECT clock_timestamp()::text AS now')
  return encodeURIComponent(rows[0].now.replace(' ', 'T').replace(/\+00$/, 'Z'))
}

const FAULTS = `
  SELECT 'heads of household ' || household_id AS fault FROM household LEFT JOIN person USING (household_id)
  GROUP BY household_id HAVING count(*) FILTER (WHERE relation_to_head = 'head') <> 1
  UNION ALL
  SELECT 'home of ' || person.person_id FROM person LEFT JOIN household USING (household_id)
  LEFT JOIN residence ON residence.person_id = person.person_id AND residence.kind = 'lives' AND upper_inf(valid)
  WHERE (household.household_id, household.dwelling_id) IS DISTINCT FROM (residence.household_id, residence.dwelling_id)
  UNION ALL
  SELECT 'grid of ' || person_id FROM person LEFT JOIN household USING (household_id)
  WHERE person.grid_id IS DISTINCT FROM household.grid_id
  UNION ALL
  SELECT 'counts of ' || building_id FROM building CROSS JOIN LATERAL (
    SELECT count(DISTINCT household_id)::int AS households, count(person_id)::int AS persons
    FROM dwelling LEFT JOIN household USING (dwelling_id) LEFT JOIN person USING (household_id)
    WHERE dwelling.building_id = building.building_id) AS counted
  WHERE (household_count, person_count) <> (households, persons)
  UNION ALL
  SELECT 'hole in what was believed of ' || residence_id FROM (
    SELECT residence_id, replaced_at, lead(recorded_at) OVER (PARTITION BY residence_id ORDER BY recorded_at) AS next
    FROM residence_belief) AS link WHERE next IS NOT NULL AND next IS DISTINCT FROM replaced_at
  UNION ALL
  SELECT 'two homes believed at once of ' || one.person_id
  FROM life_event JOIN residence_belief AS one
    ON one.recorded_at <= life_event.recorded_at AND coalesce(one.replaced_at > life_event.recorded_at, true)
  JOIN residence_belief AS other
    ON other.recorded_at <= life_event.recorded_at AND coalesce(other.replaced_at > life_event.recorded_at, true)
    AND other.person_id = one.person_id AND other.residence_id > one.residence_id AND other.valid && one.valid
    AND other.kind = 'lives' AND one.kind = 'lives'
  UNION ALL
  SELECT 'audit ' || find_audit_fault.fault FROM find_audit_fault()`
