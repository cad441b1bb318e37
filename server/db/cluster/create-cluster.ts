import { randomBytes } from 'node:crypto'
import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskFullError, isDiskFull, SetupError } from '../setup-error.ts'
import {
  type ClusterFolder,
  clusterPath,
  toClusterFolder,
  writeSettings,
} from './cluster-folder.ts'
import { type ClusterOwner, canEnter, giveTo, runProgram } from './cluster-owner.ts'
import { claimCluster, claimPath, OUTSIDE_FOLDER } from './outside-clusters.ts'
import { SETTINGS_FILE } from './server-settings.ts'

export interface CreateClusterOptions {
  dataDir: string
  binDir: string
  owner: ClusterOwner
  /** Skips the flush to disk: for clusters that a test throws away. */
  isThrowaway: boolean
}

/**
 * Makes a new cluster with generated passwords. It is prepared beside its place and moved there
 * whole, so neither an interruption nor a second process leaves half a cluster behind.
 */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const target = clusterPath(options.dataDir)
  const isInside = await canEnter(options.owner, options.dataDir)
  const parent = isInside ? options.dataDir : OUTSIDE_FOLDER
  await mkdir(parent, { recursive: true })
  const root = await mkdtemp(join(parent, 'postgres-'))
  try {
    if (!isInside) await claimCluster(options.dataDir, root)
    await fillCluster(toClusterFolder(root), options)
    await (isInside ? rename(root, target) : symlink(root, target))
  } catch (error) {
    await rm(root, { recursive: true, force: true })
    await rm(claimPath(options.dataDir, root), { force: true })
    const code = (error as NodeJS.ErrnoException).code
    // Another process was faster: its cluster is as good as ours.
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return
    throw isDiskFull(error) ? diskFullError(parent) : error
  }
}

async function fillCluster(folder: ClusterFolder, options: CreateClusterOptions): Promise<void> {
  const { owner } = options
  const settings = { port: 0, password: newPassword(), adminPassword: newPassword() }
  await writeSettings(folder, settings, owner)
  const passwordFile = join(folder.root, 'initdb-password')
  await writeFile(passwordFile, settings.adminPassword, { mode: 0o600 })
  await giveTo(owner, passwordFile)
  await chmod(folder.root, 0o700)
  await giveTo(owner, folder.root)
  const { exitCode, output } = await runProgram(
    join(options.binDir, 'initdb'),
    [
      `--pgdata=${folder.data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The one UTF-8 locale that every Debian has; macOS knows it only by this other name.
      `--locale=${process.platform === 'darwin' ? 'C' : 'C.UTF-8'}`,
      ...(options.isThrowaway ? ['--no-sync'] : []),
    ],
    owner,
  )
  await rm(passwordFile)
  if (exitCode !== 0) throw toInitError(dirname(folder.root), output)
  await appendFile(join(folder.data, 'postgresql.conf'), `\ninclude = '${SETTINGS_FILE}'\n`)
}

function toInitError(parent: string, output: string): Error {
  if (isDiskFull(output)) return diskFullError(parent)
  const reason = /(?:error|FATAL|PANIC): +(.+)/i.exec(output)?.[1] ?? output.trim()
  return new SetupError(
    `PostgreSQL could not create a database in ${parent} (${reason}): solve that, or set DATA_DIR to another folder.`,
  )
}

function newPassword(): string {
  return randomBytes(24).toString('hex')
}
