import type { Database } from '../../db/database.ts'
import { NOBODYS_HASH, verifyPassword } from '../../privacy/passwords.ts'
import { signInPaused } from './sessions.errors.ts'
import { beginSignIn, noteFailedSignIn } from './sessions.queries.ts'

export interface PasswordAttempt {
  name: string
  password: string
  /** Where it comes from. */
  address: string
}

/**
 * The account that a name and a password open, under the brake of failed attempts. The work is the
 * same whether or not there is such an account, so that the time does not tell: one password is
 * checked, and a refusal is one entry in the audit.
 *
 * @returns undefined where they open nothing
 * @throws DomainError 429 where the next attempt has to wait
 */
export async function tryPassword(
  gate: Database,
  { name, password, address }: PasswordAttempt,
  verify = verifyPassword,
): Promise<number | undefined> {
  const { accountId, passwordHash, waitSeconds } = await beginSignIn(gate, name, address)
  if (waitSeconds > 0) throw signInPaused(waitSeconds)
  const fits = await verify(passwordHash ?? (await NOBODYS_HASH), password)
  if (fits && passwordHash !== null && accountId !== null) return accountId
  await noteFailedSignIn(gate, accountId, address)
  return undefined
}
