import { existsSync } from 'node:fs'
import { access, constants, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { diskFullError, isDiskFull, SetupError } from '../setup-error.ts'
import { type ClusterOwner, giveTo } from './cluster-owner.ts'

const ClusterSettings = Type.Object({
  /** Last port used; kept from start to start while it is free. */
  port: Type.Integer({ minimum: 0, maximum: 65535 }),
  /** Password of the role `digital_community`, which the server uses. */
  password: Type.String({ minLength: 16 }),
  /** Password of the superuser `postgres`. */
  adminPassword: Type.String({ minLength: 16 }),
})

export type ClusterSettings = Static<typeof ClusterSettings>

/** Where the parts of a private cluster lie. */
export interface ClusterFolder {
  root: string
  data: string
  log: string
  settingsFile: string
}

/** The parts of the cluster whose folder is `root`. */
export function toClusterFolder(root: string): ClusterFolder {
  return {
    root,
    data: join(root, 'data'),
    log: join(root, 'server.log'),
    settingsFile: join(root, 'settings.json'),
  }
}

/** The folder inside DATA_DIR that is the cluster, or a link to it. */
export function clusterPath(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/**
 * Creates DATA_DIR where it is missing.
 *
 * @throws SetupError where it is no folder or cannot be written
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir)
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (isDiskFull(error)) throw diskFullError(dataDir)
    throw new SetupError(
      `The data folder ${dataDir} cannot be used (${describe(error)}): make it a folder that you may write to, or set DATA_DIR to another one.`,
    )
  }
}

/** Like mkdir's `recursive`, which never ends where the file system takes no folder (/proc). */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return
  if (!existsSync(dirname(path))) await makeFolder(dirname(path))
  await mkdir(path).catch(async (error) => {
    // Another process may have been faster.
    if (!(await isFolder(path))) throw error
  })
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

/**
 * Opens an existing cluster folder.
 *
 * @returns undefined where there is none yet
 * @throws SetupError where it is damaged
 */
export async function openClusterFolder(
  dataDir: string,
): Promise<{ folder: ClusterFolder; major: number } | undefined> {
  const path = clusterPath(dataDir)
  const root = await realpath(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined
    throw damagedError(path, describe(error))
  })
  if (!root) return undefined
  const folder = toClusterFolder(root)
  const version = await readFile(join(folder.data, 'PG_VERSION'), 'utf8').catch((error) => {
    throw damagedError(path, describe(error))
  })
  return { folder, major: Number.parseInt(version, 10) }
}

/** @throws SetupError where the file is missing or not what was written */
export async function readSettings(folder: ClusterFolder): Promise<ClusterSettings> {
  try {
    return Value.Parse(ClusterSettings, JSON.parse(await readFile(folder.settingsFile, 'utf8')))
  } catch {
    throw damagedError(folder.root, 'settings.json is missing or not readable')
  }
}

/** Writes the settings so that only the owner of the cluster can read the passwords. */
export async function writeSettings(
  folder: ClusterFolder,
  settings: ClusterSettings,
  owner: ClusterOwner,
): Promise<void> {
  await writeFile(folder.settingsFile, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  await giveTo(owner, folder.settingsFile)
}

/** The sentence for a cluster folder that cannot be started any more. */
export function damagedError(path: string, reason: string): SetupError {
  return new SetupError(
    `The database in ${path} is damaged (${reason}): move that folder away to begin anew with the demonstration city, or put a backup of it back.`,
  )
}

function describe(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    EEXIST: 'it is a file',
    ENOTDIR: 'a part of it is a file, not a folder',
    ENOENT: 'a part of it is missing',
    ELOOP: 'its links run in a circle',
  }
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
