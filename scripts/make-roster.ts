/** `npm run make-roster`: a roster for trying the import with. See --help. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { SetupError } from '../server/db/setup-error.ts'
import { openSealer } from '../server/privacy/open-sealer.ts'
import { makeRows } from './make-roster/make-rows.ts'
import { listEmptyHomes, readHouseholds } from './make-roster/read-households.ts'
import { writeRoster } from './make-roster/write-roster.ts'
import { runWithArguments, UsageError } from './run-command.ts'

const help = `Makes a roster of households from the demonstration city, with the errors of real life.

Usage: npm run make-roster -- FILE.xlsx|FILE.csv [options]

  --households N   so many of them (default: 60000, which are about 180,000 rows)
  --seed N         another number gives other errors (default: 1)
  --help           this text

CSV is in GBK, as Excel writes it in China. Beside the file FILE.expected.json says what an import
into the same city has to report of each row.
Exit codes: 0 done, 1 failed, 2 wrong usage.
`

const options = {
  households: { type: 'string', default: '60000' },
  seed: { type: 'string', default: '1' },
} as const

await runWithArguments(help, { allowPositionals: true, options }, async (input) => {
  const [path, ...others] = input.positionals
  const households = Number(input.values.households)
  const seed = Number(input.values.seed)
  if (!path || others.length > 0 || !/\.(xlsx|csv)$/.test(path)) {
    throw new UsageError(`Name one file that ends in .xlsx or .csv.\n\n${help}`)
  }
  if (!Number.isInteger(households) || households < 1 || !Number.isInteger(seed)) {
    throw new UsageError('--households and --seed are whole numbers.')
  }
  await makeRoster(resolve(path), households, seed)
})

async function makeRoster(path: string, households: number, seed: number): Promise<void> {
  const config = loadConfig()
  const database = await openDatabase(config, { purpose: 'work' })
  const pool = createPool(database.connectionString, { maxConnections: 1 })
  try {
    const { rows } = await pool.query('SELECT is_demonstration AS "isInvented" FROM city')
    // Numbers of real people are not written into files by a script for trials.
    if (!rows[0]?.isInvented) throw new SetupError('Only the demonstration city makes rosters.')
    const sealer = await openSealer(config, database.connectionString)
    const emptyHomes = await listEmptyHomes(pool, households)
    const source = { households: readHouseholds(pool, sealer, households), emptyHomes, seed }
    const report = await writeRoster(path, makeRows(source))
    await writeFile(`${path}.expected.json`, `${JSON.stringify(report, null, 1)}\n`)
    console.log(`${report.rows} rows: ${JSON.stringify(report.counts)}`)
  } finally {
    await pool.end()
    await database.stop()
  }
}
