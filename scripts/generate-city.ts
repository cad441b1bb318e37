import { parseArgs } from 'node:util'
import { loadConfig } from '../server/config.ts'
import { createPool } from '../server/db/pool.ts'
import { inTransaction } from '../server/db/transaction.ts'
import { generateCity } from './city/generate.ts'
import { loadCity } from './city/load-city.ts'
import { createProgress } from './city/progress.ts'

/** The seed of the city that everyone sees: its planners met the promise of short ways best. */
const defaultSeed = 3

const help = `Generates the demonstration city and loads it into an empty database.

Usage: node scripts/generate-city.ts [options]

  --database-url URL   database with the migrations applied (default: DATABASE_URL)
  --seed N             another number gives another city (default: ${defaultSeed})
  --help               this text

Exit codes: 0 loaded, 1 refused or failed, 2 wrong usage.
`

/** Refused because the database already holds a city, or has no tables yet. */
export class SeedRefused extends Error {}

export interface SeedOptions {
  connectionString: string
  seed?: number
  /** Stage in words, and how much of the whole is done from 0 to 1. */
  onProgress?: (stage: string, share: number) => void
}

/**
 * Generates the demonstration city and loads it in one transaction.
 *
 * @throws SeedRefused where the database holds data or lacks the migrations
 */
export async function seedDemonstrationCity(options: SeedOptions): Promise<void> {
  const { connectionString, seed = defaultSeed, onProgress = () => undefined } = options
  const pool = createPool(connectionString, {
    maxConnections: 1,
    statementTimeoutMilliseconds: 0,
    applicationName: 'generate-city',
  })
  try {
    await refuseUnlessEmpty(pool)
    let stages = 0
    const city = generateCity(seed, (stage) => onProgress(stage, 0.08 * stages++))
    await inTransaction(pool, async (client) => {
      await loadCity(client, city, (table, share) =>
        onProgress(`Loading ${table}`, 0.4 + 0.55 * share),
      )
      onProgress('Checking that the grids cover the city exactly', 0.96)
      await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    })
    onProgress('Counting for the query planner', 0.98)
    await pool.query('ANALYZE')
  } finally {
    await pool.end()
  }
}

async function refuseUnlessEmpty(pool: ReturnType<typeof createPool>): Promise<void> {
  const { rows: tables } = await pool.query(`SELECT to_regclass('city') IS NOT NULL AS "exists"`)
  if (!tables[0]?.exists) {
    throw new SeedRefused(
      'This database has no tables yet: run the migrations first (npm start does).',
    )
  }
  const { rows } = await pool.query(
    `SELECT EXISTS (SELECT FROM city) OR EXISTS (SELECT FROM community) OR EXISTS (SELECT FROM building)
       OR EXISTS (SELECT FROM person) AS "hasData"`,
  )
  if (rows[0]?.hasData) {
    throw new SeedRefused(
      'This database already holds a city; nothing was changed. Use an empty database for the demonstration city.',
    )
  }
}

async function main(): Promise<number> {
  const progress = createProgress(process.stderr)
  let values: { 'database-url'?: string; seed?: string; help?: boolean }
  try {
    values = parseArgs({
      options: {
        'database-url': { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`)
    return 2
  }
  if (values.help) {
    console.log(help)
    return 0
  }
  const connectionString = values['database-url'] ?? loadConfig().databaseUrl
  const seed = Number(values.seed ?? defaultSeed)
  if (!connectionString || !Number.isSafeInteger(seed)) {
    console.error(
      connectionString
        ? 'The seed must be a whole number.'
        : 'Give --database-url or set DATABASE_URL.',
    )
    return 2
  }
  const started = performance.now()
  try {
    await seedDemonstrationCity({ connectionString, seed, onProgress: progress.show })
    progress.end()
    console.log(
      `The demonstration city is loaded (${((performance.now() - started) / 1000).toFixed(1)} s).`,
    )
    return 0
  } catch (error) {
    progress.end()
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

if (import.meta.main) process.exitCode = await main()
