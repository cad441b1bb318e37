import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../../server/config.ts'
import { ensureCluster } from '../../../server/db/cluster/ensure-cluster.ts'
import { isUsable, listPostgres } from '../../../server/db/cluster/locate-postgres.ts'
import { SetupError } from '../../../server/db/setup-error.ts'
import { makeDataDir, removeDataDir } from '../../helpers/temporary-cluster.ts'

/** With DATABASE_URL the machine need not have a PostgreSQL of its own. */
const hasPostgres = (await listPostgres(loadConfig().pgBin)).some(isUsable)

let dataDir: string

beforeEach(async () => {
  dataDir = await makeDataDir()
})

afterEach(async () => {
  await removeDataDir(dataDir)
})

describe.runIf(hasPostgres)('a data folder that cannot be used ends in one sentence', () => {
  test('a file in its place', async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    await expectSentence(file, /it is a file.*set DATA_DIR to another one\.$/)
    await expectSentence(join(file, 'below'), /a part of it is a file, not a folder/)
  })

  test('a place where no folder can be made', async () => {
    await expectSentence('/proc/nowhere/data', /^The data folder .* cannot be used/)
  })

  test('a file in place of the cluster', async () => {
    await writeFile(join(dataDir, 'postgres'), '')
    await expectSentence(dataDir, /is damaged .*move that folder away/)
  })

  test('a cluster of a PostgreSQL that is not installed', async () => {
    await mkdir(join(dataDir, 'postgres', 'data'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '9\n')
    await expectSentence(dataDir, /made by PostgreSQL 9.*install postgresql-9-postgis-3/)
  })

  test('a cluster that lost files', async () => {
    const cluster = await ensureCluster({ dataDir, isThrowaway: true })
    await cluster.stop()
    const root = join(dataDir, 'postgres')
    await rm(join(root, 'data', 'global', 'pg_control'))
    await expectSentence(dataDir, /is damaged \(could not find the database system\)/)
    await writeFile(join(root, 'settings.json'), '{')
    await expectSentence(dataDir, /is damaged \(settings\.json is missing or not readable\)/)
    await rm(join(root, 'data', 'PG_VERSION'))
    await expectSentence(dataDir, /is damaged \(a part of it is missing\)/)
  })

  test('no PostgreSQL in PG_BIN', async () => {
    const attempt = ensureCluster({ dataDir, pgBin: '/nowhere' })
    await expect(attempt).rejects.toThrow(/PG_BIN \(\/nowhere\) holds no PostgreSQL with PostGIS/)
  })
})

async function expectSentence(folder: string, sentence: RegExp): Promise<void> {
  const error = await ensureCluster({ dataDir: folder }).catch((reason) => reason)
  expect(error).toBeInstanceOf(SetupError)
  expect(error.message).toMatch(sentence)
}
