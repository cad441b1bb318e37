import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SetupError } from '../../server/db/setup-error.ts'
import { runWithProgress } from './run-with-progress.mjs'

/**
 * Read by the scripts of Debian's PostgreSQL packages: without it they would create and start a
 * database of their own for the whole machine.
 */
const NO_SYSTEM_CLUSTER_FILE = '/etc/postgresql-common/createcluster.d/digital-community.conf'

/**
 * Installs packages by apt as root or through sudo.
 *
 * @throws SetupError where apt cannot
 */
export async function installDebianPackages(
  packages: string[],
  privilege: 'root' | 'sudo',
  reason: string,
): Promise<void> {
  const title = `Installing ${packages.join(', ')}: ${reason}`
  const cleanUp = await forbidSystemCluster(privilege)
  try {
    const first = await apt(title, installArguments(packages), privilege)
    if (first.exitCode === 0) return
    // A fresh machine has no package index, an old one an index of files that are gone.
    await apt('Fetching the index of packages: apt asks for it', ['update'], privilege)
    const second = await apt(title, installArguments(packages), privilege)
    if (second.exitCode !== 0) throw toAptError(packages, second.output)
  } finally {
    await cleanUp()
  }
}

function installArguments(packages: string[]): string[] {
  return ['install', '--yes', '--quiet', '--no-install-recommends', ...packages]
}

function apt(title: string, args: string[], privilege: 'root' | 'sudo') {
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', 'apt-get', ...args]
  const [program = '', ...rest] = privilege === 'sudo' ? ['sudo', '-n', ...command] : command
  return runWithProgress(title, program, rest)
}

async function forbidSystemCluster(privilege: 'root' | 'sudo'): Promise<() => Promise<void>> {
  // An ordinary user cannot leave this note; an idle database of the machine does no harm then.
  if (privilege !== 'root' || existsSync(NO_SYSTEM_CLUSTER_FILE)) return async () => undefined
  await mkdir(dirname(NO_SYSTEM_CLUSTER_FILE), { recursive: true })
  await writeFile(NO_SYSTEM_CLUSTER_FILE, 'create_main_cluster = false\n')
  return () => rm(NO_SYSTEM_CLUSTER_FILE, { force: true })
}

function toAptError(packages: string[], output: string): SetupError {
  if (/No space left on device|enough free space/i.test(output)) {
    return new SetupError('The disk is full: free about 1 GB, then run the same command again.')
  }
  const reason = /^E: (.+)$/m.exec(output)?.[1] ?? 'see above'
  return new SetupError(
    `apt could not install ${packages.join(', ')} (${reason}): run "apt-get update && apt-get install ${packages.join(' ')}" as root, then the same command again.`,
  )
}
