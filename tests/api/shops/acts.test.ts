import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { licenceOf, newShop, openShopDesk, type ShopDesk } from './shop-desk.ts'

let desk: ShopDesk

beforeAll(async () => {
  desk = await openShopDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const counted = async () =>
  (await desk.database.pool.query('SELECT shop_count FROM building ORDER BY building_id')).rows.map(
    (row) => row.shop_count,
  )
const listed = async (query = '') =>
  (await desk.app.inject(`/api/v1/shops?${query}`))
    .json()
    .items.map((one: { id: number }) => one.id)

describe('a shop', () => {
  test('opens, moves, changes its business and closes, each undone to what was before', async () => {
    const states = [await desk.state()]
    const opened = await desk.record('shops', {
      ...newShop,
      ...{ licenceNumber: `${licenceOf(1)} `, ownerId: 1, areaSquareMeters: 40.5 },
    })
    expect(opened.code).toBe('done')
    const shop = `shops/${opened.shopId}`
    expect(await desk.shop(opened.shopId)).toMatchObject({
      ...newShop,
      ...{ licenceNumber: licenceOf(1), openedOn: '2024-05-01', closedOn: null, floor: 1 },
    })
    expect(await counted()).toEqual([2, 0])
    states.push(await desk.state())
    const events = [opened]
    for (const [act, day, body] of [
      ['move', '2024-06-01', { buildingId: 2, floor: 3, address: '东街 8 号' }],
      ['change-business', '2024-07-01', { name: '小李百货', trade: '5211', ownerId: 2 }],
      ['close', '2024-08-01', {}],
    ] as const) {
      events.push(await desk.record(`${shop}/${act}`, { happenedOn: day, ...body }))
      expect(events.at(-1)?.code).toBe('done')
      states.push(await desk.state())
    }
    expect(await counted()).toEqual([1, 0])
    expect(await desk.shop(opened.shopId)).toMatchObject({
      ...{ name: '小李百货', closedOn: '2024-08-01', buildingId: 2 },
    })
    expect(await listed()).toEqual([1])
    expect(await listed('asOf=2024-06-15&building=2')).toEqual([opened.shopId])
    expect(await desk.shop(opened.shopId, 'asOf=2024-06-15')).toMatchObject({
      ...{ name: '老王面馆', buildingId: 2, floor: 3 },
    })
    expect((await desk.history(opened.shopId)).events.map(({ kind }) => kind)).toEqual([
      ...['close', 'change-business', 'move', 'open'],
    ])
    for (const { shopEventId } of events.reverse()) {
      states.pop()
      expect(await desk.undo(shopEventId)).toBe('done')
      expect(await desk.state()).toEqual(states.at(-1))
    }
  })

  test('that was loaded has a history too, and what was believed is told for its day', async () => {
    const before = new Date().toISOString()
    await desk.record('shops/1/change-business', { name: '新福源' })
    const names = async (query: string) =>
      (await desk.history(1, query)).states.map(({ name, from, until }) => [name, from, until])
    expect(await names('')).toEqual([
      ['新福源', '2024-05-01', null],
      ['福源饭店', '2015-03-04', '2024-05-01'],
    ])
    expect(await names(`knownAt=${before}`)).toEqual([['福源饭店', '2015-03-04', null]])
    expect(await names('asOf=2020-01-01')).toEqual([['福源饭店', '2015-03-04', '2024-05-01']])
  })

  test('is put right: what was wrong stays only as what was believed', async () => {
    const before = await desk.state()
    expect(
      await desk.correct(1, {
        name: '福源大饭店',
        openedOn: '2016-01-01',
        licenceNumber: licenceOf(2),
      }),
    ).toBe('done')
    expect(await desk.shop(1)).toMatchObject({ name: '福源大饭店', openedOn: '2016-01-01' })
    expect(await desk.correct(1, { openedOn: '2016-01-01' })).toBe('nothing-to-correct')
    expect(await desk.undo((await desk.history(1)).events[0]?.id ?? 0)).toBe('done')
    expect(await desk.state()).toEqual(before)
  })

  test('opened in one building stands on the wall nearest to a street', async () => {
    await desk.database.pool.query(
      `INSERT INTO street (name, class, width_meters, geom)
       VALUES ('南路', 'lane', 5, ST_GeomFromText('LINESTRING(118 36.0005, 118.004 36.0005)', 4326))`,
    )
    const { shopId } = await desk.record('shops', newShop)
    const { position } = await desk.shop(shopId)
    expect((position as number[])[1]).toBeCloseTo(36.001, 7)
    await desk.database.pool.query('DELETE FROM street')
  })
})

describe('what makes no sense', () => {
  const wrong = `${licenceOf(1).slice(0, 17)}${licenceOf(1).endsWith('0') ? '1' : '0'}`
  test.each([
    ['day-in-future', 'shops', { ...newShop, happenedOn: '2999-01-01' }],
    ['building-not-found', 'shops', { ...newShop, buildingId: 99 }],
    ['trade-unknown', 'shops', { ...newShop, trade: 'x' }],
    ['wrong-licence', 'shops', { ...newShop, licenceNumber: wrong }],
    ['no-such-floor', 'shops', { ...newShop, floor: 7 }],
    ['no-such-floor', 'shops', { ...newShop, floor: 0 }],
    ['place-far-off', 'shops', { ...newShop, position: [118.0035, 36.001] }],
    ['person-not-found', 'shops', { ...newShop, ownerId: 99 }],
    ['owner-too-young', 'shops', { ...newShop, ownerId: 3 }],
    ['building-not-found', 'shops/1/move', { buildingId: 99 }],
    ['nothing-to-correct', 'shops/1/move', { buildingId: 1 }],
    ['nothing-to-correct', 'shops/1/change-business', { name: '福源饭店' }],
    ['before-opening', 'shops/1/close', { happenedOn: '2015-03-04' }],
    ['before-opening', 'shops/1/change-business', { name: '新', happenedOn: '2014-01-01' }],
    ['day-in-future', 'shops/1/close', { happenedOn: '2999-01-01' }],
    ['shop-not-found', 'shops/99/close', {}],
  ])('is refused as %s: %s', async (code, path, body) => {
    const before = await desk.state()
    expect(await desk.code(path, body)).toBe(code)
    expect(await desk.state()).toEqual(before)
  })

  test('two open shops with one licence, but not after the first has closed', async () => {
    const licence = { licenceNumber: licenceOf(3) }
    expect(await desk.code('shops/1/change-business', licence)).toBe('done')
    expect(await desk.code('shops', { ...newShop, ...licence })).toBe('licence-taken')
    const closed = await desk.record('shops/1/close', { happenedOn: '2024-06-01' })
    expect(await desk.code('shops', { ...newShop, ...licence })).toBe('done')
    expect(await desk.undo(closed.shopEventId)).toBe('licence-taken')
  })

  test('acts out of order, on a closed shop, on something read before, and undos out of order', async () => {
    const renamed = await desk.record('shops/1/change-business', { name: '新福源' })
    expect(await desk.code('shops/1/close', { happenedOn: '2024-04-01' })).toBe(
      'later-act-recorded',
    )
    expect(await desk.correct(1, { openedOn: '2024-05-01' })).toBe('opened-after-change')
    expect(await desk.code('shops/1/close', {}, { 'if-match': '"7"' })).toBe('revision-stale')
    const closed = await desk.record('shops/1/close', { happenedOn: '2024-06-01' })
    expect(await desk.code('shops/1/move', { buildingId: 2 })).toBe('shop-closed')
    expect(await desk.undo(renamed.shopEventId)).toBe('undo-last-first')
    expect(await desk.undo(closed.shopEventId)).toBe('done')
    expect(await desk.undo(closed.shopEventId)).toBe('undone-already')
    const [undo] = (await desk.history(1)).events
    expect(await desk.undo(undo?.id ?? 0)).toBe('undo-is-final')
  })

  test('an undo of what was changed by other means since', async () => {
    const { shopEventId } = await desk.record('shops/1/change-business', { name: '新福源' })
    await desk.database.pool.query(`UPDATE shop SET trade = '5211'`)
    expect(await desk.undo(shopEventId)).toBe('undo-last-first')
    expect((await desk.history(1)).states[0]).toMatchObject({ trade: '5211', shopEventId: null })
  })
})

describe('who is bound to an area', () => {
  test('records within it only, and takes back only what is their own', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const as = (path: string, body: object = {}) => desk.code(path, body, leader)
    const other = await desk.record('shops', { ...newShop, buildingId: 2, ownerId: 1 })
    expect(await as(`shops/${other.shopId}/close`)).toBe('shop-not-found')
    expect(await as('shops', { ...newShop, buildingId: 2 })).toBe('building-not-found')
    expect(await as('shops/1/move', { buildingId: 2 })).toBe('building-not-found')
    expect(await as('shops/1/change-business', { ownerId: 2 })).toBe('person-not-found')
    expect(await as('shops/1/change-business', { ownerId: 1 })).toBe('done')
    expect(await desk.undo(other.shopEventId, leader)).toBe('shop-event-not-found')
    const [own] = (await desk.history(1)).events
    expect(await desk.undo(own?.id ?? 0, leader)).toBe('done')
  })

  test('sees who runs a shop, masked, where the person is within reach; erasure ends it', async () => {
    const { pool } = desk.database
    const leader = await signInAs(pool, 'grid-leader')
    await desk.record('shops/1/change-business', { ownerId: 1 })
    const reason = '李梅说的'
    await desk.record('shops/1/change-business', { ownerId: 2, happenedOn: '2024-06-01', reason })
    expect((await desk.owners(1)).map(({ person, from }) => [person?.name, from])).toEqual([
      ['李*', '2024-06-01'],
      ['王*明', '2024-05-01'],
    ])
    expect((await desk.owners(1, leader)).map(({ person }) => person?.name)).toEqual([
      undefined,
      '王*明',
    ])
    expect(JSON.stringify(await desk.history(1))).not.toMatch(/王|owner/)
    const erased = await desk.app.inject({
      ...{ method: 'POST', url: '/api/v1/persons/2/erasure' },
      payload: { reason: '本人要求', isFalseEntry: true },
    })
    expect(erased.statusCode).toBe(204)
    expect(await desk.owners(1)).toHaveLength(1)
    const { rows } = await pool.query(
      `SELECT (SELECT count(*)::int FROM shop_state_past WHERE owner_id = 2) AS left,
         (SELECT reason FROM shop_event ORDER BY shop_event_id DESC LIMIT 1) AS reason`,
    )
    expect(rows).toEqual([{ left: 0, reason: '-' }])
  })
})

test('others are told of it: live changes, tiles and versions follow', async () => {
  const read = async () =>
    (
      await desk.database.pool.query(
        `SELECT (SELECT version::int8 FROM data_version WHERE topic = 'shop') AS version,
           (SELECT count(*)::int FROM building_tile_change) AS tiles,
           (SELECT array_agg(DISTINCT building_id ORDER BY building_id) FROM live_change WHERE topic = 'shop') AS told`,
      )
    ).rows[0]
  await desk.database.pool.query('TRUNCATE live_change')
  const before = await read()
  await desk.record('shops/1/move', { buildingId: 2 })
  const after = await read()
  expect(after.version).toBeGreaterThan(before.version)
  expect(after.tiles).toBeGreaterThan(before.tiles)
  expect(after.told).toEqual([1, 2])
})
