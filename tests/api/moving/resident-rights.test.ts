import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonReport } from '../../../server/contract/person-rights.ts'
import { type MovingDesk, openMovingDesk } from './moving-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const reason = '居民本人要求'
const report = async (person: number): Promise<PersonReport> =>
  (
    await desk.app.inject({
      method: 'POST',
      url: `/api/v1/persons/${person}/report`,
      payload: { purpose: reason },
    })
  ).json()
const send = (person: number, what: 'erasure' | 'restriction') =>
  desk.app.inject({
    method: 'POST',
    url: `/api/v1/persons/${person}/${what}`,
    payload: { reason },
  })

describe('somebody whose moves were recorded', () => {
  test('reads in the report what is believed and what was believed before', async () => {
    await desk.act(4, 'move-out', { happenedOn: '2024-05-01' })
    const { residences } = await report(4)
    expect(residences.map(({ from, until }) => [from, until])).toEqual([
      ['2015-03-04', '2024-05-01'],
      ['2015-03-04', null],
    ])
    expect(residences.map(({ replacedAt }) => replacedAt === null)).toEqual([true, false])
  })

  test('reads which acts were recorded, by whom, and why where they were recorded for them', async () => {
    await desk.record('persons/2/divorce', { reason: '民政部门告知' })
    await desk.undo(await desk.newest())
    await desk.record('persons/2/death', { happenedOn: '2024-06-01' })
    const { diedOn, marriages, lifeEvents } = await report(2)
    expect(lifeEvents.map(({ kind, reason: why, isUndone }) => [kind, why, isUndone])).toEqual([
      ['death', '入户走访', false],
      ['divorce', '民政部门告知', true],
    ])
    expect([diedOn, marriages]).toEqual(['2024-06-01', []])
    expect((await report(1)).lifeEvents.map((one) => one.reason)).toEqual([null])
  })

  test('who is erased leaves no words behind, and no undo brings them back', async () => {
    await desk.act(4, 'move-out', { reason: '随女儿赵小燕迁往青岛' })
    const event = await desk.newest()
    expect((await send(4, 'erasure')).statusCode).toBe(204)
    const before = await desk.state()
    expect(await desk.undo(event)).toBe('person-erased')
    expect(await desk.state()).toEqual(before)
    const { rows } = await desk.database.pool.query('SELECT reason FROM life_event')
    expect(rows).toEqual([{ reason: '-' }])
  })

  test('whose data is restricted is not touched by an undo either', async () => {
    await desk.act(4, 'move-out')
    expect((await send(4, 'restriction')).statusCode).toBe(204)
    expect(await desk.undo(await desk.newest())).toBe('person-restricted')
  })
})
