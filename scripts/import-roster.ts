/** `npm run import-roster`: checks a roster against the registry, and applies it. See --help. */
import { resolve } from 'node:path'
import { loadConfig } from '../server/config.ts'
import { isDate } from '../server/contract/identity-number.ts'
import type { ImportBatch } from '../server/contract/imports.ts'
import { type RosterKind, rosterKinds } from '../server/contract/rosters.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { openSealer } from '../server/privacy/open-sealer.ts'
import { importRoster, type RosterImport } from './import-roster/import-roster.ts'
import { runWithArguments, UsageError } from './run-command.ts'

const help = `Reads a roster of households, persons or shops and compares it with the registry.

Usage: npm run import-roster -- FILE --kind household|person|shop [options]

  --kind KIND       form of the roster: one household on several lines (each member one), single
                    persons, or shops; data/README.md tells the columns of each
  --apply           changes the registry; without it only the report is made
  --as-of DAY       as of which day the file is true (default: today); moves without a day of their
                    own happened then
  --sheet NAME      sheet of the workbook (default: the first)
  --mapping NAME    a mapping of columns that was remembered in the product
  --json            the report as JSON
  --help            this text

FILE is an Excel workbook (.xlsx) or text with commas, tabs or semicolons, in UTF-8 or GBK. Rows that
cannot be taken are named in the product under "Import", where they can be downloaded with their
reasons; a whole import can be undone there.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
`

const options = {
  kind: { type: 'string' },
  apply: { type: 'boolean', default: false },
  'as-of': { type: 'string' },
  sheet: { type: 'string' },
  mapping: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

await runWithArguments(
  help,
  { allowPositionals: true, options },
  async ({ values, positionals }) => {
    const [path, ...others] = positionals
    if (path === undefined || others.length > 0) throw new UsageError(`Name one file.\n\n${help}`)
    const batch = await runImport({
      ...{ path: resolve(path), kind: readKind(values.kind), apply: values.apply },
      ...{ sheet: values.sheet, mappingName: values.mapping, happenedOn: readDay(values['as-of']) },
    })
    console.log(values.json ? JSON.stringify(toReport(batch)) : toText(batch))
  },
)

function readKind(kind: string | undefined): RosterKind {
  const known = rosterKinds.find((one) => one === kind)
  if (!known) throw new UsageError(`Say which form it is: --kind ${rosterKinds.join(', ')}.`)
  return known
}

function readDay(day: string | undefined): string {
  const today = new Date().toISOString().slice(0, 10)
  if (day === undefined) return today
  if (!isDate(day) || day > today) throw new UsageError('--as-of is a day until today: 2026-05-01.')
  return day
}

async function runImport(wanted: RosterImport): Promise<ImportBatch> {
  const config = loadConfig()
  const database = await openDatabase(config, {
    purpose: 'work',
    onProgress: (line) => console.error(line),
  })
  try {
    await migrate(database.connectionString)
    const sealer = await openSealer(config, database.connectionString)
    const pool = createPool(database.connectionString, {
      ...{ maxConnections: 2, isPipelined: true, applicationName: 'import-roster' },
    })
    try {
      return await importRoster(pool, sealer, wanted)
    } finally {
      await pool.end()
    }
  } finally {
    await database.stop()
  }
}

function toReport({ id, kind, state, fileName, rowCount, counts }: ImportBatch) {
  return { ...counts, id, kind, state, file: fileName, rows: rowCount }
}

function toText({ id, state, rowCount, counts }: ImportBatch): string {
  const lines = Object.entries(counts ?? {}).map(([outcome, count]) => `  ${outcome}: ${count}`)
  const end =
    state === 'applied' ? 'The registry was changed.' : 'Nothing was changed (no --apply).'
  return [`Import ${id}, ${rowCount} rows:`, ...lines, end].join('\n')
}
