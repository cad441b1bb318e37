import { licenceCheckCharacter } from '../../../server/contract/licence-number.ts'
import type { ShopHistory, ShopOwners } from '../../../server/contract/shops.ts'
import { createBuilding, createHousehold, createSmallCity } from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, type TestApp } from '../../helpers/test-app.ts'

type Headers = Record<string, string>

/** What an act answers. */
export interface RecordedShopAct {
  /** `done`, or the code of the problem. */
  code: string
  shopEventId: number
  shopId: number
}

/** Where the life of shops is recorded. */
export interface ShopDesk {
  database: TestDatabase
  app: TestApp
  /**
   * Anew: building 1 in grid 1 and building 2 in grid 2, each of 6 floors; head 1 (born 1980) lives
   * in building 1, head 2 (1980) in building 2, and child 3 (2015) in building 1. Shop 1 is a
   * restaurant in building 1 since 2015-03-04, loaded and not opened by an act.
   */
  settle(): Promise<void>
  /** An act by its path below /api/v1, such as `shops/1/close`; reads the revision first. */
  record(path: string, body?: object, headers?: Headers): Promise<RecordedShopAct>
  code(path: string, body?: object, headers?: Headers): Promise<string>
  correct(shop: number, body: object, headers?: Headers): Promise<string>
  undo(event: number, headers?: Headers): Promise<string>
  shop(id: number, query?: string): Promise<Record<string, unknown>>
  history(id: number, query?: string): Promise<ShopHistory>
  owners(id: number, headers?: Headers): Promise<ShopOwners['items']>
  /** All that is true now, and what is counted; no keys of history. */
  state(): Promise<unknown>
  close(): Promise<void>
}

const told = { happenedOn: '2024-05-01', source: 'visit', reason: '入户走访' }

/** A fictional licence number for each count. */
export function licenceOf(count: number): string {
  const first17 = `92390783MA${String(count).padStart(7, '0')}`
  return first17 + licenceCheckCharacter(first17)
}

export const newShop = {
  ...{ name: '老王面馆', trade: '62', legalForm: 'individual', buildingId: 1 },
}

export async function openShopDesk(): Promise<ShopDesk> {
  const database = await createTestDatabase('empty')
  const app = await openTestApp(database)
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  const ask = (url: string, headers: Headers = {}) => app.inject({ url: `/api/v1/${url}`, headers })
  const send = async (
    method: 'POST' | 'PATCH',
    path: string,
    payload: object,
    headers: Headers,
  ): Promise<RecordedShopAct> => {
    const [noun, id] = path.split('/')
    const tagged = noun === 'shops' && id ? (await ask(`shops/${id}`)).headers.etag : undefined
    const answer = await app.inject({
      ...{ method, url: `/api/v1/${path}`, payload },
      headers: { 'if-match': String(tagged ?? '"1"'), ...headers },
    })
    const code = answer.statusCode === 200 ? 'done' : answer.json().type.split('/').at(-1)
    return { ...answer.json(), code }
  }
  const record: ShopDesk['record'] = (path, body = {}, headers = {}) =>
    send('POST', path, { ...told, ...body }, headers)
  return {
    ...{ database, app, record, settle: () => settle(database) },
    code: async (path, body, headers) => (await record(path, body, headers)).code,
    correct: async (shop, body, headers = {}) =>
      (await send('PATCH', `shops/${shop}`, { reason: '登记有误', ...body }, headers)).code,
    undo: async (event, headers = {}) =>
      (await send('POST', `shop-events/${event}/undo`, { reason: '登记有误' }, headers)).code,
    shop: async (id, query = '') => (await ask(`shops/${id}?${query}`)).json(),
    history: async (id, query = '') => (await ask(`shops/${id}/history?${query}`)).json(),
    owners: async (id, headers) => (await ask(`shops/${id}/owners`, headers)).json().items,
    async state() {
      const { rows } = await database.pool.query(STATE)
      return rows[0]
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

async function settle({ pool }: TestDatabase): Promise<void> {
  await pool.query('TRUNCATE building, shop_event, live_change, import_shop CASCADE')
  await pool.query('TRUNCATE person, household, residence, shop RESTART IDENTITY CASCADE')
  for (const id of [1, 2]) {
    await createBuilding(pool, id, id === 1 ? [0.5, 1, 1, 2] : [2.5, 1, 3, 2], 3)
    await createHousehold(pool, id, id * 100 + 1)
  }
  await pool.query(
    `INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
     VALUES (1, 'head', '王小明', 'male', '1980-05-01'), (2, 'head', '李婷', 'female', '1980-05-01'),
       (1, 'child', '王一', 'male', '2015-05-01')`,
  )
  await pool.query(
    `INSERT INTO shop (building_id, name, pinyin, initials, trade, legal_form, floor, opened_on, geom)
     SELECT 1, '福源饭店', 'fuyuanfandian', 'fyfd', '62', 'individual', 1, '2015-03-04', ST_PointOnSurface(geom)
     FROM building WHERE building_id = 1`,
  )
}

/** One row: the shops that are open, what is believed of all of them, and what is counted. */
export const STATE = `SELECT
  (SELECT json_agg((shop_id, building_id, name, pinyin, trade, legal_form, licence_number, address, floor,
     area_square_meters, opened_on, grid_id, geom::text) ORDER BY shop_id) FROM shop) AS shops,
  (SELECT json_agg((shop_id, valid, name, trade, legal_form, licence_number, owner_id, building_id,
     address, floor, area_square_meters, geom::text, shop_event_id) ORDER BY shop_id, valid) FROM shop_state) AS states,
  (SELECT json_agg((building_id, shop_count) ORDER BY building_id) FROM building) AS buildings`
