import pg from 'pg'
import { SetupError } from '../db/setup-error.ts'
import { deriveKey, type Keyring, keyedHash } from './keyring.ts'

/**
 * Writes down by a fingerprint which keys seal persons in this database, and refuses others: with
 * a wrong key nothing could be opened, and equal numbers would no longer be found to be equal.
 *
 * @throws SetupError where the database was sealed with a key that is not in the keyring
 */
export async function registerKeys(
  client: Pick<pg.ClientBase, 'query'>,
  keyring: Keyring,
): Promise<void> {
  const { rows } = await client.query<{ version: number; fingerprint: Buffer }>(
    'SELECT version, fingerprint FROM sealing_key',
  )
  for (const { version, fingerprint } of rows) {
    const key = keyring.find((one) => one.version === version)
    if (key && toFingerprint(key).equals(fingerprint)) continue
    throw new SetupError(
      `The personal data of this database was sealed with another key (version ${version}): put it into PII_KEY, or its key file back into DATA_DIR.`,
    )
  }
  const [newest] = keyring
  await client.query(
    'INSERT INTO sealing_key (version, fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [newest.version, toFingerprint(newest)],
  )
}

/** The same on a connection of its own, as the owner of the database. */
export async function registerKeysOf(ownerUrl: string, keyring: Keyring): Promise<void> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    await registerKeys(owner, keyring)
  } finally {
    await owner.end()
  }
}

const toFingerprint = (key: Keyring[number]) =>
  keyedHash(deriveKey(key, 'fingerprint'), 'sealing key')
