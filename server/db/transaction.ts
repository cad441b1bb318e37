import type { PoolClient } from 'pg'
import type { Pool } from './pool.ts'

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE'

export interface TransactionOptions {
  isolation?: Isolation
  isReadOnly?: boolean
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. The
 * client must not be used after `work` has ended.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(toBegin(options))
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    // A connection that cannot even roll back must not return to the pool.
    broken = await client.query('ROLLBACK').then(() => undefined, toError)
    throw error
  } finally {
    client.release(broken)
  }
}

function toBegin({ isolation = 'READ COMMITTED', isReadOnly = false }: TransactionOptions): string {
  return `BEGIN ISOLATION LEVEL ${isolation} ${isReadOnly ? 'READ ONLY' : 'READ WRITE'}`
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
