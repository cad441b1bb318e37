import { hash, verify } from '@node-rs/argon2'

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. About 20 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Checked where there is no account, so that both answers cost the same. */
export const NOBODYS_HASH: Promise<string> = hash('nobody has this password', COST)

/** Argon2id in the PHC string format. */
export const hashPassword = (password: string): Promise<string> => hash(normalise(password), COST)

/** Whether the password is the one that was hashed. */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, normalise(password))

/** Keyboards write the same character in several ways. */
const normalise = (password: string) => password.normalize('NFKC')
