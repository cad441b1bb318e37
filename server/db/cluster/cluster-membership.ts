import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Held shared by each process that uses the cluster, exclusively by the one that stops it. */
const IN_USE_LOCK = 390783_01
/** Held by the one process that serves the city from this cluster. */
const SERVING_LOCK = 390783_02

/** The seat of a process at a cluster; PostgreSQL frees it when the process dies. */
export interface ClusterMembership {
  /** Claims the right to serve from this cluster. @returns false where another process has it */
  claimServing(): Promise<boolean>
  /** Leaves the cluster. `stop` runs where nobody else is left. */
  leave(stop: () => Promise<void>): Promise<void>
}

/**
 * Takes a seat.
 *
 * @returns undefined where the cluster is just being stopped or started by somebody else
 */
export async function joinCluster(
  adminConnectionString: string,
): Promise<ClusterMembership | undefined> {
  const client = new pg.Client(adminConnectionString)
  // The connection ends when the cluster stops; who uses the database notices by itself.
  client.on('error', () => undefined)
  try {
    await client.connect()
    if (await tryLock(client, 'pg_try_advisory_lock_shared', IN_USE_LOCK)) {
      return toMembership(client)
    }
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  await client.end().catch(() => undefined)
  return undefined
}

function toMembership(client: pg.Client): ClusterMembership {
  return {
    async claimServing() {
      // The session of a process that was just killed may take a moment to disappear.
      for (let attempt = 0; attempt < 10; attempt++) {
        if (await tryLock(client, 'pg_try_advisory_lock', SERVING_LOCK)) return true
        await sleep(150)
      }
      return false
    },
    async leave(stop) {
      try {
        await client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK])
        if (await tryLock(client, 'pg_try_advisory_lock', IN_USE_LOCK)) await stop()
      } catch {
        // The cluster is gone already, so there is nothing left to stop.
      }
      await client.end().catch(() => undefined)
    },
  }
}

async function tryLock(
  client: pg.Client,
  lockFunction: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared',
  key: number,
): Promise<boolean> {
  const { rows } = await client.query(`SELECT ${lockFunction}($1) AS is_taken`, [key])
  return rows[0].is_taken
}

/** Starting up, shutting down, or not yet listening. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  return (
    ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code ?? '') ||
    /Connection terminated/.test(message)
  )
}
