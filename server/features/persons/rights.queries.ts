import type { CorrectableField, PersonReport } from '../../contract/person-rights.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import type { SealedColumns, SealedField } from '../../privacy/sealing.ts'
import type { Pinyin } from '../../registry/pinyin.ts'

type ReportedCorrection = PersonReport['corrections'][number]

/** What the database gives out for a report; sealed fields are still sealed. */
export interface ReportRow {
  card: Omit<PersonReport, 'personId' | 'corrections'>
  identityNumberSealed: Buffer | null
  phoneSealed: Buffer | null
  corrections: (ReportedCorrection & { oldSealed: string | null; newSealed: string | null })[]
}

/** The audit is written first, in the same transaction. @throws SQLSTATE DC403, DC404, DC429 */
export async function reportPerson(
  database: Database,
  personId: number,
  purpose: string,
): Promise<ReportRow> {
  const [row] = await runQuery<ReportRow>(
    database,
    sql`
      SELECT card, identity_number_sealed AS "identityNumberSealed",
        phone_sealed AS "phoneSealed", corrections
      FROM report_person(${personId}, ${purpose.trim()})`,
  )
  // Where there is nobody, the function has thrown.
  return row as ReportRow
}

export async function correctText(
  database: Database,
  personId: number,
  field: Exclude<CorrectableField, SealedField>,
  value: string,
  pinyin: Pinyin,
  reason: string,
): Promise<void> {
  const { full, initials } = pinyin
  await runQuery(
    database,
    sql`SELECT correct_person_text(${personId}, ${field}, ${value}, ${full}, ${initials}, ${reason})`,
  )
}

export interface SealedCorrection {
  field: SealedField
  columns: SealedColumns
  /** Under every key that may have made the index of an equal value. */
  knownIndexes: Buffer[]
  /** The birth date that an identity number states. */
  birthDate: string | null
}

export async function correctSealed(
  database: Database,
  personId: number,
  { field, columns, knownIndexes, birthDate }: SealedCorrection,
  reason: string,
): Promise<void> {
  const { sealed, index, masked } = columns
  await runQuery(
    database,
    sql`
      SELECT correct_person_sealed(${personId}, ${field}, ${sealed}, ${index}, ${masked},
        ${knownIndexes}::bytea[], ${birthDate}::date, ${reason})`,
  )
}

export async function restrictPerson(
  database: Database,
  personId: number,
  isRestricted: boolean,
  reason: string,
): Promise<void> {
  await runQuery(database, sql`SELECT restrict_person(${personId}, ${isRestricted}, ${reason})`)
}

export async function erasePerson(
  database: Database,
  personId: number,
  isFalseEntry: boolean,
  reason: string,
): Promise<void> {
  await runQuery(database, sql`SELECT erase_person(${personId}, ${isFalseEntry}, ${reason})`)
}
