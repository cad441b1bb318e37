import type pg from 'pg'
import type { SealedField, Sealer } from './sealing.ts'

interface SealedTable {
  name: string
  key: string
  columns: [string, string]
  /** SQL: to which field of the person each of the two columns is bound. */
  fields: string
}

/** Everything in the database that a key of the keyring opens. */
const SEALED_TABLES: SealedTable[] = [
  {
    name: 'person',
    key: 'person_id',
    columns: ['identity_number_sealed', 'phone_sealed'],
    fields: `ARRAY['identity-number', 'phone']`,
  },
  {
    name: 'person_correction',
    key: 'person_correction_id',
    columns: ['old_sealed', 'new_sealed'],
    fields: 'ARRAY[field, field]',
  },
]

interface SealedRow {
  key: string
  personId: number
  fields: SealedField[]
  sealed: (Buffer | null)[]
}

const BATCH = 2000

/** Seals all of it with the newest key, a batch in each transaction: killed, it is run again. */
export async function sealAnew(
  client: pg.Client,
  sealer: Sealer,
  onShare: (share: number) => void,
): Promise<void> {
  const counts = SEALED_TABLES.map((table) => countSealedBefore(client, table, sealer.version))
  const total = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const table of SEALED_TABLES) {
    for (let count = BATCH; count > 0; ) {
      await client.query('BEGIN')
      count = await sealBatch(client, sealer, table, `LIMIT ${BATCH} FOR UPDATE`)
      await client.query('COMMIT')
      done += count
      if (count > 0) onShare(done / Math.max(total, done))
    }
  }
}

/** What was written meanwhile, within a transaction that lets nobody else write. */
export async function sealRest(client: pg.Client, sealer: Sealer): Promise<void> {
  for (const table of SEALED_TABLES) await sealBatch(client, sealer, table, '')
}

/** Only ciphers: indexes stay what they are, and so do masks. */
async function sealBatch(
  client: pg.Client,
  sealer: Sealer,
  table: SealedTable,
  extent: string,
): Promise<number> {
  const { name, key, columns, fields } = table
  const { rows } = await client.query<SealedRow>(
    `SELECT ${key} AS key, person_id AS "personId", ${fields} AS fields, ARRAY[${columns}] AS sealed
     FROM ${name} WHERE ${sealedBefore(table)} ORDER BY ${key} ${extent}`,
    [sealer.version],
  )
  if (rows.length === 0) return 0
  const fresh = [0, 1].map((at) => rows.map((row) => sealOneAnew(sealer, row, at)))
  await client.query(
    `UPDATE ${name} SET ${columns[0]} = fresh.first, ${columns[1]} = fresh.second
     FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS fresh (key, first, second)
     WHERE ${name}.${key} = fresh.key`,
    [rows.map((row) => row.key), ...fresh],
  )
  return rows.length
}

function sealOneAnew(sealer: Sealer, { personId, fields, sealed }: SealedRow, at: number) {
  const [field, cipher] = [fields[at], sealed[at]]
  if (!field || !cipher) return null
  return sealer.seal(personId, field, sealer.open(personId, field, cipher)).sealed
}

async function countSealedBefore(
  client: pg.Client,
  table: SealedTable,
  version: number,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table.name} WHERE ${sealedBefore(table)}`,
    [version],
  )
  return rows[0]?.count ?? 0
}

/** Holds for rows of which something is sealed with an older key than $1. */
const sealedBefore = ({ columns }: SealedTable) =>
  `(${columns.map((column) => `get_byte(${column}, 0) <> $1`).join(' OR ')})`
