import { link, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toClusterFolder } from './cluster-folder.ts'
import { findRunningPort } from './postmaster.ts'

/** Where a cluster lives when its owner cannot enter DATA_DIR (a clone below /root). */
export const OUTSIDE_FOLDER = '/var/lib/digital-community'

const CLAIM = 'claim'

/**
 * Ties a cluster outside of DATA_DIR to it by one file with a name in both folders. Whoever removes
 * DATA_DIR removes its name, and whoever only moves it away does not. Two file systems cannot share
 * a file: such a cluster is never taken for abandoned.
 */
export async function claimCluster(dataDir: string, root: string): Promise<void> {
  const name = claimPath(dataDir, root)
  await writeFile(name, `While this file is here, ${root} is not removed.\n`)
  await link(name, join(root, CLAIM)).catch(() => rm(name))
}

/** The claim's name in DATA_DIR. */
export const claimPath = (dataDir: string, root: string): string =>
  join(dataDir, `${basename(root)}.${CLAIM}`)

/**
 * Removes the clusters whose DATA_DIR was removed.
 *
 * @returns their folders
 */
export async function removeAbandonedClusters(folder = OUTSIDE_FOLDER): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const removed: string[] = []
  for (const root of names.map((name) => join(folder, name))) {
    if (!(await isAbandoned(root))) continue
    await rm(root, { recursive: true, force: true })
    removed.push(root)
  }
  return removed
}

async function isAbandoned(root: string): Promise<boolean> {
  const claim = await stat(join(root, CLAIM)).catch(() => undefined)
  return claim?.nlink === 1 && (await findRunningPort(toClusterFolder(root))) === undefined
}
