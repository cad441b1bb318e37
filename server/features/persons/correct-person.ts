import type { CorrectableField, Correction } from '../../contract/person-rights.ts'
import { registrationPlaces, sexes } from '../../contract/vocabulary.ts'
import type { Database } from '../../db/database.ts'
import type { SealedField, Sealer } from '../../privacy/sealing.ts'
import { isDate, readBirthDate } from './identity-number.ts'
import { wrongValue } from './persons.errors.ts'
import { nameToPinyin } from './pinyin.ts'
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
      birthDate: (field === 'identity-number' && number !== null && readBirthDate(number)) || null,
    }
    return correctSealed(database, personId, correction, why)
  }
  if (clear === null || !isSound[field](clear)) throw wrongValue(field)
  const pinyin = field === 'name' ? nameToPinyin(clear) : { full: '', initials: '' }
  return correctText(database, personId, field, clear, pinyin, why)
}

const isSealed = (field: CorrectableField): field is SealedField =>
  field === 'identity-number' || field === 'phone'

/** Without the spaces and signs that people write between the digits. */
function readNumber(field: SealedField, text: string): string {
  const number = text.replace(/[\s()\-–]/g, '').toUpperCase()
  const fits =
    field === 'phone' ? /^\+?\d{7,15}$/.test(number) : readBirthDate(number) !== undefined
  if (!fits) throw wrongValue(field)
  return number
}

const isSound: Record<Exclude<CorrectableField, SealedField>, (value: string) => boolean> = {
  name: (name) => /^\p{L}[\p{L}\p{M}·•'’. -]{0,38}[\p{L}\p{M}.]$/u.test(name),
  sex: (sex) => (sexes as readonly string[]).includes(sex),
  registration: (place) => (registrationPlaces as readonly string[]).includes(place),
  'birth-date': (date) => {
    const today = new Date().toISOString().slice(0, 10)
    return isDate(date) && date >= '1900-01-01' && date <= today
  },
}
