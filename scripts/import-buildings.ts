import { basename, resolve } from 'node:path'
import { loadConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { importBuildings } from './import-buildings/import-buildings.ts'
import { readFeatureFile } from './import-buildings/read-file.ts'
import { type Arguments, runWithArguments, UsageError } from './run-command.ts'

const help = `Loads building footprints from a GeoJSON file (EPSG:4326) beside those that are there.

Usage: npm run import-buildings -- FILE.geojson [options]

  --name-field NAME    property that holds the name (default: name)
  --height-field NAME  property that holds the height in metres (default: height)
  --floors-field NAME  property that holds the number of floors (default: floors)
  --use-field NAME     property that holds the use, such as residential or school
  --source NAME        where the file comes from (default: its name); a second import of the
                       same source adds what is new and updates what changed
  --dry-run            report only, change nothing
  --help               this text

Each polygon becomes a building. A feature is known again by its id, one without id by its
footprint. Footprints that cross themselves are repaired; points, lines, duplicates and footprints
under 4 m² are skipped. The report names the line of each.
Exit codes: 0 done, 1 failed, 2 wrong usage.
`

const options = {
  'name-field': { type: 'string', default: 'name' },
  'height-field': { type: 'string', default: 'height' },
  'floors-field': { type: 'string', default: 'floors' },
  'use-field': { type: 'string' },
  source: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const

await runWithArguments(
  help,
  { allowPositionals: true, options },
  async ({ values, positionals }) => {
    const [path, ...others] = positionals
    if (path === undefined || others.length > 0) throw new UsageError(`Name one file.\n\n${help}`)
    await importFile(resolve(path), values)
  },
)

type Values = Arguments<{ options: typeof options }>['values']

async function importFile(path: string, values: Values): Promise<void> {
  const features = await readFeatureFile(path)
  const database = await openDatabase(loadConfig(), {
    purpose: 'work',
    onProgress: (line) => console.error(line),
  })
  try {
    await migrate(database.connectionString)
    const pool = createPool(database.connectionString, {
      maxConnections: 1,
      statementTimeoutMilliseconds: 0,
      applicationName: 'import-buildings',
    })
    try {
      const report = await importBuildings(pool, features, {
        source: values.source ?? basename(path).replace(/\.(geo)?json$/i, ''),
        isDryRun: values['dry-run'],
        fields: {
          name: values['name-field'],
          height: values['height-field'],
          floors: values['floors-field'],
          use: values['use-field'],
        },
      })
      console.log(report.toText())
      if (values['dry-run']) console.log('Nothing was changed (--dry-run).')
    } finally {
      await pool.end()
    }
  } finally {
    await database.stop()
  }
}
