import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importRoster } from '../../scripts/import-roster/import-roster.ts'
import { makeRows } from '../../scripts/make-roster/make-rows.ts'
import { listEmptyHomes, readHouseholds } from '../../scripts/make-roster/read-households.ts'
import { writeRoster } from '../../scripts/make-roster/write-roster.ts'
import { loadConfig } from '../../server/config.ts'
import { commandDatabase } from '../../server/db/acting.ts'
import { createPool, type Pool } from '../../server/db/pool.ts'
import { beginStep, undoImport } from '../../server/features/imports/write-import.ts'
import { loadKeyring } from '../../server/privacy/keyring.ts'
import { createSealer, type Sealer } from '../../server/privacy/sealing.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase
let owner: Pool
let sealer: Sealer
let folder: string

beforeAll(async () => {
  database = await createTestDatabase('city')
  owner = createPool(database.connectionString, { maxConnections: 2, isPipelined: true })
  const { piiKey, dataDir } = loadConfig()
  sealer = createSealer(await loadKeyring(piiKey, dataDir))
  folder = await mkdtemp(join(tmpdir(), 'digital-community-rosters-'))
})
afterAll(async () => {
  await owner?.end()
  await database?.drop()
  await rm(folder, { recursive: true })
})

test('a roster of the city with the errors of real life is reported right to the row, as workbook and as GBK', async () => {
  for (const name of ['roster.xlsx', 'roster.csv']) {
    const path = join(folder, name)
    const rows = makeRows({
      households: readHouseholds(database.pool, sealer, 900),
      emptyHomes: await listEmptyHomes(database.pool, 900),
      seed: 2,
    })
    const expected = await writeRoster(path, rows)
    expect(Object.values(expected.counts).every((count) => count > 0)).toBe(true)

    const happenedOn = new Date().toISOString().slice(0, 10)
    const wanted = { path, kind: 'household', happenedOn } as const
    const checked = await importRoster(owner, sealer, { ...wanted, apply: false })
    expect(checked).toMatchObject({ state: 'checked', rowCount: expected.rows })
    expect(await listOutcomes(checked.id)).toEqual(
      expected.lines.map(({ line, outcome, reason = '' }) => `${line} ${outcome} ${reason}`),
    )
    if (name.endsWith('csv')) continue

    const seen = await countAll()
    const applied = await importRoster(owner, sealer, { ...wanted, apply: true })
    expect(applied).toMatchObject({ state: 'applied', counts: expected.counts })
    const { new: added } = expected.counts
    expect(await countAll()).toEqual({
      persons: seen.persons + added,
      counted: seen.counted + added,
    })
    const again = await importRoster(owner, sealer, { ...wanted, apply: true })
    expect(again.counts).toMatchObject({ new: 0, changed: 0, rejected: expected.counts.rejected })
    await undo(applied.id)
    expect(await countAll()).toEqual(seen)
  }
}, 120_000)

async function undo(id: number): Promise<void> {
  const acting = commandDatabase(owner, 'test')
  await beginStep(acting, id, 'undoing', '试验')
  await undoImport(acting, id)
}

async function listOutcomes(id: number): Promise<string[]> {
  const { rows } = await database.pool.query(
    `SELECT concat_ws(' ', line, outcome, coalesce(reasons -> 0 ->> 'code', '')) AS text FROM import_result
     WHERE import_batch_id = $1 AND outcome <> 'same' ORDER BY line`,
    [id],
  )
  return rows.map(({ text }) => text)
}

async function countAll(): Promise<{ persons: number; counted: number }> {
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*)::int FROM person WHERE household_id IS NOT NULL) AS persons,
       (SELECT sum(person_count)::int FROM building) AS counted`,
  )
  return rows[0]
}
