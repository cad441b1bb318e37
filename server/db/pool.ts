import pg from 'pg'
import { typeParsers } from './type-parsers.ts'

export type Pool = pg.Pool

export interface PoolOptions {
  /** Connections kept at most. */
  maxConnections?: number
  /** A statement that runs longer is cancelled by the database; 0 means never. */
  statementTimeoutMilliseconds?: number
  /** Shown in pg_stat_activity. */
  applicationName?: string
  /** Sends statements without waiting for the answer of the one before. */
  isPipelined?: boolean
}

/**
 * Connections to the one database of this process. An idle connection that breaks (a restarted
 * database) is dropped by the pool and replaced on the next query.
 */
export function createPool(connectionString: string, options: PoolOptions = {}): Pool {
  const statementTimeout = options.statementTimeoutMilliseconds ?? 30_000
  const pool = new pg.Pool({
    connectionString,
    max: options.maxConnections ?? 16,
    application_name: options.applicationName ?? 'digital-community',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementTimeout,
    // Lets the database free the locks of a client that stopped in mid-transaction.
    idle_in_transaction_session_timeout: statementTimeout,
    types: typeParsers,
    pipeline: options.isPipelined ?? false,
  })
  pool.on('error', () => undefined)
  // A connection that breaks while it is lent fails its query; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * A few connections more to the same database for COPY, which a pipelined connection cannot carry.
 * They are opened when somebody needs them.
 */
export function createCopyPool({ options }: Pool): Pool {
  return createPool(options.connectionString ?? '', {
    maxConnections: 2,
    applicationName: `${options.application_name} copy`,
  })
}
