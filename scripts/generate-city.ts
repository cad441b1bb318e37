/**
 * `npm run seed`: generates the demonstration city and loads it into an empty database. See --help.
 */
import { loadConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { loadKeyring } from '../server/privacy/keyring.ts'
import { createProgress } from './city/progress.ts'
import { seedCity } from './city/seed-city.ts'
import { runWithArguments, UsageError } from './run-command.ts'

/** The city that everyone sees; another number gives another city of the same size. */
const DEFAULT_SEED = 3

const HELP = `npm run seed [-- --database-url URL] [--seed N]

Generates the fictional demonstration city and loads it into an empty database.

  --database-url URL   PostgreSQL with PostGIS (default: DATABASE_URL, else the private cluster)
  --seed N             another whole number gives another city (default: ${DEFAULT_SEED})
  --help               this text

A database that already holds data is never changed.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`

const options = {
  'database-url': { type: 'string' },
  seed: { type: 'string', default: String(DEFAULT_SEED) },
} as const

await runWithArguments(HELP, { options }, async ({ values }) => {
  const number = Number(values.seed)
  if (!Number.isSafeInteger(number)) throw new UsageError('--seed must be a whole number.')
  const config = loadConfig()
  const databaseUrl = values['database-url'] ?? config.databaseUrl
  const database = await openDatabase({ ...config, databaseUrl }, { purpose: 'work' })
  const progress = createProgress(process.stderr)
  const started = performance.now()
  try {
    await migrate(database.connectionString)
    const { connectionString } = database
    const keyring = await loadKeyring(config.piiKey, config.dataDir)
    await seedCity({ connectionString, seed: number, keyring, onProgress: progress.show })
  } finally {
    progress.end()
    await database.stop()
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`The demonstration city is loaded (${seconds} s)`)
})
