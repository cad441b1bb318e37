import type { Pool } from '../../server/db/pool.ts'
import { SetupError } from '../../server/db/setup-error.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import { findPasswordFault, type PasswordFault } from '../../server/privacy/password-policy.ts'
import { hashPassword } from '../../server/privacy/passwords.ts'

export interface Administrator {
  name: string
  displayName: string
  password: string
}

/**
 * Makes an account that keeps accounts, and tells the audit.
 *
 * @param pool connections of the owner of the database
 * @throws SetupError where the name is taken or the password is weak
 */
export async function createAdministrator(pool: Pool, input: Administrator): Promise<void> {
  const { name, displayName, password } = input
  const minimumLength = await getMinimumLength(pool)
  const fault = await findPasswordFault(password, { minimumLength, names: [name, displayName] })
  if (fault) throw new SetupError(faultSentences[fault](minimumLength))
  const passwordHash = await hashPassword(password)
  await inTransaction(pool, async (client) => {
    await client.query(
      `SELECT set_config('actor.account_name', 'create-admin', true),
         set_config('actor.role', 'command', true)`,
    )
    const { rowCount } = await client.query(
      `INSERT INTO account (name, display_name, role, password_hash)
       VALUES ($1, $2, 'administrator', $3)
       ON CONFLICT (name) DO NOTHING`,
      [name, displayName, passwordHash],
    )
    if (rowCount === 0) throw nameTaken(name)
  })
}

/** @throws SetupError where there is an account of that name: before a password is asked for */
export async function assertNameIsFree(pool: Pool, name: string): Promise<void> {
  const { rows } = await pool.query('SELECT FROM account WHERE name = $1', [name])
  if (rows.length > 0) throw nameTaken(name)
}

async function getMinimumLength(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ length: number }>(
    'SELECT password_minimum_length AS length FROM access_setting',
  )
  return (rows[0] as { length: number }).length
}

const nameTaken = (name: string) =>
  new SetupError(
    `There is an account of the name ${name} already: choose another with --name; an administrator who has signed in can give it a new password.`,
  )

const faultSentences: Record<PasswordFault, (minimumLength: number) => string> = {
  'too-short': (length) => `The password is too short: choose at least ${length} characters.`,
  'too-common': () =>
    'The password is easily guessed (a common one, or with numbers around it): choose several words that nobody else would put together.',
  'holds-name': () => 'The password holds the name of the account: choose one without it.',
}
