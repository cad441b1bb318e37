import type { PoolClient } from 'pg'

/**
 * One account for each role of the glossary, opened by one click where the server listens on
 * loopback only: the zone worker and the grid leader of the first zone, a user of civil affairs.
 */
export async function createDemonstrationAccounts(client: PoolClient): Promise<void> {
  await client.query(`
    WITH home AS (
      SELECT zone_id, grid_id FROM grid JOIN zone USING (zone_id)
      ORDER BY zone.code, grid.code LIMIT 1
    )
    INSERT INTO account
      (name, display_name, role, department_id, zone_id, grid_id, is_demonstration)
    SELECT account.name, account.display_name, account.role, account.department_id,
      CASE WHEN role = 'zone-worker' THEN home.zone_id END,
      CASE WHEN role = 'grid-leader' THEN home.grid_id END,
      true
    FROM home CROSS JOIN (VALUES
      ('demo-operator', '演示操作员', 'operator', NULL),
      ('demo-zone-worker', '演示社工', 'zone-worker', NULL),
      ('demo-grid-leader', '演示组长', 'grid-leader', NULL),
      ('demo-hotline-agent', '演示坐席', 'hotline-agent', NULL),
      ('demo-department-user', '演示民政人员', 'department-user', 1),
      ('demo-administrator', '演示管理员', 'administrator', NULL)
    ) AS account (name, display_name, role, department_id)`)
}
