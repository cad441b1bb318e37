import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { loadConfig } from '../../server/config.ts'
import { isUsable, listPostgres } from '../../server/db/cluster/locate-postgres.ts'
import { createTestDatabase } from '../helpers/database.ts'
import { toDatabaseUrl } from '../helpers/template-databases.ts'

const run = promisify(execFile)

test('a dump of the demonstration city is restored whole into an empty database', {
  timeout: 120_000,
}, async (context) => {
  const binDir = (await listPostgres(loadConfig().pgBin)).find(isUsable)?.binDir
  if (!binDir) return context.skip('pg_dump was not found')
  const source = await createTestDatabase('city')
  const name = `dc_test_${process.pid}_restored`
  const folder = await mkdtemp(join(tmpdir(), 'dc-backup-'))
  const dump = join(folder, 'city.dump')
  try {
    await run(join(binDir, 'pg_dump'), [
      '-Fc',
      '--exclude-table-data=spatial_ref_sys',
      '-f',
      dump,
      source.connectionString,
    ])
    await source.pool.query(`CREATE DATABASE ${name}`)
    const target = toDatabaseUrl(inject('testServerUrl'), name)
    await run(join(binDir, 'pg_restore'), ['--no-owner', '--no-comments', '-d', target, dump])
    expect(await countEverything(target)).toEqual(await countEverything(source.connectionString))
  } finally {
    await source.pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await source.drop()
    await rm(folder, { recursive: true })
  }
})

async function countEverything(connectionString: string): Promise<unknown> {
  const client = new pg.Client(connectionString)
  await client.connect()
  try {
    const { rows } = await client.query(`
      SELECT
        (SELECT count(*) FROM boundary_edge) AS edges,
        (SELECT count(*) FROM building) AS buildings,
        (SELECT sum(household_count) FROM building) AS households,
        (SELECT count(*) FROM person) AS persons,
        (SELECT count(*) FROM residence) AS residences,
        (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal) AS triggers`)
    return rows[0]
  } finally {
    await client.end()
  }
}
