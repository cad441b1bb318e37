import type {
  Shop,
  ShopHistory,
  ShopHistoryQuery,
  ShopOwners,
  ShopPage,
  ShopQuery,
  ShopTrades,
} from '../../contract/shops.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'

export interface FoundShop {
  shop: Shop
  /** What the next act on it is based on. */
  revision: number
}

/** A shop as it is, was when it closed, or was on a day; undefined where it was not, or elsewhere. */
export async function findShop(
  database: Database,
  id: number,
  asOf?: string,
): Promise<FoundShop | undefined> {
  const isThen = asOf
    ? sql`valid @> ${asOf}::date`
    : // One that has moved on is not here any more; one that has closed was here last.
      sql`upper(valid) IS NOT DISTINCT FROM (find_shop_days(shop_id)).closed_on`
  const [row] = await runQuery<FoundShop>(
    database,
    sql`
      SELECT ${shopJson} AS shop, find_shop_revision(shop_id) AS revision
      FROM shop_state JOIN shop_trade USING (trade)
      WHERE shop_id = ${id} AND ${isThen}`,
  )
  return row
}

/** Shops of a building by floor, today or on a day; undefined where there is no such building. */
export async function findBuildingShops(
  database: Database,
  buildingId: number,
  query: Omit<ShopQuery, 'building' | 'trade'>,
): Promise<ShopPage | undefined> {
  const shops = listSql({ ...query, building: buildingId })
  const [row] = await runQuery<ShopPage>(
    database,
    sql`
      SELECT page.* FROM building CROSS JOIN (${shops}) AS page
      WHERE building_id = ${buildingId}`,
  )
  return row
}

/** Shops within reach by building and floor, today or on a day. */
export async function findShops(database: Database, query: ShopQuery): Promise<ShopPage> {
  const [row] = await runQuery<ShopPage>(database, listSql(query))
  // The statement gives one row always.
  return row as ShopPage
}

/** All trades, by code. */
export const findShopTrades = (database: Database): Promise<ShopTrades['items']> =>
  runQuery(
    database,
    sql`SELECT trade, name_zh AS "nameZh", name_en AS "nameEn" FROM shop_trade ORDER BY trade`,
  )

/** What a shop was, in both times, and what was recorded; undefined where it never was within reach. */
export async function findShopHistory(
  database: Database,
  id: number,
  times: ShopHistoryQuery,
): Promise<ShopHistory | undefined> {
  const asOf = times.asOf ?? null
  const knownAt = times.knownAt ?? null
  const [row] = await runQuery<ShopHistory>(
    database,
    sql`
      SELECT list_shop_events(${id}) AS events, (
        SELECT coalesce(json_agg(item ORDER BY valid DESC, recorded_at DESC), '[]') FROM (
          SELECT valid, recorded_at, json_build_object(
            'id', shop_state_id,
            ${factsJson},
            'buildingName', (SELECT concat(estate.name, building.name)
              FROM building LEFT JOIN estate USING (estate_id)
              WHERE building.building_id = belief.building_id),
            'from', lower(valid),
            'until', upper(valid),
            'recordedAt', ${isoTime(sql`recorded_at`)},
            'replacedAt', ${isoTime(sql`replaced_at`)},
            'shopEventId', shop_event_id
          ) AS item
          FROM shop_belief AS belief JOIN shop_trade USING (trade)
          WHERE shop_id = ${id}
            AND (${asOf}::date IS NULL OR valid @> ${asOf}::date)
            AND CASE WHEN ${knownAt}::timestamptz IS NULL THEN replaced_at IS NULL
              ELSE recorded_at <= ${knownAt}::timestamptz
                AND coalesce(replaced_at > ${knownAt}::timestamptz, true) END
          ORDER BY valid DESC, recorded_at DESC LIMIT 200) AS state) AS states
      WHERE EXISTS (SELECT FROM shop_belief WHERE shop_id = ${id})`,
  )
  return row
}

/** Who runs a shop, masked, after the audit has noted who looked; null where it is out of reach. */
export async function findShopOwners(
  database: Database,
  id: number,
): Promise<ShopOwners['items'] | null> {
  const [row] = await runQuery<{ owners: ShopOwners['items'] | null }>(
    database,
    sql`SELECT read_shop_owners(${id}) AS owners`,
  )
  return row?.owners ?? null
}

function listSql({ building, trade, asOf, page = 1, pageSize = 200 }: ShopQuery): SqlFragment {
  const conditions = [
    asOf ? sql`valid @> ${asOf}::date` : sql`upper_inf(valid)`,
    ...(building === undefined ? [] : [sql`building_id = ${building}`]),
    ...(trade === undefined ? [] : [sql`trade = ${trade}`]),
  ]
  const listed = sql`shop_state WHERE ${joinSql(conditions, sql` AND `)}`
  return sql`
    SELECT (SELECT count(*)::int FROM ${listed}) AS total, (
      SELECT coalesce(json_agg(${shopJson} ORDER BY building_id, floor, shop_id), '[]')
      FROM (
        SELECT shop_state_id FROM ${listed} ORDER BY building_id, floor, shop_id
        LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
      ) AS page JOIN shop_state USING (shop_state_id) JOIN shop_trade USING (trade)) AS items`
}

const factsJson = sql`
  'name', name,
  'trade', trade,
  'tradeNameZh', name_zh,
  'tradeNameEn', name_en,
  'legalForm', legal_form,
  'licenceNumber', licence_number,
  'address', address,
  'floor', floor,
  'areaSquareMeters', area_square_meters,
  'buildingId', building_id`

const shopJson = sql`
  json_build_object(
    'id', shop_id,
    ${factsJson},
    'openedOn', (find_shop_days(shop_id)).opened_on,
    'closedOn', (find_shop_days(shop_id)).closed_on,
    'position', json_build_array(ST_X(geom), ST_Y(geom)))`
