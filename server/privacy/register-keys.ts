import pg from 'pg'
import { SetupError } from '../db/setup-error.ts'
import { deriveKey, type Keyring, keyedHash } from './keyring.ts'

/**
 * Writes down by a fingerprint which keys seal persons in this database, and refuses others: with
 * a wrong key nothing could be opened, and equal numbers would no longer be found to be equal.
 *
 * @returns the keys that this database is sealed with, newest first: one, or two while keys change
 * @throws SetupError where the database was sealed with a key that is not in the keyring
 */
export async function registerKeys(
  client: Pick<pg.ClientBase, 'query'>,
  keyring: Keyring,
): Promise<Keyring> {
  const [newest] = keyring
  const known = await listKnown(client)
  for (const { version, fingerprint } of known) {
    const key = keyring.find((one) => one.version === version)
    if (key && toFingerprint(key).equals(fingerprint)) continue
    throw new SetupError(
      `The personal data of this database was sealed with another key (version ${version}): put it into PII_KEY, or its key file back into DATA_DIR.`,
    )
  }
  if (known.some(({ version }) => version > newest.version)) {
    throw new SetupError(
      'The newest key has to stand first in PII_KEY and have the highest version.',
    )
  }
  await client.query(
    `INSERT INTO sealing_key (version, fingerprint, makes_indexes)
     SELECT $1, $2, NOT EXISTS (SELECT FROM sealing_key) ON CONFLICT DO NOTHING`,
    [newest.version, toFingerprint(newest)],
  )
  const versions = [newest.version, ...known.map(({ version }) => version)]
  return [newest, ...keyring.slice(1).filter(({ version }) => versions.includes(version))]
}

/** The same on a connection of its own, as the owner of the database. */
export async function registerKeysOf(ownerUrl: string, keyring: Keyring): Promise<Keyring> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    return await registerKeys(owner, keyring)
  } finally {
    await owner.end()
  }
}

async function listKnown(client: Pick<pg.ClientBase, 'query'>) {
  const { rows } = await client.query<{ version: number; fingerprint: Buffer }>(
    'SELECT version, fingerprint FROM sealing_key',
  )
  return rows
}

const toFingerprint = (key: Keyring[number]) =>
  keyedHash(deriveKey(key, 'fingerprint'), 'sealing key')
