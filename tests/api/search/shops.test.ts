import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { openSearchDesk, type SearchDesk } from './search-desk.ts'

const licence = '91350100M000100Y43'
let desk: SearchDesk

/** Shops 1 and 2 in buildings 1 and 2, run by persons 1 and 2, who live there; 3 is run by 1 far away. */
beforeAll(async () => {
  desk = await openSearchDesk()
  const { pool } = desk.database
  await desk.addPerson({ id: 1, name: '王小明', household: 1 })
  await desk.addPerson({ id: 2, name: '王芳', household: 2 })
  await pool.query(
    `INSERT INTO shop (shop_id, building_id, name, trade, legal_form, licence_number, geom)
     SELECT made.shop, building_id, made.name, '62', 'individual', made.licence, ST_PointOnSurface(geom)
     FROM (VALUES (1, 1, '福源饭店', $1), (2, 2, '顺达超市', NULL), (3, 2, '康乐药店', NULL))
       AS made (shop, building, name, licence) JOIN building ON building_id = made.building`,
    [licence],
  )
  await pool.query('UPDATE shop_state SET owner_id = CASE shop_id WHEN 2 THEN 2 ELSE 1 END')
})
afterAll(() => desk?.close())

describe('a shop is found', () => {
  test.each([licence, licence.toLowerCase(), ` ${licence.slice(0, 8)} ${licence.slice(8)} `])(
    'by the whole number of its licence: %s',
    async (typed) => {
      expect(await desk.find(typed)).toEqual(['shop 1'])
    },
  )

  test('not by a part of the number', async () => {
    expect(await desk.find(licence.slice(0, 17))).toEqual([])
  })

  test('by who runs it, noted in the audit', async () => {
    expect((await desk.find('王小明')).filter((one) => one.startsWith('shop')).sort()).toEqual([
      ...['shop 1', 'shop 3'],
    ])
    const { rows } = await desk.database.pool.query(
      `SELECT person_ids FROM audit_entry WHERE action = 'person.search' ORDER BY entry_id DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ person_ids: [1] }])
  })

  test('by its owner only where owner and shop are within reach, and not without the registry', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const found = async (q: string, headers: Record<string, string>) =>
      (await desk.find(q, headers)).filter((one) => one.startsWith('shop'))
    expect(await found('王小明', leader)).toEqual(['shop 1'])
    expect(await found('王芳', leader)).toEqual([])
    const administrator = await signInAs(desk.database.pool, 'administrator')
    expect(await found('王小明', administrator)).toEqual([])
    expect(await found(licence, administrator)).toEqual(['shop 1'])
  })

  test('no more after it has closed', async () => {
    const { etag } = (await desk.app.inject('/api/v1/shops/1')).headers
    const payload = { happenedOn: '2024-05-01', source: 'visit', reason: '入户走访' }
    const closed = await desk.app.inject({
      ...{ method: 'POST', url: '/api/v1/shops/1/close', payload },
      headers: { 'if-match': String(etag) },
    })
    expect(closed.statusCode).toBe(200)
    expect(await desk.find(licence)).toEqual([])
    expect(await desk.find('福源饭店')).toEqual([])
    expect(await desk.find('王小明')).not.toContain('shop 1')
  })
})
