import type { PoolClient, QueryConfig, QueryResultRow } from 'pg'
import type { TransactionOptions } from './transaction.ts'

/** One connection inside a transaction. */
export type Transaction = Pick<PoolClient, 'query'>

/**
 * The database as one caller may use it: whatever runs here, runs with that caller's rights. The
 * only thing that queries of features are given.
 */
export interface Database {
  /** Rows of one statement, in a transaction of its own. `signal` cancels it in the database. */
  query<Row extends QueryResultRow>(statement: QueryConfig, signal?: AbortSignal): Promise<Row[]>
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>
}
