import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LifeDesk, openLifeDesk } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const linked = async (kind: string, query = 'dwelling=102') =>
  (await desk.residences(query))
    .filter((one) => one.kind === kind)
    .map(({ personId, from, until }) => [personId, from, until])
    .sort()

describe('a lease', () => {
  test('begins for several, with an end or without, and ends for one or all', async () => {
    const before = await desk.state()
    const tenants = { tenantIds: [4, 5] }
    expect(await desk.code('dwellings/102/lease-begin', { ...tenants, until: '2030-01-01' })).toBe(
      'done',
    )
    expect(await linked('tenant')).toEqual([
      [4, '2024-05-01', '2030-01-01'],
      [5, '2024-05-01', '2030-01-01'],
    ])
    expect(
      await desk.code('dwellings/102/lease-end', { tenantIds: [5], happenedOn: '2025-01-01' }),
    ).toBe('done')
    expect(await desk.code('dwellings/102/lease-end', { happenedOn: '2025-02-01' })).toBe('done')
    expect(await linked('tenant')).toEqual([
      [4, '2024-05-01', '2025-02-01'],
      [5, '2024-05-01', '2025-01-01'],
    ])
    for (let left = 3; left > 0; left--) expect(await undoNewest()).toBe('done')
    expect(await desk.state()).toEqual(before)
  })

  test.each([
    ['holds-already', 'lease-begin', { tenantIds: [5] }],
    ['ends-before-begin', 'lease-begin', { tenantIds: [4], until: '2024-05-01' }],
    ['ends-before-begin', 'lease-end', { happenedOn: '2024-05-01' }],
    ['no-such-tenant', 'lease-end', { tenantIds: [4] }],
    ['no-such-tenant', 'lease-end', { dwelling: 103 }],
    ['person-not-found', 'lease-begin', { tenantIds: [99] }],
    ['dwelling-not-found', 'lease-begin', { dwelling: 999, tenantIds: [4] }],
    ['day-in-future', 'lease-begin', { tenantIds: [4], happenedOn: '2999-01-01' }],
  ])(
    'is refused as %s',
    async (outcome, act, { dwelling = 102, ...body }: Record<string, unknown>) => {
      await desk.record('dwellings/102/lease-begin', { tenantIds: [5] })
      expect(await desk.code(`dwellings/${dwelling}/${act}`, body)).toBe(outcome)
    },
  )

  test('does not begin in a dwelling that is retired', async () => {
    await desk.database.pool.query('UPDATE dwelling SET is_retired = true WHERE dwelling_id = 102')
    expect(await desk.code('dwellings/102/lease-begin', { tenantIds: [5] })).toBe(
      'dwelling-retired',
    )
  })
})

describe('a sale', () => {
  test('ends ownership and begins it, of several owners too', async () => {
    expect(await desk.code('dwellings/102/sale', { ownerIds: [1, 2] })).toBe('done')
    const before = await desk.state()
    expect(
      await desk.code('dwellings/102/sale', { ownerIds: [2, 5], happenedOn: '2025-01-01' }),
    ).toBe('done')
    expect(await linked('owner')).toEqual([
      [1, '2024-05-01', '2025-01-01'],
      [2, '2024-05-01', null],
      [5, '2025-01-01', null],
    ])
    expect(
      await desk.code('dwellings/102/sale', { ownerIds: [5, 2], happenedOn: '2025-02-01' }),
    ).toBe('nothing-to-correct')
    expect(await desk.code('dwellings/102/sale', { ownerIds: [4], happenedOn: '2024-12-01' })).toBe(
      'later-act-recorded',
    )
    expect(await undoNewest()).toBe('done')
    expect(await desk.state()).toEqual(before)
    expect(await desk.code('dwellings/102/sale', { ownerIds: [4] })).toBe('ends-before-begin')
  })

  test('is based on who was linked to the dwelling when it was read', async () => {
    const { etag } = (await desk.app.inject('/api/v1/residences?dwelling=102')).headers
    await desk.record('dwellings/102/sale', { ownerIds: [4] })
    const stale = await desk.record(
      'dwellings/102/sale',
      { ownerIds: [5] },
      { 'if-match': String(etag) },
    )
    expect(stale.code).toBe('revision-stale')
  })
})

describe('a registered address', () => {
  test('moves within the city and out of it', async () => {
    const before = await desk.state()
    const here = { dwellingId: 102, registrationPlace: 'here' }
    expect(await desk.code('persons/3/register-at', here)).toBe('done')
    expect(await desk.code('persons/3/register-at', { ...here, happenedOn: '2025-01-01' })).toBe(
      'nothing-to-correct',
    )
    expect(
      await desk.code('persons/3/register-at', {
        ...{ dwellingId: null, registrationPlace: 'province', happenedOn: '2025-01-01' },
      }),
    ).toBe('done')
    expect(await linked('registered')).toEqual([[3, '2024-05-01', '2025-01-01']])
    expect(await desk.code('persons/3/register-at', { ...here, happenedOn: '2024-12-01' })).toBe(
      'ends-before-begin',
    )
    for (let left = 2; left > 0; left--) expect(await undoNewest()).toBe('done')
    expect(await desk.state()).toEqual(before)
  })
})

async function undoNewest() {
  const { rows } = await desk.database.pool.query(
    `SELECT max(life_event_id) AS id FROM life_event AS event WHERE kind <> 'undo'
       AND NOT EXISTS (SELECT FROM life_event WHERE undoes = event.life_event_id)`,
  )
  return desk.undo(rows[0].id)
}
