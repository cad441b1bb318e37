import pg from 'pg'
import { SetupError } from '../db/setup-error.ts'
import { createMasterKey, type Keyring, writeKeyFile } from './keyring.ts'
import { registerKeys } from './register-keys.ts'
import { sealAnew, sealRest } from './seal-anew.ts'
import { createSealer, type SealedField, type Sealer } from './sealing.ts'

export interface Rotation {
  /** Connection string of the owner of the database. */
  connectionString: string
  keyring: Keyring
  /** Where the keys stand; absent: in PII_KEY, which only people can change. */
  keyFile: string | undefined
  /** Persons done of all that have numbers, in the step under way. */
  onProgress?: (step: 'seal' | 'index', share: number) => void
}

const BATCH = 2000
/** Any number: two rotations at once would make two new keys. */
const ROTATION_LOCK = 390783_70
const FIELDS = [
  ['identity-number', 'identity_number'],
  ['phone', 'phone'],
] as const satisfies [SealedField, string][]

/**
 * Seals all persons with a new key and retires the old one. It may be killed anywhere and run
 * again; meanwhile people work:
 *
 * 1. The new key is added before the old one: to the key file, then to the database. From here on
 *    only what it has sealed is let in; the old one still makes the indexes.
 * 2. Batch by batch, persons and what was corrected of them are sealed anew. Both keys open.
 * 3. In one transaction, which lets readers on and holds writers back, all indexes are made anew
 *    and the old key is struck off.
 * 4. The old key leaves the file.
 *
 * @returns version of the key that holds now, and those that nothing here needs any more
 */
export async function rotateKey(
  rotation: Rotation,
): Promise<{ version: number; retired: number[] }> {
  const client = new pg.Client(rotation.connectionString)
  await client.connect()
  try {
    await holdOthersOff(client)
    const keyring = await introduceKey(client, rotation)
    const sealer = createSealer(keyring)
    const report = (step: 'seal' | 'index') => (share: number) => rotation.onProgress?.(step, share)
    await sealAnew(client, sealer, report('seal'))
    await retireOldKeys(client, keyring, report('index'))
    const [newest] = keyring
    if (rotation.keyFile) await writeKeyFile(rotation.keyFile, [newest], { mayReplace: true })
    return { version: newest.version, retired: keyring.slice(1).map(({ version }) => version) }
  } finally {
    await client.end()
  }
}

async function holdOthersOff(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "isOurs"', [
    ROTATION_LOCK,
  ])
  if (!rows[0].isOurs) throw new SetupError('The key is being changed already: wait for that.')
}

/** Goes on with a new key that is there already, else makes one. */
async function introduceKey(client: pg.Client, { keyring, keyFile }: Rotation): Promise<Keyring> {
  const [newest] = keyring
  await registerKeys(client, keyring)
  if (keyring.length > 1) return keyring
  if (newest.version === 255) {
    throw new SetupError(
      'Key versions end at 255: export the persons and load them into a new database.',
    )
  }
  const fresh = createMasterKey(newest.version + 1)
  if (!keyFile) {
    throw new SetupError(
      `Set PII_KEY="${fresh.version}:${fresh.bytes.toString('base64')},${newest.version}:…" (the new key before the present one), restart the server, then run "npm run rotate-key" again.`,
    )
  }
  const widened: Keyring = [fresh, newest]
  await writeKeyFile(keyFile, widened, { mayReplace: true })
  await registerKeys(client, widened)
  return widened
}

async function retireOldKeys(
  client: pg.Client,
  keyring: Keyring,
  onShare: (share: number) => void,
): Promise<void> {
  const [newest] = keyring
  await client.query('BEGIN')
  // Who has locked a person in order to write must come first: waiting for each other ends in errors.
  await client.query('LOCK TABLE person, person_correction IN EXCLUSIVE MODE')
  // Once more for what was written, sealed with the old key, while this was about to begin.
  await sealRest(client, createSealer(keyring))
  await client.query(`UPDATE sealing_key SET makes_indexes = false WHERE makes_indexes`)
  await client.query(`UPDATE sealing_key SET makes_indexes = true WHERE version = $1`, [
    newest.version,
  ])
  await indexAnew(client, createSealer([newest]), onShare)
  await dropStaged(client)
  const { rows: gone } = await client.query<{ version: number }>(
    'DELETE FROM sealing_key WHERE version <> $1 RETURNING version',
    [newest.version],
  )
  await client.query(`SELECT audit('sealing-key.rotate', 'sealing-key', $1, detail => $2::jsonb)`, [
    newest.version,
    JSON.stringify({ retired: gone.map(({ version }) => version) }),
  ])
  await client.query('COMMIT')
}

/** Imports that are under way are read again: what they have staged would open no more. */
async function dropStaged(client: pg.Client): Promise<void> {
  await client.query('DELETE FROM import_row')
  await client.query(
    'UPDATE import_kept_person SET phone_sealed = NULL, phone_index = NULL, phone_masked = NULL',
  )
}

interface SealedPerson {
  id: number
  identity_number: Buffer | null
  phone: Buffer | null
}

async function indexAnew(
  client: pg.Client,
  sealer: Sealer,
  onShare: (share: number) => void,
): Promise<void> {
  const { rows } = await client.query<{ newest: number | null }>(
    'SELECT max(person_id) AS newest FROM person',
  )
  const newest = rows[0]?.newest ?? 0
  for (let last = 0; last < newest; last += BATCH) {
    const { rows: persons } = await client.query<SealedPerson>(
      `SELECT person_id AS id, identity_number_sealed AS identity_number, phone_sealed AS phone
       FROM person WHERE person_id > $1 AND person_id <= $1 + ${BATCH}
         AND num_nonnulls(identity_number_sealed, phone_sealed) > 0`,
      [last],
    )
    const columns = FIELDS.map(([field, column]) =>
      persons.map(
        ({ id, [column]: sealed }) =>
          sealed && sealer.toIndexes(field, sealer.open(id, field, sealed))[0],
      ),
    )
    await client.query(
      `UPDATE person SET identity_number_index = fresh.identity_number, phone_index = fresh.phone
       FROM unnest($1::int[], $2::bytea[], $3::bytea[]) AS fresh (id, identity_number, phone)
       WHERE person_id = fresh.id`,
      [persons.map(({ id }) => id), ...columns],
    )
    onShare(Math.min(1, (last + BATCH) / newest))
  }
}
