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
}

/**
 * The database as the holder of a credential may use it. Every transaction begins by finding out
 * who that is, now: a session that has ended, a changed role, a redrawn boundary hold at once.
 * Failures carry SQLSTATE DC401, DC403 or DC409 (see the function act).
 */
export function actingDatabase(pool: Pool, acting: Acting): Database {
  return enteredDatabase(pool, toActStatement(acting))
}

/** The database as the background work sees it that builds tiles of the whole city ahead. */
export function mapBuilderDatabase(pool: Pool): Database {
  return enteredDatabase(pool, 'SELECT act_as_map_builder()')
}

/** The database before anybody acts: only the functions of signing in, and probes. */
export function gateDatabase(pool: Pool): Database {
  return enteredDatabase(pool, 'SELECT')
}

function enteredDatabase(pool: Pool, enter: string): Database {
  return {
    query: (statement, signal) =>
      withCancelling(pool, signal, (client) => runPipelined(client, enter, statement)),
    transaction: (work, options) =>
      inTransaction(
        pool,
        async (client) => {
          await client.query(enter)
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
): Promise<Row[]> {
  const outcomes = await Promise.allSettled([
    client.query(`BEGIN; ${enter}`),
    client.query<Row>(statement),
    client.query('COMMIT'),
  ])
  const failure = outcomes.find(({ status }) => status === 'rejected')
  if (failure) throw (failure as PromiseRejectedResult).reason
  return (outcomes[1] as PromiseFulfilledResult<QueryResult<Row>>).value.rows
}

/** As text, because a statement with parameters cannot travel together with BEGIN. */
function toActStatement({ credential, permission, origin }: Acting): string {
  const { kind, tokenHash } = credential
  const address = isIP(origin) ? origin : ''
  return `SELECT act('${kind}', '\\x${tokenHash.toString('hex')}', ${pg.escapeLiteral(permission)}, '${address}')`
}
