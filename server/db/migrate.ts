import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import type { Pool } from './pool.ts'

const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations')
const MIGRATION_TABLE = 'schema_migration'

/**
 * Brings the database to the newest schema: every pending `migrations/*.sql`, in order, in one
 * transaction, under an advisory lock that makes a second process wait.
 *
 * @returns the names of the migrations that ran now
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const ran = await runner({
    databaseUrl: connectionString,
    dir: MIGRATIONS_FOLDER,
    direction: 'up',
    migrationsTable: MIGRATION_TABLE,
    advisoryLockMode: 'wait',
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  })
  return ran.map(({ name }) => name)
}

/** Names of the migrations that this version of the program has and the database has not. */
export async function listPendingMigrations(pool: Pool): Promise<string[]> {
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql'))
  const { rows: tables } = await pool.query(`SELECT to_regclass($1) IS NOT NULL AS "exists"`, [
    MIGRATION_TABLE,
  ])
  const { rows: done } = tables[0]?.exists
    ? await pool.query<{ name: string }>(`SELECT name FROM ${MIGRATION_TABLE}`)
    : { rows: [] }
  const doneNames = new Set(done.map(({ name }) => name))
  return files
    .map((file) => file.replace(/\.sql$/, ''))
    .filter((name) => !doneNames.has(name))
    .sort()
}

function ignore(): void {}
