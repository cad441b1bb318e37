import type { PoolClient } from 'pg'
import type { Pool } from './pool.ts'

/** Runs `work` on a connection of its own, whose statement `signal` cancels in the database. */
export async function withCancelling<T>(
  pool: Pool,
  signal: AbortSignal | undefined,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let cancelling: Promise<unknown> | undefined
  const cancel = () => {
    cancelling = cancelBackend(pool, client)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    signal?.throwIfAborted()
    return await work(client)
  } finally {
    signal?.removeEventListener('abort', cancel)
    await cancelling
    // A late cancellation would hit the next query of this connection, so it is not used again.
    client.release(cancelling !== undefined)
  }
}

function cancelBackend(pool: Pool, client: PoolClient): Promise<unknown> {
  const { processID } = client as PoolClient & { processID: number }
  return pool.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined)
}
