import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import type { Pool } from './pool.ts'
import { SetupError } from './setup-error.ts'

const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations')
const MIGRATION_TABLE = 'schema_migration'

/**
 * Brings the database to the newest schema: every pending `migrations/*.sql`, in order, in one
 * transaction, under an advisory lock that makes a second process wait.
 *
 * @returns the names of the migrations that ran now
 * @throws SetupError where the role may not, or the schema belongs to another version
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const ran = await runner({
    databaseUrl: connectionString,
    dir: MIGRATIONS_FOLDER,
    direction: 'up',
    migrationsTable: MIGRATION_TABLE,
    advisoryLockMode: 'wait',
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  }).catch((error) => {
    throw toMigrationError(error)
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

function toMigrationError(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  // 42501: insufficient privilege.
  if (code === '42501') {
    return new SetupError(
      `The database role may not create what is needed (${message}): make it the owner of its database and run "CREATE EXTENSION postgis" there as a superuser.`,
    )
  }
  if (/preceding already run migration/.test(message)) {
    return new SetupError(
      'The schema of the database belongs to another version of this program: start that version, or use another database (DATABASE_URL, DATA_DIR).',
    )
  }
  return error
}

function ignore(): void {}
