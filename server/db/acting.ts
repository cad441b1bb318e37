import { isIP } from 'node:net'
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import { withCancelling } from './cancel-query.ts'
import type { Database, Statement } from './database.ts'
import type { Pool } from './pool.ts'
import { inTransaction } from './transaction.ts'

/** What somebody shows to be let in. */
export interface Credential {
  kind: 'session' | 'key'
  /** SHA-256 of the secret, 32 bytes. */
  tokenHash: Buffer
}

/** The roles of the database in which statements run, each with its own policies and plans. */
type Reach = 'gate' | 'city' | 'area'

/** Whose credential it was, and how far that account reaches. */
export interface Actor {
  accountId: number
  reach: Reach
}

export interface Acting {
  credential: Credential
  /** The permission without which nothing runs; '' where being signed in is enough. */
  permission: string
  /** Network address, for the audit. */
  origin: string
  /** A page that only listens, which is no use of the session. */
  onlyListens?: boolean
  /** How far the credential reached last time: whose kept plans will fit. It gives no right. */
  expectedReach?: Reach | undefined
  /** Told each time whose credential it is. */
  onActor?: ((actor: Actor) => void) | undefined
}

/** How a transaction begins. */
interface Entrance {
  enter?: QueryConfig
  reach?: Reach | undefined
  onActor?: ((actor: Actor) => void) | undefined
}

const LISTENING = `set_config('actor.only_listens', 'on', true),`

/**
 * The database as the holder of a credential may use it. Every transaction begins by finding out
 * who that is, now: a session that has ended, a changed role, a redrawn boundary hold at once.
 * Failures carry SQLSTATE DC401, DC403 or DC409 (see the function act).
 */
export function actingDatabase(pool: Pool, acting: Acting): Database {
  const { credential, permission, origin, onlyListens, expectedReach, onActor } = acting
  const { kind, tokenHash } = credential
  const enter = {
    name: onlyListens ? 'dc_act_listening' : 'dc_act',
    text: `SELECT ${onlyListens ? LISTENING : ''} act($1, $2, $3, $4) AS "accountId",
      current_setting('role') AS role`,
    values: [kind, tokenHash, permission, isIP(origin) ? origin : ''],
  }
  return enteredDatabase(pool, { enter, reach: expectedReach, onActor })
}

/** The database as the background work sees it that builds tiles of the whole city ahead. */
export function mapBuilderDatabase(pool: Pool): Database {
  return enteredDatabase(pool, { enter: { text: 'SELECT act_as_map_builder()' }, reach: 'city' })
}

/**
 * The database as a command at the server uses it: everything of the registry, without an account.
 *
 * @param owner connections of the owner of the database
 * @param command name for the audit
 */
export function commandDatabase(owner: Pool, command: string): Database {
  const enter = { text: 'SELECT act_as_command($1)', values: [command] }
  return enteredDatabase(owner, { enter })
}

/** The database before anybody acts: only the functions of signing in, and probes. */
export function gateDatabase(pool: Pool): Database {
  return enteredDatabase(pool, { reach: 'gate' })
}

function enteredDatabase(pool: Pool, entrance: Entrance): Database {
  const { enter, onActor } = entrance
  return {
    query: (statement, signal) =>
      withCancelling(pool, signal, (client) => runPipelined(client, entrance, statement)),
    transaction: (work, options) =>
      inTransaction(
        pool,
        async (client) => {
          if (enter) noteActor(await client.query(enter), onActor)
          return work(client)
        },
        options,
      ),
  }
}

/**
 * Begin, enter, statement and commit in one round trip. Where entering fails, the transaction is
 * broken: the statement behind it cannot run.
 */
async function runPipelined<Row extends QueryResultRow>(
  client: PoolClient,
  { enter, reach, onActor }: Entrance,
  { isPlannedOnce, ...statement }: Statement,
): Promise<Row[]> {
  const [begun, entered, prepared, answered, committed] = await Promise.allSettled([
    client.query('BEGIN'),
    enter && client.query(enter),
    isPlannedOnce && client.query('SET LOCAL plan_cache_mode = force_generic_plan'),
    client.query<Row>(keepPlanOf(statement, reach)),
    client.query('COMMIT'),
  ])
  for (const outcome of [begun, entered, prepared, answered, committed]) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
  noteActor((entered as PromiseFulfilledResult<QueryResult | undefined>).value, onActor)
  return (answered as PromiseFulfilledResult<QueryResult<Row>>).value.rows
}

/**
 * A kept plan holds the policies of one role: another role on the same connection would make the
 * database plan anew, and anew for the next. So each role has its plans under names of its own,
 * and who is not known yet leaves none.
 */
function keepPlanOf({ name, ...statement }: QueryConfig, reach: Reach | undefined): QueryConfig {
  return name && reach ? { ...statement, name: `${name}_${reach}` } : statement
}

function noteActor(entered: QueryResult | undefined, onActor?: (actor: Actor) => void): void {
  const { accountId, role } = entered?.rows[0] ?? {}
  if (!onActor || typeof accountId !== 'number') return
  onActor({ accountId, reach: role === 'digital_community_area' ? 'area' : 'city' })
}
