import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder that the account `postgres` can enter, as in an ordinary clone. */
export async function makeDataDir(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digital-community-test-'))
  await chmod(folder, mode)
  return folder
}

/** Removes a data folder and the cluster in it, also where that lies behind a link. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const root = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
  if (root) await rm(root, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

/** The process number of the database server, undefined where none runs. */
export async function readPostmaster(dataDir: string): Promise<number | undefined> {
  const file = join(dataDir, 'postgres', 'data', 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text ? Number.parseInt(text, 10) : undefined
}

/** Starts a process that serves from the cluster; `firstLine` is what it says. */
export async function holdCluster(
  dataDir: string,
): Promise<{ child: ChildProcess; firstLine: string }> {
  const script = join(import.meta.dirname, 'hold-cluster.ts')
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk] = await once(child.stdout, 'data')
  return { child, firstLine: String(chunk).trim() }
}

/** Sends a signal and waits for the end. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
