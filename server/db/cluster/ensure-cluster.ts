import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from '../setup-error.ts'
import { damagedError, openClusterFolder, prepareDataDir, readSettings } from './cluster-folder.ts'
import { type ClusterMembership, joinCluster } from './cluster-membership.ts'
import { findClusterOwner } from './cluster-owner.ts'
import { createCluster } from './create-cluster.ts'
import { isUsable, listPostgres, type PostgresInstallation } from './locate-postgres.ts'
import { removeAbandonedClusters } from './outside-clusters.ts'
import { type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import {
  type ClusterAccess,
  provisionCluster,
  toAdminConnectionString,
  toConnectionString,
} from './provision-cluster.ts'

export interface ClusterOptions {
  /** Absolute path of DATA_DIR. */
  dataDir: string
  /** Folder of PostgreSQL's programs; absent: the usual places are searched. */
  pgBin?: string | undefined
  /** Serving needs the cluster alone: refused where another process serves from it. */
  purpose?: 'serve' | 'work'
  /** Gives up durability for speed: for tests. */
  isThrowaway?: boolean
  /** Is told in one line what takes time. */
  onProgress?: (line: string) => void
}

export interface Cluster {
  connectionString: string
  /** Leaves the cluster; the last process that uses it stops it. */
  stop(): Promise<void>
}

/**
 * Gives access to the private PostgreSQL + PostGIS cluster in DATA_DIR: created, started and
 * provisioned where it is not yet. Several processes may use it at once.
 *
 * @throws SetupError with one sentence for the person at the keyboard
 */
export async function ensureCluster(options: ClusterOptions): Promise<Cluster> {
  const { onProgress = () => undefined } = options
  await prepareDataDir(options.dataDir)
  const postmaster = await preparePostmaster(options, onProgress)
  const { access, membership } = await joinWithPatience(postmaster, onProgress)
  const stop = () => membership.leave(() => stopPostmaster(postmaster))
  try {
    if (options.purpose === 'serve' && !(await membership.claimServing())) {
      throw new SetupError(
        `Digital Community already runs on the data folder ${options.dataDir}: stop it there (Ctrl-C), or start this one with another DATA_DIR and PORT.`,
      )
    }
    await provisionCluster(access)
  } catch (error) {
    await stop()
    throw error
  }
  return { connectionString: toConnectionString(access), stop }
}

async function preparePostmaster(
  { dataDir, pgBin, isThrowaway = false }: ClusterOptions,
  onProgress: (line: string) => void,
): Promise<Postmaster> {
  const owner = await findClusterOwner()
  const installations = await listPostgres(pgBin)
  let opened = await openClusterFolder(dataDir)
  if (!opened) {
    const { binDir, major } = pickNewest(installations, pgBin)
    onProgress(`Creating a private PostgreSQL ${major} database in ${dataDir}`)
    for (const root of await removeAbandonedClusters()) {
      onProgress(`Removed ${root}, the database of a data folder that is gone`)
    }
    await createCluster({ dataDir, binDir, owner, isThrowaway })
    opened = await openClusterFolder(dataDir)
  }
  if (!opened) throw damagedError(dataDir, 'it disappeared while it was made')
  const { binDir } = pickMajor(installations, opened.major, dataDir)
  return { folder: opened.folder, binDir, owner, isThrowaway }
}

async function joinWithPatience(
  postmaster: Postmaster,
  onProgress: (line: string) => void,
): Promise<{ access: ClusterAccess; membership: ClusterMembership }> {
  const deadline = Date.now() + 60_000
  onProgress('Starting the database')
  while (Date.now() < deadline) {
    const port = await startPostmaster(postmaster)
    const access = { ...(await readSettings(postmaster.folder)), port }
    const membership = await join(access, postmaster)
    if (membership) return { access, membership }
    await sleep(250)
  }
  throw new SetupError(
    `The database in ${postmaster.folder.root} does not answer: see its log ${postmaster.folder.log}.`,
  )
}

async function join(access: ClusterAccess, { folder }: Postmaster) {
  return joinCluster(toAdminConnectionString(access)).catch((error) => {
    if (error.code === '28P01') throw damagedError(folder.root, 'its passwords were changed')
    throw error
  })
}

function pickNewest(
  installations: PostgresInstallation[],
  pgBin: string | undefined,
): PostgresInstallation {
  const newest = installations.find(isUsable)
  if (newest) return newest
  throw new SetupError(
    pgBin
      ? `PG_BIN (${pgBin}) holds no PostgreSQL with PostGIS 3.3 or newer: correct it, or unset it.`
      : 'PostgreSQL with PostGIS 3.3 or newer was not found: run "npm start", which says how to install it, or set DATABASE_URL.',
  )
}

function pickMajor(
  installations: PostgresInstallation[],
  major: number,
  dataDir: string,
): PostgresInstallation {
  const match = installations.find((installation) => installation.major === major)
  if (match && isUsable(match)) return match
  throw new SetupError(
    `The database in ${dataDir} was made by PostgreSQL ${major}, which is not found with PostGIS any more: install postgresql-${major}-postgis-3 (or correct PG_BIN), or move the folder away to begin anew.`,
  )
}
