/** `npm run create-admin`: makes an administrator, the first one or one more. See --help. */
import { loadConfig } from '../server/config.ts'
import { accountNamePattern } from '../server/contract/accounts.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { assertNameIsFree, createAdministrator } from './create-admin/create-admin.ts'
import { readNewPassword } from './create-admin/read-password.ts'
import { runWithArguments, UsageError } from './run-command.ts'

const HELP = `npm run create-admin -- --name NAME [--display-name TEXT]

Makes an account that keeps accounts: whoever signs in with it makes all others.

  --name NAME          to sign in with: 2 to 60 of a-z 0-9 . _ -, beginning with a letter or digit
  --display-name TEXT  the name on screen (default: NAME)
  --help               this text

The password is asked for on the terminal and not shown; piped in, its first line is taken. The
database is that of DATABASE_URL, else the private one; the product may be running.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`

const options = { name: { type: 'string' }, 'display-name': { type: 'string' } } as const

await runWithArguments(HELP, { options }, ({ values }) => createAdmin(values))

interface Input {
  name?: string | undefined
  'display-name'?: string | undefined
}

async function createAdmin({ name, 'display-name': displayName = name }: Input): Promise<void> {
  if (!name || !displayName?.trim() || !new RegExp(accountNamePattern).test(name)) {
    throw new UsageError(
      'Say who it is for: --name with 2 to 60 of a-z 0-9 . _ -, beginning with a letter or digit.',
    )
  }
  const database = await openDatabase(loadConfig(), { purpose: 'work' })
  try {
    await migrate(database.connectionString)
    const pool = createPool(database.connectionString, { maxConnections: 1 })
    try {
      await assertNameIsFree(pool, name)
      const password = await readNewPassword()
      await createAdministrator(pool, { name, displayName: displayName.trim(), password })
    } finally {
      await pool.end()
    }
  } finally {
    await database.stop()
  }
  console.log(`The administrator ${name} can sign in now.`)
}
