import type { PoolClient } from 'pg'

/**
 * One account for each role of the glossary, opened by one click where the server listens on
 * loopback only: the zone worker and the grid leader of the first zone, a user of civil affairs. They
 * have names of (invented) people, because words for what they do come from the language on screen.
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
      ('demo-operator', '陈晓航', 'operator', NULL),
      ('demo-zone-worker', '周文静', 'zone-worker', NULL),
      ('demo-grid-leader', '刘桂兰', 'grid-leader', NULL),
      ('demo-hotline-agent', '孙悦', 'hotline-agent', NULL),
      ('demo-department-user', '赵敏言', 'department-user', 1),
      ('demo-administrator', '吴一鸣', 'administrator', NULL)
    ) AS account (name, display_name, role, department_id)`)
}
