import { existsSync } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../../server/config.ts'
import { ensureCluster } from '../../../server/db/cluster/ensure-cluster.ts'
import { isUsable, listPostgres } from '../../../server/db/cluster/locate-postgres.ts'
import { createPool } from '../../../server/db/pool.ts'
import {
  endProcess,
  holdCluster,
  makeDataDir,
  readPostmaster,
  removeDataDir,
} from '../../helpers/temporary-cluster.ts'

/** With DATABASE_URL the machine need not have a PostgreSQL of its own. */
const hasPostgres = (await listPostgres(loadConfig().pgBin)).some(isUsable)

const isRoot = process.getuid?.() === 0

let dataDir: string

beforeEach(async () => {
  dataDir = await makeDataDir()
})

afterEach(async () => {
  await removeDataDir(dataDir)
})

describe.runIf(hasPostgres)('a private cluster', () => {
  test('is made with PostGIS, asks for its password, is kept from other accounts, and gone after its stop', async () => {
    const cluster = await ensureCluster({ dataDir, isThrowaway: true })
    expect(await ask(cluster.connectionString, 'SELECT postgis_lib_version()')).toMatch(/^\d+\.\d+/)
    expect(await ask(cluster.connectionString, 'SHOW server_encoding')).toBe('UTF8')
    expect(await ask(cluster.connectionString, 'SHOW listen_addresses')).toBe('127.0.0.1')
    expect(await ask(cluster.connectionString, 'SHOW is_superuser')).toBe('off')
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'postgres', 'settings.json'))).mode & 0o777).toBe(0o600)
    const withoutPassword = cluster.connectionString.replace(/:[0-9a-f]+@/, ':wrong@')
    await expect(ask(withoutPassword, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    await cluster.stop()
    expect(await readPostmaster(dataDir)).toBeUndefined()
    await expect(ask(cluster.connectionString, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  })

  test('comes back with its rows after all of its processes were killed', async () => {
    const { child, firstLine: connectionString } = await holdCluster(dataDir)
    await ask(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    const postmaster = await readPostmaster(dataDir)
    await endProcess(child, 'SIGKILL')
    process.kill(postmaster ?? 0, 'SIGKILL')
    const cluster = await ensureCluster({ dataDir })
    expect(await ask(cluster.connectionString, 'SELECT answer FROM kept')).toBe(42)
    await cluster.stop()
  })

  test('is taken over where only the server was killed', async () => {
    const { child } = await holdCluster(dataDir)
    const postmaster = await readPostmaster(dataDir)
    await endProcess(child, 'SIGKILL')
    const cluster = await ensureCluster({ dataDir, purpose: 'serve' })
    expect(await readPostmaster(dataDir)).toBe(postmaster)
    await cluster.stop()
    expect(await readPostmaster(dataDir)).toBeUndefined()
  })

  test('serves one server at a time: the second is refused in a sentence', async () => {
    const first = await holdCluster(dataDir)
    const second = await holdCluster(dataDir)
    expect(second.firstLine).toMatch(/already runs on the data folder .*: stop it there \(Ctrl-C\)/)
    expect(await ask(first.firstLine, 'SELECT 1')).toBe(1)
    await endProcess(first.child, 'SIGTERM')
    expect(await readPostmaster(dataDir)).toBeUndefined()
  })

  test('is made once by processes that start together, and stopped by the last', async () => {
    const clusters = await Promise.all([1, 2, 3].map(() => ensureCluster({ dataDir })))
    expect(new Set(clusters.map(({ connectionString }) => connectionString)).size).toBe(1)
    const [first, second, third] = clusters
    await first?.stop()
    await second?.stop()
    expect(await ask(third?.connectionString ?? '', 'SELECT 1')).toBe(1)
    await third?.stop()
    expect(await readPostmaster(dataDir)).toBeUndefined()
  })

  test('moves to another port when its own is taken', async () => {
    const first = await ensureCluster({ dataDir, isThrowaway: true })
    const port = Number(new URL(first.connectionString).port)
    await first.stop()
    const squatter = createServer().listen(port, '127.0.0.1')
    const second = await ensureCluster({ dataDir, isThrowaway: true })
    expect(Number(new URL(second.connectionString).port)).not.toBe(port)
    expect(await ask(second.connectionString, 'SELECT 1')).toBe(1)
    await second.stop()
    squatter.close()
  })

  test('works below a folder that the account of PostgreSQL cannot enter', async () => {
    await removeDataDir(dataDir)
    dataDir = await makeDataDir(0o700)
    const cluster = await ensureCluster({ dataDir, isThrowaway: true })
    expect(await ask(cluster.connectionString, 'SELECT 1')).toBe(1)
    await cluster.stop()
  })

  test.runIf(isRoot)('goes with its data folder when that is removed, and only then', async () => {
    const folders = await Promise.all([1, 2, 3].map(() => makeDataDir(0o700)))
    const [removed = '', moved = '', next = ''] = folders
    const [removedRoot = '', movedRoot = ''] = await Promise.all([removed, moved].map(makeCluster))
    await rm(removed, { recursive: true })
    await rename(moved, `${moved}-away`)
    await makeCluster(next)
    expect(existsSync(removedRoot)).toBe(false)
    expect(existsSync(movedRoot)).toBe(true)
    await removeDataDir(`${moved}-away`)
    await removeDataDir(next)
  })
})

/** Makes and stops a cluster. @returns where it lies */
async function makeCluster(folder: string): Promise<string> {
  const cluster = await ensureCluster({ dataDir: folder, isThrowaway: true })
  await cluster.stop()
  return realpath(join(folder, 'postgres'))
}

async function ask(connectionString: string, query: string): Promise<unknown> {
  const pool = createPool(connectionString)
  try {
    const { rows } = await pool.query({ text: query, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await pool.end()
  }
}
