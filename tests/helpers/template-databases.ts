import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { mapBuilderDatabase } from '../../server/db/acting.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import { migrate } from '../../server/db/migrate.ts'
import { createPool } from '../../server/db/pool.ts'
import { createBuildingTiles } from '../../server/features/building-tiles/building-tiles.ts'

export type TemplateKind = 'empty' | 'city'

/** Names of the two databases that tests are cloned from. */
export type TemplateNames = Record<TemplateKind, string>

const INPUTS: Record<TemplateKind, string[]> = {
  empty: ['server/db/migrations'],
  city: [
    ...['server/db/migrations', 'scripts/generate-city.ts', 'scripts/city', 'data/reference'],
    'server/features/building-tiles',
  ],
}

/** Any number: holds back a second test run while the first builds the templates. */
const BUILD_LOCK = 390783_10

export interface Templates {
  names: TemplateNames
  /** Resolves when both can be cloned; tests of the empty one need not wait for the city. */
  ready: Promise<void>
}

/**
 * Builds the template databases where they are missing: the empty one at once, the city while the
 * first tests run. Their names carry a hash of what they are made from, so a changed migration or
 * generator makes new ones and drops the old.
 */
export async function prepareTemplates(serverUrl: string): Promise<Templates> {
  const names = {
    empty: `dc_template_empty_${await hashInputs(INPUTS.empty)}`,
    city: `dc_template_city_${await hashInputs(INPUTS.city)}`,
  }
  const admin = new pg.Client(serverUrl)
  await admin.connect()
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [BUILD_LOCK])
    await dropLeftovers(admin, names)
    await buildOnce(admin, names.empty, undefined, (url) => migrate(url), serverUrl)
  } catch (error) {
    await admin.end()
    throw error
  }
  const city = buildOnce(admin, names.city, names.empty, generateCity, serverUrl)
  return { names, ready: city.finally(() => admin.end()) }
}

/**
 * Waits while somebody builds the template.
 * @throws where it is not there afterwards, because it could not be built
 */
export async function waitForTemplate(admin: pg.Client, name: string): Promise<void> {
  const isThere = async () =>
    (await admin.query('SELECT FROM pg_database WHERE datname = $1', [name])).rows.length > 0
  if (await isThere()) return
  await admin.query('SELECT pg_advisory_lock_shared($1)', [BUILD_LOCK])
  await admin.query('SELECT pg_advisory_unlock_shared($1)', [BUILD_LOCK])
  if (!(await isThere())) throw new Error(`The template ${name} could not be built.`)
}

/** The same server, another database. */
export function toDatabaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function buildOnce(
  admin: pg.Client,
  name: string,
  template: string | undefined,
  fill: (connectionString: string) => Promise<unknown>,
  serverUrl: string,
): Promise<void> {
  const { rows } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (rows.length > 0) return
  const draft = `${name}_draft`
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${draft} ${template ? `TEMPLATE ${template}` : ''}`)
  await fill(toDatabaseUrl(serverUrl, draft))
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
}

async function generateCity(connectionString: string): Promise<void> {
  const script = join(PROJECT_ROOT, 'scripts', 'generate-city.ts')
  await promisify(execFile)(process.execPath, [script], {
    cwd: PROJECT_ROOT,
    env: childEnvironment({ DATABASE_URL: connectionString }),
    maxBuffer: 2 ** 26,
  })
  await buildTilesAhead(connectionString)
}

/** Every server that a test starts would build the city's 3D tiles anew, while a browser draws. */
async function buildTilesAhead(connectionString: string): Promise<void> {
  const pool = createPool(await ensureApplicationRole(connectionString))
  try {
    await createBuildingTiles().warm(mapBuilderDatabase(pool))
  } finally {
    await pool.end()
  }
}

/** Drops outdated templates and the databases of test runs that were killed. */
async function dropLeftovers(admin: pg.Client, names: TemplateNames): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'dc\\_template\\_%' OR datname LIKE 'dc\\_test\\_%'`,
  )
  for (const { datname } of rows) {
    const processId = /^dc_test_(\d+)_/.exec(datname)?.[1]
    const isWanted = processId ? isAlive(Number(processId)) : Object.values(names).includes(datname)
    if (!isWanted) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch {
    return false
  }
}

async function hashInputs(inputs: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const input of inputs) {
    const path = join(PROJECT_ROOT, input)
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => undefined,
    )
    if (isFolder === undefined) continue
    const entries = isFolder ? await readdir(path, { recursive: true, withFileTypes: true }) : []
    const files = isFolder
      ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      : [path]
    for (const file of files.sort()) {
      hash.update(relative(PROJECT_ROOT, file)).update(await readFile(file))
    }
  }
  return hash.digest('hex').slice(0, 12)
}
