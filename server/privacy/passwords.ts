import { hash, verify } from '@node-rs/argon2'

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. About 20 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Checked where there is no account, so that both answers take the same time. */
const NOBODYS_HASH = hash('nobody has this password', COST)

/** Argon2id in the PHC string format. */
export const hashPassword = (password: string): Promise<string> => hash(normalise(password), COST)

/** Whether the password fits; with no hash it never does, and takes as long. */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await NOBODYS_HASH), normalise(password))
  return passwordHash !== null && fits
}

/** Keyboards write the same character in several ways. */
const normalise = (password: string) => password.normalize('NFKC')
