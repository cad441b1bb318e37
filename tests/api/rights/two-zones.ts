import type { Pool } from '../../../server/db/pool.ts'
import { createBuilding, createHousehold, createSmallCity } from '../../factories/small-city.ts'

/** In the name of everything that lies in zone 2. */
export const FOREIGN = '彼岸'
/** In each household; enough that no request is about a person of another. */
export const PERSONS = 220

/** Grids 1 and 2 are zone 1, grid 3 is zone 2, whose names all say so. */
export async function createTwoZones(pool: Pool): Promise<void> {
  await createSmallCity(pool, [
    [0, 0, 2, 2],
    [2, 0, 4, 2],
    [0, 2, 4, 4],
  ])
  await pool.query(`
    INSERT INTO zone (zone_id, community_id, code, name) VALUES (2, 1, '39078300100102', '${FOREIGN}片区');
    UPDATE grid SET zone_id = 2, name = '${FOREIGN}网格' WHERE grid_id = 3;
    UPDATE city SET is_demonstration = true;
    UPDATE access_setting SET reveals_per_hour = 10000;
    INSERT INTO account (name, display_name, role, department_id)
      VALUES ('keeper-of-keys', '部门', 'department-user', 1);
    INSERT INTO account (name, display_name, role, is_demonstration) VALUES ('demo', '演示', 'operator', true);
    INSERT INTO street (street_id, name, class, width_meters, geom)
      VALUES (1, '公共路', 'lane', 5, ST_GeomFromText('LINESTRING(118 36, 118.001 36.001)', 4326))`)
  for (const [grid, cell] of [
    [1, [0.5, 0.5, 1, 1]],
    [3, [1, 2.5, 2, 3]],
  ] as const) {
    const mark = grid === 3 ? FOREIGN : '此岸'
    await pool.query(
      `INSERT INTO estate (estate_id, name, kind, geom)
       SELECT $1, $2 || '小区', 'courtyard', geom FROM grid WHERE grid_id = $1`,
      [grid, mark],
    )
    await createBuilding(pool, grid, cell, 2)
    await pool.query(
      `UPDATE building SET name = $2 || '号楼', address = $2 || '路', estate_id = $1 WHERE building_id = $1`,
      [grid, mark],
    )
    await createHousehold(pool, grid, grid * 100 + 1)
    await pool.query(`SELECT setval(pg_get_serial_sequence('household', 'household_id'), 3)`)
    await pool.query(
      `INSERT INTO person (person_id, household_id, relation_to_head, name, sex, birth_date)
       SELECT $1 * 100000 + one, $1, CASE one WHEN 0 THEN 'head' ELSE 'other-relative' END,
         CASE one WHEN 0 THEN left($2, 1) || '某' || right($2, 1) ELSE '王小明' END, 'male', '1980-05-01'
       FROM generate_series(0, $3::int) AS one`,
      [grid, mark, PERSONS],
    )
    await pool.query(
      `INSERT INTO shop (shop_id, building_id, name, trade, legal_form, floor, geom)
       SELECT $1, $1, $2 || '小店', (SELECT min(trade) FROM shop_trade), 'individual', 1, ST_PointOnSurface(geom)
       FROM building WHERE building_id = $1`,
      [grid, mark],
    )
    await pool.query(`SELECT setval(pg_get_serial_sequence('shop', 'shop_id'), 3)`)
    await pool.query(
      `INSERT INTO facility (facility_id, name, kind, building_id, geom)
       SELECT $1, $2 || '服务站', 'service-centre', $1, ST_PointOnSurface(geom) FROM building WHERE building_id = $1`,
      [grid, mark],
    )
  }
}
