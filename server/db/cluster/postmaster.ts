import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskFullError, isDiskFull, SetupError } from '../setup-error.ts'
import { type ClusterFolder, damagedError, readSettings, writeSettings } from './cluster-folder.ts'
import { type ClusterOwner, giveTo, runProgram } from './cluster-owner.ts'
import { findFreePort } from './free-port.ts'
import { renderServerSettings, SETTINGS_FILE } from './server-settings.ts'

const PATIENCE_MILLISECONDS = 30_000

/** What is needed to start and stop the database server of one cluster. */
export interface Postmaster {
  folder: ClusterFolder
  binDir: string
  owner: ClusterOwner
  isThrowaway: boolean
}

/**
 * Starts the database server, or leaves it alone where it already runs. After a crash the last
 * processes of the old server may still hold its memory: then it waits for them. The file
 * postmaster.pid is PostgreSQL's own guard and is never touched.
 *
 * @returns the port
 * @throws SetupError where it does not come up
 */
export async function startPostmaster(postmaster: Postmaster): Promise<number> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  for (;;) {
    const runningPort = await findRunningPort(postmaster.folder)
    if (runningPort) return runningPort
    const { port, failure } = await tryStart(postmaster)
    if (!failure) return port
    if (!isWorthWaiting(failure) || Date.now() > deadline) {
      throw toStartError(postmaster.folder, failure)
    }
    await sleep(500)
  }
}

/** Stops the database server; open connections are closed. */
export async function stopPostmaster({ binDir, folder, owner }: Postmaster): Promise<void> {
  const args = ['stop', `--pgdata=${folder.data}`, '--mode=fast', '--wait', '--timeout=60']
  await runProgram(join(binDir, 'pg_ctl'), args, owner)
}

/** The port of a server that is ready. Reads postmaster.pid: line 1 is the process, line 4 the port, line 8 the state. */
export async function findRunningPort({ data }: ClusterFolder): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const isReady = lines[7] === 'ready'
  return isReady && isAlive(Number(lines[0])) && (await isPostgres(Number(lines[0])))
    ? Number(lines[3])
    : undefined
}

/** Numbers of processes are used again, so after a crash the number may mean another program. */
async function isPostgres(processId: number): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const name = await readFile(`/proc/${processId}/comm`, 'utf8').catch(() => '')
  return /^(postgres|postmaster)/.test(name)
}

function isAlive(processId: number): boolean {
  if (!processId) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function tryStart(postmaster: Postmaster): Promise<{ port: number; failure?: string }> {
  const { folder, binDir, owner, isThrowaway } = postmaster
  const settings = await readSettings(folder)
  const port = await findFreePort(settings.port)
  if (port !== settings.port) await writeSettings(folder, { ...settings, port }, owner)
  const settingsPath = join(folder.data, SETTINGS_FILE)
  await writeFile(settingsPath, renderServerSettings(port, isThrowaway))
  await giveTo(owner, settingsPath)
  const logStart = await stat(folder.log).then(
    ({ size }) => size,
    () => 0,
  )
  const { exitCode, output } = await runProgram(
    join(binDir, 'pg_ctl'),
    ['start', `--pgdata=${folder.data}`, `--log=${folder.log}`, '--wait', '--timeout=300'],
    owner,
  )
  if (exitCode === 0) return { port }
  const log = await readFile(folder.log).catch(() => Buffer.alloc(0))
  return { port, failure: `${log.subarray(logStart)}\n${output}` }
}

function isWorthWaiting(failure: string): boolean {
  return /pre-existing shared memory|lock file "postmaster.pid" already exists|Address already in use/i.test(
    failure,
  )
}

function toStartError(folder: ClusterFolder, failure: string): SetupError {
  if (isDiskFull(failure)) return diskFullError(folder.root)
  const rival = /Is another postmaster \(PID (\d+)\)/.exec(failure)?.[1]
  if (rival) {
    return new SetupError(
      `The database in ${folder.root} is held by process ${rival}, which does not answer: end that process (kill ${rival}), then start again.`,
    )
  }
  const reason = /(?:FATAL|PANIC|ERROR|postgres): +(.+)/.exec(failure)?.[1] ?? `see ${folder.log}`
  return damagedError(folder.root, reason)
}
