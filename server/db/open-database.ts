import pg from 'pg'
import { type ClusterOptions, ensureCluster } from './cluster/ensure-cluster.ts'
import { isAtLeast, MINIMUM_POSTGIS } from './cluster/locate-postgres.ts'
import { SetupError } from './setup-error.ts'

/** The part of the configuration that says where the database is. */
export interface DatabaseSettings {
  databaseUrl: string | undefined
  dataDir: string
  pgBin: string | undefined
}

export interface OpenDatabase {
  connectionString: string
  /** True for the cluster in DATA_DIR, false for the server that DATABASE_URL names. */
  isPrivate: boolean
  /** Gives the database back; stops the private cluster where nobody else uses it. */
  stop(): Promise<void>
}

/**
 * The database of this configuration: the server of DATABASE_URL, else the private cluster.
 *
 * @throws SetupError with one sentence for the person at the keyboard
 */
export async function openDatabase(
  { databaseUrl, dataDir, pgBin }: DatabaseSettings,
  options: Pick<ClusterOptions, 'purpose' | 'onProgress'> = {},
): Promise<OpenDatabase> {
  if (databaseUrl) {
    await checkServer(databaseUrl)
    return { connectionString: databaseUrl, isPrivate: false, stop: async () => undefined }
  }
  const cluster = await ensureCluster({ dataDir, pgBin, ...options })
  return { ...cluster, isPrivate: true }
}

/** Whether a city has been loaded. The schema must be there. */
export async function hasCity(connectionString: string): Promise<boolean> {
  const client = new pg.Client(connectionString)
  await client.connect()
  try {
    const { rows } = await client.query('SELECT EXISTS (SELECT FROM city) AS has_city')
    return rows[0].has_city
  } finally {
    await client.end()
  }
}

async function checkServer(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT coalesce(installed_version, default_version) AS version
       FROM pg_available_extensions
       WHERE name = 'postgis'`,
    )
    checkPostgis(rows[0]?.version)
  } catch (error) {
    throw toConnectionError(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function checkPostgis(version: string | undefined): void {
  if (version && isAtLeast(version, MINIMUM_POSTGIS)) return
  throw new SetupError(
    version
      ? `The server of DATABASE_URL has PostGIS ${version}: install PostGIS ${MINIMUM_POSTGIS} or newer there and run "ALTER EXTENSION postgis UPDATE".`
      : `The server of DATABASE_URL has no PostGIS: install PostGIS ${MINIMUM_POSTGIS} or newer there, or unset DATABASE_URL to use a private database.`,
  )
}

/** One sentence per way in which DATABASE_URL can be wrong; the password is never repeated. */
function toConnectionError(error: unknown): unknown {
  if (error instanceof SetupError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  const sentences: Record<string, string> = {
    '28P01': 'The server of DATABASE_URL refuses this user or password: correct them.',
    '28000': `The server of DATABASE_URL refuses this user (${message}): correct DATABASE_URL or its pg_hba.conf.`,
    '3D000': `The server of DATABASE_URL has no such database (${message}): create it with "createdb", or correct DATABASE_URL.`,
    '53300': 'The server of DATABASE_URL has no free connection: raise max_connections there.',
    ERR_INVALID_URL:
      'DATABASE_URL cannot be read: write it as postgresql://user:password@host:5432/database.',
  }
  return new SetupError(
    sentences[code] ??
      `The server of DATABASE_URL cannot be reached (${message || code}): start it, correct DATABASE_URL, or unset it to use a private database.`,
  )
}
