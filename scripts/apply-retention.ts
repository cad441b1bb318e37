import { loadConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { runWithArguments } from './run-command.ts'

const help = `Drops what the retention rules (table retention_rule) no longer keep, as the server does daily.

Usage: npm run apply-retention [-- options]

  --dry-run  only say what would be dropped
  --help     this text

What was dropped stands in the audit. Exit codes: 0 done, 1 failed, 2 wrong usage.
`

interface Retained {
  kind: string
  keepMonths: number
  olderThan: Date
  rowCount: number
}

const options = { 'dry-run': { type: 'boolean', default: false } } as const

await runWithArguments(help, { options }, async ({ values }) => {
  const database = await openDatabase(loadConfig(), { purpose: 'work' })
  try {
    await migrate(database.connectionString)
    for (const line of await applyRetention(database.connectionString, values['dry-run'])) {
      console.log(line)
    }
    if (values['dry-run']) console.log('Nothing was changed (--dry-run).')
  } finally {
    await database.stop()
  }
})

async function applyRetention(connectionString: string, isDryRun: boolean): Promise<string[]> {
  const pool = createPool(connectionString, {
    maxConnections: 1,
    statementTimeoutMilliseconds: 0,
    applicationName: 'apply-retention',
  })
  try {
    const { rows } = await pool.query<Retained>(
      `SELECT kind, keep_months AS "keepMonths", older_than AS "olderThan", row_count AS "rowCount"
       FROM apply_retention($1)`,
      [isDryRun],
    )
    return rows.map(({ kind, keepMonths, olderThan, rowCount }) => {
      const day = olderThan.toISOString().slice(0, 10)
      return `${kind}: kept ${keepMonths} months, ${rowCount} from before ${day} ${isDryRun ? 'would be ' : ''}dropped`
    })
  } finally {
    await pool.end()
  }
}
