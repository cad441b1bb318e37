import type { PoolClient, QueryConfig, QueryResultRow } from 'pg'
import type { TransactionOptions } from './transaction.ts'

/** One connection inside a transaction. */
export type Transaction = Pick<PoolClient, 'query'>

/** A statement with its values. */
export interface Statement extends QueryConfig {
  /**
   * Planned once for whatever values, and never for these: for long statements, whose planning
   * costs more than their work, and which are bounded by their own shape.
   */
  isPlannedOnce?: boolean
}

/**
 * The database as one caller may use it: whatever runs here, runs with that caller's rights. The
 * only thing that queries of features are given.
 */
export interface Database {
  /** Rows of one statement, in a transaction of its own. `signal` cancels it in the database. */
  query<Row extends QueryResultRow>(statement: Statement, signal?: AbortSignal): Promise<Row[]>
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>
}
