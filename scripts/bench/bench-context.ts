import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { childEnvironment, loadConfig, PROJECT_ROOT } from '../../server/config.ts'
import { personFields } from '../../server/contract/access.ts'
import { ensureCluster } from '../../server/db/cluster/ensure-cluster.ts'
import { findFreePort } from '../../server/db/cluster/free-port.ts'
import { listPostgres } from '../../server/db/cluster/locate-postgres.ts'
import { migrate } from '../../server/db/migrate.ts'
import { hasCity } from '../../server/db/open-database.ts'
import { runChild } from './run-child.ts'

export interface BenchContext {
  /** Database that holds the demonstration city. */
  readonly connectionString: string
  /** As the owner of the database, seeing what an operator of the whole city sees. */
  readonly pool: pg.Pool
  /** Port of a server process on that database. */
  readonly port: number
  /** Shows the session of an operator to that server. */
  readonly cookie: string
  /** Folder of pgbench, pg_dump and pg_restore. */
  readonly binDir: string
  readonly outputFolder: string
  /** How long each rate is measured. */
  readonly seconds: number
  readonly chromePath: string | undefined
  /** Resident memory of the server process in MiB. */
  serverMemory(): Promise<number>
  close(): Promise<void>
}

/** Starts what the benchmarks need, in a cluster of its own under .data/bench. */
export async function openBenchContext(options: {
  seconds: number
  onProgress: (line: string) => void
}): Promise<BenchContext> {
  const config = loadConfig()
  const outputFolder = join(config.dataDir, 'bench')
  const { onProgress } = options
  const cluster = await ensureCluster({ dataDir: outputFolder, pgBin: config.pgBin, onProgress })
  const { connectionString } = cluster
  await migrate(connectionString)
  if (!(await hasCity(connectionString))) await generateCity(connectionString)
  const server = await startServer(connectionString)
  const pool = openOperatorPool(connectionString)
  const binDir = (await listPostgres(config.pgBin))[0]?.binDir ?? ''
  return {
    ...{ connectionString, pool, binDir, outputFolder, seconds: options.seconds },
    port: server.port,
    cookie: await signIn(server.port),
    chromePath: config.chromePath,
    serverMemory: () => residentMebibytes(server.process.pid),
    async close() {
      await server.stop()
      await pool.end()
      await cluster.stop()
    },
  }
}

/**
 * Settings under which statements give the owner of the database what act() lets an operator see;
 * for the connections that measure bare SQL.
 */
export const OPERATOR_SETTINGS = Object.entries({
  scope: 'city',
  permissions: 'place.read,registry.read',
  fields: personFields.join(','),
})
  .map(([name, value]) => `-c actor.${name}=${value}`)
  .join(' ')

export async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'operator' }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0]
  if (!cookie) throw new Error('The server does not open the demonstration.')
  return cookie
}

/** Generates and loads the demonstration city in a process of its own. */
export function generateCity(connectionString: string): Promise<string> {
  const script = join(PROJECT_ROOT, 'scripts', 'generate-city.ts')
  return runChild(process.execPath, [script], { DATABASE_URL: connectionString })
}

/** As the owner of a database, seeing what an operator of the whole city sees. */
export const openOperatorPool = (connectionString: string): pg.Pool =>
  new pg.Pool({ connectionString, max: 4, options: OPERATOR_SETTINGS })

export interface BenchServer {
  process: ChildProcess
  port: number
  stop(): Promise<void>
}

/** Starts a server process on a database. */
export async function startServer(connectionString: string): Promise<BenchServer> {
  const port = await findFreePort(0)
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'server', 'main.ts')], {
    env: childEnvironment({
      DATABASE_URL: connectionString,
      PORT: String(port),
      REQUESTS_PER_MINUTE: '100000000',
    }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (answer?.ok) return { process: child, port, stop: () => stopChild(child) }
    await sleep(150)
  }
  child.kill()
  throw new Error('The server did not become ready within 30 s.')
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
}

async function residentMebibytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}
