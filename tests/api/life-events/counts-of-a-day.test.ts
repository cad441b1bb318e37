import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { type MovingDesk, openMovingDesk } from '../moving/moving-desk.ts'
import { toMembers } from './life-desk.ts'

let desk: MovingDesk

beforeAll(async () => {
  desk = await openMovingDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const get = async (path: string, headers = {}) =>
  (await desk.app.inject({ url: `/api/v1/${path}`, headers })).json()

/** Households and persons of the city, of each grid and of building 1, and their colours. */
async function counts(day: string, headers = {}) {
  const [overview, grids, zones, building, colouring, map] = await Promise.all(
    [
      `overview?asOf=${day}`,
      `grids?asOf=${day}`,
      `zones?asOf=${day}`,
      `buildings/1?asOf=${day}`,
      `buildings/colouring-counts?by=households&asOf=${day}`,
      `buildings/household-counts?asOf=${day}`,
    ].map((path) => get(path, headers)),
  )
  const inAreas = ({ features }: { features: { properties: Record<string, number> }[] }) =>
    features.map(({ properties }) => [properties.householdCount, properties.personCount])
  return {
    city: [overview.households, overview.persons],
    grids: inAreas(grids),
    inZones: inAreas(zones).reduce((sum, [households = 0]) => sum + households, 0),
    building: [building.householdCount, building.personCount],
    colours: colouring.items,
    map: Object.fromEntries(
      map.buildingIds.map((id: number, place: number) => [id, map.householdCounts[place]]),
    ),
  }
}

describe('counts of a day', () => {
  test('follow whole households from grid to grid, on the map too', async () => {
    await desk.act(1, 'move', { isWholeHousehold: true, happenedOn: '2020-01-01' })
    expect(await counts('2014-12-31')).toMatchObject({
      ...{ city: [0, 0], building: [0, 0], inZones: 0, map: {} },
      colours: [{ key: '0', count: 2 }],
    })
    expect(await counts('2019-12-31')).toMatchObject({
      ...{ city: [2, 4], inZones: 2, building: [1, 3], map: { 1: 1, 2: 1 } },
      grids: [
        [1, 3],
        [1, 1],
      ],
    })
    expect(await counts('2020-01-01')).toMatchObject({
      ...{ city: [2, 4], inZones: 2, building: [0, 0], map: { 2: 2 } },
      grids: [
        [0, 0],
        [2, 4],
      ],
    })
  })

  test('of today are those without a day', async () => {
    await desk.act(3, 'move', { happenedOn: '2020-01-01' })
    const today = new Date().toISOString().slice(0, 10)
    for (const path of ['overview', 'communities', 'zones', 'grids', 'buildings/1', 'grids/2']) {
      expect(await get(`${path}?asOf=${today}`)).toEqual(await get(path))
    }
  })

  test('are of the own area, and of nobody for who does not see residents', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    await desk.act(1, 'move', { isWholeHousehold: true, happenedOn: '2020-01-01' })
    expect(await counts('2019-12-31', leader)).toMatchObject({ city: [1, 3], grids: [[1, 3]] })
    expect(await counts('2020-01-01', leader)).toMatchObject({ city: [0, 0], map: {} })
    const administrator = await signInAs(desk.database.pool, 'administrator')
    expect(await get('overview?asOf=2019-12-31', administrator)).toMatchObject({
      ...{ households: null, persons: null },
    })
    expect(await get('buildings/1?asOf=2019-12-31', administrator)).toMatchObject({
      ...{ householdCount: null, personCount: null },
    })
  })

  test('are told anew after an act that changes only the past', async () => {
    const url = '/api/v1/grids?asOf=2016-01-01'
    const { etag } = (await desk.app.inject({ url })).headers
    const again = () => desk.app.inject({ url, headers: { 'if-none-match': String(etag) } })
    expect((await again()).statusCode).toBe(304)
    await desk.act(3, 'move-out', { happenedOn: '2015-12-01' })
    expect((await again()).statusCode).toBe(200)
  })
})

describe('shops of a day', () => {
  test('are those that were open then, where they were', async () => {
    await desk.database.pool.query(`
      INSERT INTO shop (building_id, name, trade, legal_form, opened_on, geom)
      SELECT 1, '金光小吃', '62', 'individual', '2018-03-01', ST_PointOnSurface(geom)
      FROM building WHERE building_id = 1`)
    const shops = async (day: string) => [
      (await get(`overview?asOf=${day}`)).shops,
      (await get(`buildings/1?asOf=${day}`)).shopCount,
      (await get(`grids/1?asOf=${day}`)).properties.shopCount,
    ]
    expect(await shops('2018-02-28')).toEqual([0, 0, 0])
    expect(await shops('2018-03-01')).toEqual([1, 1, 1])
  })
})

describe('the search of a day', () => {
  const find = async (q: string, asOf?: string, headers = {}) => {
    const payload = { q, kinds: ['person', 'household'], asOf }
    const answer = await desk.app.inject({
      ...{ method: 'POST', url: '/api/v1/search', payload, headers },
    })
    return answer
      .json()
      .items.map((one: Record<string, unknown>) => [one.kind, one.id, one.dwellingId])
  }

  test('finds people where they lived then, also who has died since, under their head of then', async () => {
    const { rows } = await desk.database.pool.query('SELECT name FROM person WHERE person_id = 1')
    const { name } = rows[0]
    await desk.act(1, 'move', { isWholeHousehold: true, happenedOn: '2020-01-01' })
    const stayers = toMembers([
      [2, 'head'],
      [3, 'child'],
    ])
    const death = await desk.record('persons/1/death', { happenedOn: '2022-01-01', stayers })
    expect(death.code).toBe('done')
    const first = async (asOf?: string) =>
      (await find(name, asOf)).filter(([, id]: unknown[]) => id === 1)
    expect(await first('2019-12-31')).toEqual([
      ['person', 1, 101],
      ['household', 1, 101],
    ])
    expect(await first('2021-12-31')).toMatchObject([
      ['person', 1, 202],
      ['household', 1, 202],
    ])
    expect((await first('2022-01-01')).map(([kind]: string[]) => kind)).not.toContain('person')
    expect((await first()).map(([kind]: string[]) => kind)).not.toContain('person')
    // Nobody is found before having been born.
    expect(await find(name, '1970-01-01')).toEqual([])
  })
})
