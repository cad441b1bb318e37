import { createHash, randomBytes } from 'node:crypto'
import type { AccountRole } from '../../server/contract/access.ts'
import { type Actor, actingDatabase } from '../../server/db/acting.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import type { Database } from '../../server/db/database.ts'
import { createPool, type Pool } from '../../server/db/pool.ts'
import { runQuery, toPrepared } from '../../server/db/run-query.ts'
import { buildingHouseholds } from '../../server/features/buildings/building-households.queries.ts'
import { type BenchContext, OPERATOR_SETTINGS } from './bench-context.ts'
import { type Figure, median } from './figure.ts'

const page = { page: 1, pageSize: 200 }
/** Both ways take turns, so that whatever else the machine does meets both alike. */
const TURN = 50
const options = { isPipelined: true, maxConnections: 1 }

/** Somebody who clicks, with and without policies, and how long each click took. */
interface Clicker {
  readonly role: AccountRole
  /** Busy buildings within reach. */
  readonly ids: number[]
  acting(): Database
  readonly actingMs: number[]
  readonly bareMs: number[]
}

/**
 * What finding out who asks, and the policies, add to a click on a building. An operator and a zone
 * worker share one connection and click by turns, as people do who share a server.
 *
 * The floor is the same statement, audit included, in a transaction and pipelined like the
 * product's, but sent by the owner of the database with all row-level security switched off and
 * the settings of the actor given when the connection was made: it neither asks who it is nor
 * compares a grid.
 */
export async function measureAuthorisation(context: BenchContext): Promise<Figure[]> {
  const { connectionString, pool, seconds } = context
  const ours = createPool(await ensureApplicationRole(connectionString), options)
  const settings = new URLSearchParams({ options: OPERATOR_SETTINGS })
  const bare = createPool(`${connectionString}?${settings}`, options)
  const clickers = [
    await openClicker(pool, ours, 'operator'),
    await openClicker(pool, ours, 'zone-worker'),
  ]
  const tables = await listGuarded(pool)
  const until = performance.now() + 4 * seconds * 1000
  try {
    for (let turn = 0; performance.now() < until; turn++) {
      await clickByTurns(clickers, turn, (one) => [one.acting(), one.actingMs])
      await switchPolicies(pool, 'DISABLE', tables)
      await clickByTurns(clickers, turn, (one) => [withoutPolicies(bare), one.bareMs])
      await switchPolicies(pool, 'ENABLE', tables)
    }
  } finally {
    await switchPolicies(pool, 'ENABLE', tables)
    await Promise.all([ours.end(), bare.end()])
  }
  return clickers.map(({ role, actingMs, bareMs }) => ({
    name: `click on a building as ${role}, median`,
    value: median(actingMs),
    unit: 'ms',
    floor: median(bareMs),
    floorName: 'without policies',
    target: { atMost: 1.25 },
  }))
}

/** The first rounds of each turn warm plans up and are not counted. */
async function clickByTurns(
  clickers: Clicker[],
  turn: number,
  way: (one: Clicker) => [Database, number[]],
) {
  for (let place = -10; place < TURN; place++) {
    for (const one of clickers) {
      const [database, latenciesMs] = way(one)
      const id = one.ids[(turn * TURN + Math.max(0, place)) % one.ids.length] ?? 0
      const startedAt = performance.now()
      await runQuery(database, buildingHouseholds(id, page))
      if (place >= 0) latenciesMs.push(performance.now() - startedAt)
    }
  }
}

/** The product's way of sending, without its acting. */
function withoutPolicies(pool: Pool): Database {
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
async function switchPolicies(pool: Pool, how: 'ENABLE' | 'DISABLE', tables: string[]) {
  const changes = tables.map((name) => `ALTER TABLE ${name} ${how} ROW LEVEL SECURITY`)
  await pool.query(changes.join('; '))
}

async function listGuarded(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity`,
  )
  return rows.map(({ name }) => name)
}

/** Opens a session of the demonstration's account of a role. */
async function openClicker(pool: Pool, ours: Pool, role: AccountRole): Promise<Clicker> {
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
  let known: Actor | undefined
  const acting = () =>
    actingDatabase(ours, {
      credential: { kind: 'session', tokenHash },
      permission: 'registry.read',
      origin: '127.0.0.1',
      expectedReach: known?.reach,
      onActor: (actor) => {
        known = actor
      },
    })
  return { role, ids: account.ids, acting, actingMs: [], bareMs: [] }
}
