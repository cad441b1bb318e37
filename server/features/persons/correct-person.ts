import {
  isDate,
  normaliseIdentityNumber,
  readIdentityNumber,
} from '../../contract/identity-number.ts'
import { normalisePersonName } from '../../contract/person-name.ts'
import type { CorrectableField, Correction } from '../../contract/person-rights.ts'
import { normalisePhone } from '../../contract/phone.ts'
import { registrationPlaces, sexes } from '../../contract/vocabulary.ts'
import type { Database } from '../../db/database.ts'
import type { SealedField, Sealer } from '../../privacy/sealing.ts'
import { nameToPinyin } from '../../registry/pinyin.ts'
import { wrongValue } from './persons.errors.ts'
import { correctSealed, correctText } from './rights.queries.ts'

/**
 * Corrects one field of one person and keeps what stood there.
 *
 * @throws DomainError where the value has not the form of its field; further refusals come from
 *   the database by its constraints
 */
export async function correctPerson(
  database: Database,
  sealer: Sealer,
  personId: number,
  { field, value, reason }: Correction,
): Promise<void> {
  const clear = value?.normalize('NFKC').trim() || null
  const why = reason.trim()
  if (isSealed(field)) {
    const number = clear === null ? null : readNumber(field, clear)
    const correction = {
      field,
      columns: sealer.seal(personId, field, number),
      knownIndexes: number === null ? [] : sealer.toIndexes(field, number),
      birthDate: (number !== null && readIdentityNumber(number)?.birthDate) || null,
    }
    return correctSealed(database, personId, correction, why)
  }
  if (clear === null || !isSound[field](clear)) throw wrongValue(field)
  const name = field === 'name' ? normalisePersonName(clear) : undefined
  const pinyin = name ? nameToPinyin(name) : { full: '', initials: '' }
  return correctText(database, personId, field, name ?? clear, pinyin, why)
}

const isSealed = (field: CorrectableField): field is SealedField =>
  field === 'identity-number' || field === 'phone'

/** Without the spaces and signs that people write between the digits. */
function readNumber(field: SealedField, text: string): string {
  const number = field === 'phone' ? normalisePhone(text) : normaliseIdentityNumber(text)
  const fits = field === 'phone' ? number : number && readIdentityNumber(number)
  if (!number || !fits) throw wrongValue(field)
  return number
}

const isSound: Record<Exclude<CorrectableField, SealedField>, (value: string) => boolean> = {
  name: (name) => normalisePersonName(name) !== undefined,
  sex: (sex) => (sexes as readonly string[]).includes(sex),
  registration: (place) => (registrationPlaces as readonly string[]).includes(place),
  'birth-date': (date) => {
    const today = new Date().toISOString().slice(0, 10)
    return isDate(date) && date >= '1900-01-01' && date <= today
  },
}
