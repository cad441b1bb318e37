import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LifeDesk, openLifeDesk, toMembers } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

async function found(q: string) {
  const request = { method: 'POST', url: '/api/v1/search', payload: { q } } as const
  return (await desk.app.inject(request)).json().items.map(({ kind }: { kind: string }) => kind)
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
    expect(await desk.relations(1)).toEqual([
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
    expect(await desk.person(1)).toMatchObject({ diedOn: '2024-06-01', household: null })
    await desk.undoesTo(before, death)
  })

  test('lets nothing follow but the sale of what was owned', async () => {
    await desk.record('dwellings/103/sale', { ownerIds: [4] })
    expect(await found('李婷')).toEqual(['person', 'household'])
    expect(await desk.code('persons/4/death')).toBe('done')
    expect(await found('李婷')).toEqual([])
    const later = { happenedOn: '2024-07-01' }
    expect(await desk.code('persons/4/death', later)).toBe('person-dead')
    expect(await desk.act(4, 'move-in', later)).toBe('person-dead')
    expect(await desk.code('persons/5/marriage', { ...later, spouseId: 4, home: null })).toBe(
      'person-dead',
    )
    expect(await desk.code('dwellings/103/lease-begin', { ...later, tenantIds: [4] })).toBe(
      'person-dead',
    )
    expect(await desk.code('dwellings/103/sale', { ...later, ownerIds: [5] })).toBe('done')
  })

  test('on the first day at home ends that stay on the next', async () => {
    const { personId } = await desk.record('persons/2/birth', {
      ...{ name: '王短命', sex: 'female', relationToHead: 'child' },
    })
    expect(await desk.code(`persons/${personId}/death`)).toBe('done')
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
    expect(await desk.code(`persons/${id}/death`, body)).toBe(outcome)
    expect(await desk.state()).toEqual(before)
  })

  test('of a head is not dated before others have left', async () => {
    await desk.act(3, 'move-out', { happenedOn: '2024-06-01' })
    await desk.act(2, 'move-out', { happenedOn: '2024-06-01' })
    expect(await desk.code('persons/1/death', { happenedOn: '2024-05-15' })).toBe(
      'later-act-recorded',
    )
    expect(await desk.code('persons/1/death', { happenedOn: '2024-06-01' })).toBe('done')
  })

  test('is not dated before what is recorded of the person', async () => {
    await desk.act(4, 'move-out', { happenedOn: '2024-06-01' })
    expect(await desk.code('persons/4/death')).toBe('later-act-recorded')
  })
})
