import type { Pool } from '../../../server/db/pool.ts'
import type { Target } from './requests.ts'

export const NO_SHOP: Target['business'] = { shop: 1, shopTag: '', shopEvent: 1 }

/** A shop of its own in the building of a grid, as the newest account of a role has opened it. */
export async function createShopTarget(
  pool: Pool,
  grid: 1 | 3,
  role: string,
): Promise<Target['business']> {
  const { rows } = await pool.query<Target['business']>(
    `WITH made AS (
       INSERT INTO shop (building_id, name, trade, legal_form, geom)
       SELECT building_id, '小店', '62', 'individual', ST_PointOnSurface(geom)
       FROM building WHERE building_id = $1 RETURNING shop_id)
     INSERT INTO shop_event (kind, shop_id, happened_on, source, reason, account_id)
     SELECT 'open', shop_id, '2010-01-01', 'visit', 'test',
       coalesce((SELECT min(account_id) FROM account WHERE role = $2), 1)
     FROM made RETURNING shop_id AS shop, shop_event_id AS "shopEvent"`,
    [grid, role],
  )
  const { shop, shopEvent } = rows[0]!
  await pool.query('UPDATE shop_state SET shop_event_id = $2 WHERE shop_id = $1', [shop, shopEvent])
  const tagged = await pool.query('SELECT find_shop_revision($1) AS revision', [shop])
  return { shop, shopEvent, shopTag: `"${tagged.rows[0].revision}"` }
}
