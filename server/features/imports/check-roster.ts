import type { RosterKind, RosterMapping } from '../../contract/rosters.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { SealedField, Sealer } from '../../privacy/sealing.ts'
import type { Roster } from './open-roster.ts'
import { stageRoster } from './stage-roster.ts'

export interface RosterCheck {
  database: Database
  /** The same on connections that can carry COPY. */
  copying: Database
  sealer: Sealer
  roster: Roster
  kind: RosterKind
  mapping: RosterMapping
  batchId: number
  signal?: AbortSignal
}

/**
 * The dry run: reads the whole file, compares it with the registry and writes down what would
 * become of each row. Nothing of the registry changes.
 *
 * @throws ImportCancelled, UnreadableFile
 */
export async function checkRoster(check: RosterCheck): Promise<void> {
  const { database, batchId } = check
  const today = new Date().toISOString().slice(0, 10)
  await stageRoster({ ...check, today })
  await database.transaction(async (transaction) => {
    await allowTime(transaction)
    await transaction.query('SELECT check_import($1)', [batchId])
  })
  await sealForFound(check)
}

/** Hundreds of thousands of rows in one statement take longer than a request may. */
export async function allowTime(transaction: Transaction): Promise<void> {
  await transaction.query(
    'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
  )
}

interface SealedRow {
  line: number
  sealedFor: number
  personId: number
  number: Buffer | null
  phone: Buffer | null
}

/** Numbers were sealed for the person that each row might become: some are of a known one. */
async function sealForFound({ database, sealer, batchId }: RosterCheck): Promise<void> {
  for (let after = 0; ; ) {
    const last = await database.transaction(async (transaction) => {
      const { rows } = await transaction.query<SealedRow>(
        `SELECT line, sealed_for AS "sealedFor", person_id AS "personId",
           identity_number_sealed AS number, phone_sealed AS phone
         FROM list_import_seals($1, $2)`,
        [batchId, after],
      )
      const sealed = (field: SealedField, pick: (row: SealedRow) => Buffer | null) =>
        rows.map((row) => {
          const old = pick(row)
          return (
            old && sealer.seal(row.personId, field, sealer.open(row.sealedFor, field, old)).sealed
          )
        })
      await transaction.query('SELECT keep_import_seals($1, $2, $3, $4, $5)', [
        batchId,
        rows.map(({ line }) => line),
        rows.map(({ personId }) => personId),
        sealed('identity-number', ({ number }) => number),
        sealed('phone', ({ phone }) => phone),
      ])
      return rows.at(-1)?.line
    })
    if (last === undefined) return
    after = last
  }
}
