import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** One installation of PostgreSQL on this machine. */
export interface PostgresInstallation {
  /** Folder that holds `initdb`, `postgres` and `pg_ctl`. */
  binDir: string
  major: number
  /** Version of the PostGIS that belongs to it, for example `3.3.2`; undefined: none. */
  postgisVersion: string | undefined
}

export const MINIMUM_POSTGIS = '3.3'

/** Folders in which each version of PostgreSQL has a folder of its own, and what follows it. */
const VERSION_PARENTS = [
  { parent: '/usr/lib/postgresql', name: /^\d+$/, bin: 'bin' },
  { parent: '/opt/homebrew/opt', name: /^postgresql(@\d+)?$/, bin: 'bin' },
  { parent: '/usr/local/opt', name: /^postgresql(@\d+)?$/, bin: 'bin' },
  { parent: '/usr', name: /^pgsql-\d+$/, bin: 'bin' },
  { parent: '/usr/local', name: /^pgsql$/, bin: 'bin' },
]

/**
 * Every PostgreSQL (with its server programs) in the usual places, newest first; only the one in
 * `pgBin` where that is given.
 */
export async function listPostgres(pgBin?: string): Promise<PostgresInstallation[]> {
  const folders = pgBin ? [pgBin] : await listUsualFolders()
  const found = await Promise.all(folders.map(inspectFolder))
  return found
    .filter((installation) => installation !== undefined)
    .sort((a, b) => b.major - a.major)
}

/** Whether an installation has the PostGIS that the schema needs. */
export function isUsable({ postgisVersion }: PostgresInstallation): boolean {
  return postgisVersion !== undefined && isAtLeast(postgisVersion, MINIMUM_POSTGIS)
}

/** Compares dotted versions number by number; what is missing counts as 0. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [actual, wanted] = [version, minimum].map((text) => text.split('.').map(Number.parseFloat))
  for (const [index, part] of (wanted ?? []).entries()) {
    const difference = (actual?.[index] || 0) - part
    if (difference !== 0) return difference > 0
  }
  return true
}

async function listUsualFolders(): Promise<string[]> {
  const perParent = VERSION_PARENTS.map(async ({ parent, name, bin }) => {
    const entries = await readdir(parent).catch(() => [])
    return entries.filter((entry) => name.test(entry)).map((entry) => join(parent, entry, bin))
  })
  return (await Promise.all(perParent)).flat()
}

async function inspectFolder(binDir: string): Promise<PostgresInstallation | undefined> {
  if (!existsSync(join(binDir, 'initdb')) || !existsSync(join(binDir, 'pg_ctl'))) return undefined
  const run = promisify(execFile)
  const version = await run(join(binDir, 'postgres'), ['--version']).catch(() => undefined)
  const major = Number(/\b(\d+)(\.\d+|devel|beta|rc)/.exec(version?.stdout ?? '')?.[1])
  if (!major) return undefined
  const share = await run(join(binDir, 'pg_config'), ['--sharedir']).catch(() => undefined)
  const control = join(share?.stdout.trim() ?? '', 'extension', 'postgis.control')
  const controlText = await readFile(control, 'utf8').catch(() => '')
  return { binDir, major, postgisVersion: /default_version = '([\d.]+)/.exec(controlText)?.[1] }
}
