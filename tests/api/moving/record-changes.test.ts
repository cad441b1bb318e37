import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordChange } from '../../../server/contract/record-changes.ts'
import { signInAs } from '../../helpers/test-app.ts'
import { type MovingDesk, openMovingDesk } from './moving-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const anHourAgo = () => new Date(Date.now() - 3_600_000).toISOString()
async function changes(query: string, headers = {}): Promise<RecordChange[]> {
  const url = `/api/v1/record-changes?${query}`
  return (await desk.app.inject({ url, headers })).json().items
}
const kinds = (items: RecordChange[]) => items.map(({ kind }) => kind)

describe('whoever finds that a record has changed', () => {
  test('reads what was recorded of the person since, when and by whom, undone or corrected', async () => {
    await desk.act(4, 'move-out')
    await desk.undo(await desk.newest())
    await desk.app.inject({
      method: 'POST',
      url: '/api/v1/persons/4/corrections',
      payload: { field: 'registration', value: 'county', reason: '居民本人要求' },
    })
    const items = await changes(`person=4&since=${anHourAgo()}`)
    expect(kinds(items).sort()).toEqual(['correct', 'move-out', 'undo'])
    expect(new Set(items.map(({ by }) => by))).toEqual(new Set(['operator']))
    expect(items.map(({ field }) => field).filter(Boolean)).toEqual(['registration'])
    const later = new Date(Date.now() + 60_000).toISOString()
    expect(await changes(`person=4&since=${later}`)).toEqual([])
  })

  test('reads it of a household and of a dwelling as well', async () => {
    await desk.record('households/1/change-head', {
      members: [
        { personId: 1, relationToHead: 'spouse' },
        { personId: 2, relationToHead: 'head' },
        { personId: 3, relationToHead: 'child' },
      ],
    })
    await desk.record('dwellings/101/lease-begin', { tenantIds: [5] })
    expect(kinds(await changes(`household=1&since=${anHourAgo()}`))).toEqual(['change-head'])
    expect(kinds(await changes(`dwelling=101&since=${anHourAgo()}`))).toEqual(['lease-begin'])
  })

  test('names exactly one record, within reach', async () => {
    const ask = async (query: string, headers = {}) =>
      (
        await desk.app.inject({
          ...{ url: `/api/v1/record-changes?${query}&since=${anHourAgo()}`, headers },
        })
      ).json().type
    expect(await ask('')).toBe('/problems/record-of-what')
    expect(await ask('person=1&household=1')).toBe('/problems/record-of-what')
    expect(await ask('household=99')).toBe('/problems/household-not-found')
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    expect(await ask('person=4', leader)).toBe('/problems/person-not-found')
    expect(await ask('dwelling=201', leader)).toBe('/problems/dwelling-not-found')
  })
})
