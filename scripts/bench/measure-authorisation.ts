import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { AccountRole } from '../../server/contract/access.ts'
import { actingDatabase } from '../../server/db/acting.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import type { Database } from '../../server/db/database.ts'
import { createPool } from '../../server/db/pool.ts'
import { runQuery, toPrepared } from '../../server/db/run-query.ts'
import { buildingHouseholds } from '../../server/features/buildings/building-households.queries.ts'
import { type BenchContext, OPERATOR_SETTINGS } from './bench-context.ts'
import { type Figure, median } from './figure.ts'

const page = { page: 1, pageSize: 200 }
/** Both ways take turns, so that whatever else the machine does meets both alike. */
const TURN = 50

/**
 * What finding out who asks, and the policies, add to a click on a building.
 *
 * The floor is the same statement, audit included, in a transaction and pipelined like the
 * product's, but sent by the owner of the database with all row-level security switched off and
 * the settings of the actor given when the connection was made: it neither asks who it is nor
 * compares a grid.
 */
export async function measureAuthorisation(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const role of ['operator', 'zone-worker'] as const) {
    const { acting, bare } = await measureRole(context, role)
    figures.push({
      name: `click on a building as ${role}, median`,
      value: median(acting),
      unit: 'ms',
      floor: median(bare),
      floorName: 'without policies',
      target: { atMost: 1.25 },
    })
  }
  return figures
}

async function measureRole({ connectionString, pool, seconds }: BenchContext, role: AccountRole) {
  const { tokenHash, ids } = await openAccount(pool, role)
  const applicationUrl = await ensureApplicationRole(connectionString)
  const ours = createPool(applicationUrl, { isPipelined: true, maxConnections: 1 })
  const bare = new pg.Pool({
    ...{ connectionString, max: 1, options: OPERATOR_SETTINGS },
    pipeline: true,
  })
  const acting = actingDatabase(ours, {
    credential: { kind: 'session', tokenHash },
    permission: 'registry.read',
    origin: '127.0.0.1',
  })
  const tables = await listGuarded(pool)
  const samples = { acting: [] as number[], bare: [] as number[] }
  const until = performance.now() + 2 * seconds * 1000
  try {
    for (let turn = 0; performance.now() < until; turn++) {
      await sample(acting, ids, turn, samples.acting)
      await switchPolicies(pool, 'DISABLE', tables)
      await sample(withoutPolicies(bare), ids, turn, samples.bare)
      await switchPolicies(pool, 'ENABLE', tables)
    }
  } finally {
    await switchPolicies(pool, 'ENABLE', tables)
    await Promise.all([ours.end(), bare.end()])
  }
  return samples
}

/** The first round of each turn warms plans up and is not counted. */
async function sample(database: Database, ids: number[], turn: number, latenciesMs: number[]) {
  for (let place = -10; place < TURN; place++) {
    const id = ids[(turn * TURN + Math.max(0, place)) % ids.length] ?? 0
    const startedAt = performance.now()
    await runQuery(database, buildingHouseholds(id, page))
    if (place >= 0) latenciesMs.push(performance.now() - startedAt)
  }
}

/** The product's way of sending, without its acting. */
function withoutPolicies(pool: pg.Pool): Database {
  return {
    async query(statement) {
      const client = await pool.connect()
      try {
        const [, { rows }] = await Promise.all([
          client.query('BEGIN'),
          client.query(toPrepared(statement as never)),
          client.query('COMMIT'),
        ])
        return rows as never
      } finally {
        client.release()
      }
    },
    transaction: () => Promise.reject(new Error('Not measured')),
  }
}

/** Switches row-level security of these tables. */
async function switchPolicies(pool: pg.Pool, how: 'ENABLE' | 'DISABLE', tables: string[]) {
  const changes = tables.map((name) => `ALTER TABLE ${name} ${how} ROW LEVEL SECURITY`)
  await pool.query(changes.join('; '))
}

async function listGuarded(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity`,
  )
  return rows.map(({ name }) => name)
}

/** A session of the demonstration's account of a role, and busy buildings within its reach. */
async function openAccount(pool: pg.Pool, role: AccountRole) {
  const tokenHash = createHash('sha256').update(randomBytes(32)).digest()
  const { rows } = await pool.query<{ accountId: number; ids: number[] }>(
    `SELECT account_id AS "accountId", ARRAY(
       SELECT building_id FROM building JOIN grid USING (grid_id)
       WHERE household_count > 0 AND zone_id = coalesce(account.zone_id, zone_id)
       ORDER BY md5(building.code) LIMIT 50) AS ids
     FROM account WHERE role = $1 AND is_demonstration LIMIT 1`,
    [role],
  )
  const [account] = rows
  if (!account) throw new Error(`The demonstration has no ${role}.`)
  await pool.query('INSERT INTO account_session (account_id, token_hash) VALUES ($1, $2)', [
    account.accountId,
    tokenHash,
  ])
  return { tokenHash, ids: account.ids }
}
