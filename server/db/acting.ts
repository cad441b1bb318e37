import { isIP } from 'node:net'
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import pg from 'pg'
import { withCancelling } from './cancel-query.ts'
import type { Database } from './database.ts'
import type { Pool } from './pool.ts'
import { inTransaction } from './transaction.ts'

/** What somebody shows to be let in. */
export interface Credential {
  kind: 'session' | 'key'
  /** SHA-256 of the secret, 32 bytes. */
  tokenHash: Buffer
}

export interface Acting {
  credential: Credential
  /** The permission without which nothing runs; '' where being signed in is enough. */
  permission: string
  /** Network address, for the audit. */
  origin: string
  /** Told each time whose credential it is. */
  onActor?: (accountId: number) => void
}

/**
 * The database as the holder of a credential may use it. Every transaction begins by finding out
 * who that is, now: a session that has ended, a changed role, a redrawn boundary hold at once.
 * Failures carry SQLSTATE DC401, DC403 or DC409 (see the function act).
 */
export function actingDatabase(pool: Pool, acting: Acting): Database {
  return enteredDatabase(pool, toActStatement(acting), acting.onActor)
}

/** The database as the background work sees it that builds tiles of the whole city ahead. */
export function mapBuilderDatabase(pool: Pool): Database {
  return enteredDatabase(pool, 'SELECT act_as_map_builder()')
}

/** The database before anybody acts: only the functions of signing in, and probes. */
export function gateDatabase(pool: Pool): Database {
  return enteredDatabase(pool, 'SELECT')
}

function enteredDatabase(
  pool: Pool,
  enter: string,
  onActor?: (accountId: number) => void,
): Database {
  return {
    query: (statement, signal) =>
      withCancelling(pool, signal, (client) => runPipelined(client, enter, statement, onActor)),
    transaction: (work, options) =>
      inTransaction(
        pool,
        async (client) => {
          noteActor(await client.query(enter), onActor)
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
  enter: string,
  statement: QueryConfig,
  onActor?: (accountId: number) => void,
): Promise<Row[]> {
  const outcomes = await Promise.allSettled([
    client.query(`BEGIN; ${enter}`),
    client.query<Row>(statement),
    client.query('COMMIT'),
  ])
  const failure = outcomes.find(({ status }) => status === 'rejected')
  if (failure) throw (failure as PromiseRejectedResult).reason
  const [begun, answered] = outcomes.map((one) => (one as PromiseFulfilledResult<unknown>).value)
  // Two statements in one text give two results.
  noteActor((begun as QueryResult[]).at(-1), onActor)
  return (answered as QueryResult<Row>).rows
}

/** act() answers with the account. */
function noteActor(entered: QueryResult | undefined, onActor?: (accountId: number) => void): void {
  const accountId = entered?.rows[0]?.act
  if (onActor && typeof accountId === 'number') onActor(accountId)
}

/** As text, because a statement with parameters cannot travel together with BEGIN. */
function toActStatement({ credential, permission, origin }: Acting): string {
  const { kind, tokenHash } = credential
  const address = isIP(origin) ? origin : ''
  return `SELECT act('${kind}', '\\x${tokenHash.toString('hex')}', ${pg.escapeLiteral(permission)}, '${address}')`
}
