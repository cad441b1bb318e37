import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { migrate } from '../../server/db/migrate.ts'
import { type BenchContext, generateCity } from './bench-context.ts'
import type { Figure } from './figure.ts'
import { runChild } from './run-child.ts'
import { withDatabase } from './with-database.ts'

/** What an import of households writes, each after those to which it refers. */
const WRITTEN = {
  household: 'household_id, dwelling_id, kind',
  person:
    'person_id, household_id, relation_to_head, name, pinyin, initials, sex, birth_date, identity_number_sealed, identity_number_index, identity_number_masked, phone_sealed, phone_index, phone_masked, registration_place',
  residence: 'residence_id, person_id, dwelling_id, household_id, kind, valid, source',
}
const EMPTY =
  'TRUNCATE import_batch, import_result, person, household, residence, residence_past, person_correction, life_event CASCADE'

/**
 * A roster of the whole city into the city without its residents: read, checked and applied, beside
 * bare COPY of the same rows into the same tables, which checks nothing but their constraints.
 */
export async function measureRoster(context: BenchContext): Promise<Figure[]> {
  const roster = join(context.outputFolder, 'roster.xlsx')
  const figures: Figure[] = []
  await withDatabase(context.connectionString, 'bench_roster', async (url) => {
    await migrate(url)
    await generateCity(url)
    await runScript('make-roster.ts', [roster], url).ended
    const owner = new pg.Client(url)
    await owner.connect()
    try {
      await owner.query(EMPTY)
      const imported = await importRoster(roster, url)
      const { rows } = await owner.query('SELECT count(*)::int AS count FROM person')
      const copied = await copySameRows(context, owner, url)
      figures.push(
        {
          ...{ name: 'roster: persons imported', value: rows[0].count / imported.seconds },
          ...{ unit: 'rows/s', floor: rows[0].count / copied, floorName: 'COPY of the same rows' },
          target: { atLeast: 0.25 },
        },
        {
          ...{ name: 'roster: peak memory of the import', value: imported.mebibytes, unit: 'MiB' },
          target: { atMost: 512 },
        },
      )
    } finally {
      await owner.end()
    }
  })
  await rm(roster, { force: true })
  return figures
}

async function importRoster(roster: string, url: string) {
  const startedAt = performance.now()
  const args = [roster, '--kind', 'household', '--apply', '--json']
  const { child, ended } = runScript('import-roster.ts', args, url)
  let mebibytes = 0
  const watch = async () => {
    while (child.exitCode === null) {
      mebibytes = Math.max(mebibytes, await residentMebibytes(child.pid))
      await sleep(200)
    }
  }
  await Promise.all([ended, watch()])
  return { seconds: (performance.now() - startedAt) / 1000, mebibytes }
}

/** Seconds that COPY takes for what the import has written. */
async function copySameRows(context: BenchContext, owner: pg.Client, url: string): Promise<number> {
  const psql = (command: string) =>
    runChild(join(context.binDir, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-c', command, url])
  const fileOf = (table: string) => join(context.outputFolder, `roster-${table}.copy`)
  for (const [table, columns] of Object.entries(WRITTEN)) {
    await psql(`\\copy (SELECT ${columns} FROM ${table} ORDER BY 1) TO '${fileOf(table)}'`)
  }
  await owner.query(EMPTY)
  const startedAt = performance.now()
  for (const [table, columns] of Object.entries(WRITTEN)) {
    await psql(`\\copy ${table} (${columns}) FROM '${fileOf(table)}'`)
  }
  const seconds = (performance.now() - startedAt) / 1000
  for (const table of Object.keys(WRITTEN)) await rm(fileOf(table))
  return seconds
}

function runScript(name: string, args: string[], url: string) {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'scripts', name), ...args], {
    env: childEnvironment({ DATABASE_URL: url }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { child, ended: endWell(child, name) }
}

async function endWell(child: ChildProcess, name: string): Promise<void> {
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}

async function residentMebibytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
