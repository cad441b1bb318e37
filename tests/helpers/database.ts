import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { createPool, type Pool } from '../../server/db/pool.ts'
import { type TemplateKind, toDatabaseUrl, waitForTemplate } from './template-databases.ts'

export interface TestDatabase {
  connectionString: string
  pool: Pool
  /** Closes the pool and removes the database. */
  drop(): Promise<void>
}

let createdCount = 0

/**
 * A database of one's own, cloned in well under a second: `empty` has the schema, `city` also the
 * demonstration city. Call it in `beforeAll` and `drop` in `afterAll`.
 */
export async function createTestDatabase(kind: TemplateKind): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  createdCount += 1
  const name = `dc_test_${process.pid}_${createdCount}_${Date.now().toString(36)}`
  await onServer(serverUrl, (admin) => cloneTemplate(admin, inject('templateNames')[kind], name))
  const connectionString = toDatabaseUrl(serverUrl, name)
  const pool = createPool(connectionString, { maxConnections: 8 })
  return {
    connectionString,
    pool,
    async drop() {
      await pool.end()
      await onServer(serverUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}

async function cloneTemplate(admin: pg.Client, template: string, name: string): Promise<void> {
  await waitForTemplate(admin, template)
  const { rows } = await admin.query(`SELECT current_setting('server_version_num')::int AS version`)
  // Copies files instead of writing each page to the log; older servers know no other way.
  const strategy = rows[0].version >= 150_000 ? 'STRATEGY FILE_COPY' : ''
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} ${strategy}`)
      return
    } catch (error) {
      // 55006: somebody, perhaps autovacuum, is connected to the template at this moment.
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error
      await sleep(250)
    }
  }
}

async function onServer<T>(
  serverUrl: string,
  work: (admin: pg.Client) => Promise<T>,
): Promise<void> {
  const admin = new pg.Client(serverUrl)
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
