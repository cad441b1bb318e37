import type { Shop, ShopPage } from '../../contract/buildings.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

export async function findShop(database: Database, id: number): Promise<Shop | undefined> {
  const [row] = await runQuery<{ shop: Shop }>(database, shopJson(sql`shop_id = ${id}`))
  return row?.shop
}

/** Shops of a building by floor and name; undefined where there is no such building. */
export async function findBuildingShops(
  database: Database,
  buildingId: number,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<ShopPage | undefined> {
  const [row] = await runQuery<ShopPage>(
    database,
    sql`
      SELECT
        shop_count AS total,
        (
          SELECT coalesce(json_agg(shop), '[]')
          FROM (
            ${shopJson(sql`building_id = ${buildingId}`)}
            ORDER BY floor, shop_id
            LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
          ) AS page
        ) AS items
      FROM building
      WHERE building_id = ${buildingId}`,
  )
  return row
}

const shopJson = (condition: SqlFragment): SqlFragment => sql`
  SELECT json_build_object(
    'id', shop_id,
    'name', name,
    'trade', trade,
    'tradeNameZh', name_zh,
    'tradeNameEn', name_en,
    'legalForm', legal_form,
    'address', address,
    'floor', floor,
    'areaSquareMeters', area_square_meters,
    'buildingId', building_id,
    'position', json_build_array(ST_X(geom), ST_Y(geom))
  ) AS shop
  FROM shop
  JOIN shop_trade USING (trade)
  WHERE ${condition}`
