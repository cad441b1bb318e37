import { createPool, type Pool } from '../../server/db/pool.ts'
import { SetupError } from '../../server/db/setup-error.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import type { Keyring } from '../../server/privacy/keyring.ts'
import { registerKeys } from '../../server/privacy/register-keys.ts'
import { createSealer } from '../../server/privacy/sealing.ts'
import { createDemonstrationAccounts } from './demonstration-accounts.ts'
import { generateCity } from './generate.ts'
import { addForeignKeys, dropForeignKeys } from './load/foreign-keys.ts'
import { loadCity } from './load/load-city.ts'

export interface SeedOptions {
  connectionString: string
  seed: number
  /** Seals identity numbers and phones. */
  keyring: Keyring
  /** Stage in words, and how much of the whole is done from 0 to 1. */
  onProgress?: (stage: string, share: number) => void
}

/** Tables of so many rows that their foreign keys are checked by one join at the end. */
const longTables = ['unit', 'dwelling', 'household', 'person', 'residence']

/** Shares of the whole time at which generating ends and loading begins. */
const loadingFrom = 0.35

const stageCount = 4

/**
 * Generates the demonstration city and loads it in one transaction.
 *
 * @throws SetupError where the database already holds data; it is never overwritten
 */
export async function seedCity(options: SeedOptions): Promise<void> {
  const { connectionString, seed, keyring, onProgress = () => undefined } = options
  const pool = createPool(connectionString, {
    maxConnections: 1,
    statementTimeoutMilliseconds: 0,
    applicationName: 'generate-city',
  })
  try {
    await refuseUnlessEmpty(pool)
    let stage = 0
    const city = generateCity(seed, (name) => {
      onProgress(name, (loadingFrom * stage++) / stageCount)
    })
    await inTransaction(pool, async (client) => {
      await registerKeys(client, keyring)
      const foreignKeys = await dropForeignKeys(client, longTables)
      await loadCity(client, city, createSealer(keyring), (table, share) => {
        onProgress(`Loading ${table}`, loadingFrom + 0.6 * share)
      })
      await createDemonstrationAccounts(client)
      onProgress('Checking that the grids cover the city exactly', 0.96)
      await client.query('SET CONSTRAINTS ALL IMMEDIATE')
      onProgress('Checking that every person and dwelling has its place', 0.97)
      await addForeignKeys(client, foreignKeys)
    })
    onProgress('Counting for the query planner', 0.98)
    await pool.query('ANALYZE')
  } finally {
    await pool.end()
  }
}

async function refuseUnlessEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ hasData: boolean }>(
    `SELECT EXISTS (SELECT FROM city) OR EXISTS (SELECT FROM community)
       OR EXISTS (SELECT FROM building) OR EXISTS (SELECT FROM person) AS "hasData"`,
  )
  if (rows[0]?.hasData) {
    throw new SetupError(
      'This database already holds a city, so nothing was changed: the demonstration city needs an empty database.',
    )
  }
}
