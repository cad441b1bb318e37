import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MovingDesk, openMovingDesk } from './moving-desk.ts'

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

  test('of the move of a household waits for who has joined it since', async () => {
    await desk.act(2, 'move', { isWholeHousehold: true })
    const moved = await desk.newest()
    const joining = { dwellingId: 202, householdId: 1, relationToHead: 'unrelated' }
    await desk.act(5, 'move-in', { ...joining, happenedOn: '2024-06-01' })
    const before = await desk.state()
    expect(await desk.undo(moved)).toBe('undo-last-first')
    expect(await desk.state()).toEqual(before)
    expect(await desk.undo(await desk.newest())).toBe('done')
    expect(await desk.undo(moved)).toBe('done')
  })

  test('waits for who has joined the household since', async () => {
    await desk.act(5, 'move-in')
    const began = await desk.newest()
    await desk.act(3, 'move', { dwellingId: 102, householdId: 3, relationToHead: 'unrelated' })
    expect(await desk.undo(began)).toBe('undo-last-first')
  })
})

async function moment(): Promise<string> {
  // The answer is told to the second, the moments of the database are finer.
  const { rows } = await desk.database.pool.query('SELECT clock_timestamp()::text AS now')
  return encodeURIComponent(rows[0].now.replace(' ', 'T').replace(/\+00$/, 'Z'))
}
