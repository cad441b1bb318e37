import { createHash } from 'node:crypto'
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import type { Pool } from './pool.ts'
import type { SqlFragment } from './sql.ts'

const nameByText = new Map<string, string>()

/**
 * A statement that the connection prepares once and then only executes. Its text must come from
 * a small fixed set, because each text stays prepared on each connection.
 */
export function toPrepared(statement: SqlFragment): QueryConfig & { name: string } {
  const { text, values } = statement
  let name = nameByText.get(text)
  if (!name) {
    name = `dc_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    nameByText.set(text, name)
  }
  return { name, text, values }
}

/** Rows of a prepared statement. `signal` cancels it in the database. */
export async function runQuery<Row extends QueryResultRow>(
  pool: Pool,
  statement: SqlFragment,
  signal?: AbortSignal,
): Promise<Row[]> {
  return (await execute<Row>(pool, toPrepared(statement), signal)).rows
}

async function execute<Row extends QueryResultRow>(
  pool: Pool,
  config: QueryConfig,
  signal: AbortSignal | undefined,
): Promise<QueryResult<Row>> {
  if (!signal) return pool.query<Row>(config)
  const client = await pool.connect()
  let cancelling: Promise<unknown> | undefined
  const cancel = () => {
    cancelling = cancelBackend(pool, client)
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    signal.throwIfAborted()
    return await client.query<Row>(config)
  } finally {
    signal.removeEventListener('abort', cancel)
    await cancelling
    // A late cancellation would hit the next query of this connection, so it is not used again.
    client.release(cancelling !== undefined)
  }
}

function cancelBackend(pool: Pool, client: PoolClient): Promise<unknown> {
  const { processID } = client as PoolClient & { processID: number }
  return pool.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined)
}
