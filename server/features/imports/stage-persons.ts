import { hash } from 'node:crypto'
import { type CopyValue, toCopyLine } from '../../db/copy-lines.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { nameToPinyin } from '../../registry/pinyin.ts'
import type { RosterPerson } from './read-person.ts'

/** Columns of import_row that every row has. */
export const rowColumns = [
  'import_batch_id',
  'line',
  'reasons',
  'raw_sealed',
  'content_hash',
] as const

/** Columns of import_row that tell about a person. */
export const personColumns = [
  ...rowColumns,
  'new_person_id',
  'name',
  'pinyin',
  'initials',
  'sex',
  'birth_date',
  'relation',
  'registration',
  'moved_in',
  'identity_number_sealed',
  'identity_number_index',
  'identity_number_masked',
  'phone_sealed',
  'phone_index',
  'phone_masked',
  'household_number',
  'building_id',
  'unit',
  'floor',
  'door',
] as const

export interface StagedPlace {
  batchId: number
  line: number
  /** The cells as they were written, sealed. */
  raw: Buffer
}

/** A row as COPY takes it. Numbers are sealed for the person that the row may become. */
export function toPersonLine(
  { batchId, line, raw }: StagedPlace,
  person: RosterPerson,
  personId: number,
  sealer: Sealer,
): string {
  const number = sealer.seal(personId, 'identity-number', person.identityNumber)
  const phone = sealer.seal(personId, 'phone', person.phone)
  const { full, initials } = person.name === null ? NO_PINYIN : nameToPinyin(person.name)
  const { place } = person
  const told: CopyValue[] = [
    ...[person.sex, person.birthDate, person.relation, person.registration, person.movedIn],
  ]
  const where = [person.householdNumber, place?.buildingId, place?.unit, place?.floor, place?.door]
  // Of the sealed fields their indexes: equal for equal numbers, and nothing can be read from them.
  const content = [
    person.name,
    ...told,
    ...where,
    number.index?.toString('base64'),
    phone.index?.toString('base64'),
  ]
  return toCopyLine([
    ...[batchId, line, toArray(person.reasons), raw, digest(content)],
    ...[personId, person.name, full, initials, ...told],
    ...[number.sealed, number.index, number.masked, phone.sealed, phone.index, phone.masked],
    ...where,
  ])
}

const NO_PINYIN = { full: null, initials: null }

/** Codes hold no sign that an array would have to quote. */
export const toArray = (codes: readonly string[]): string => `{${[...new Set(codes)].join(',')}}`

export const digest = (content: readonly unknown[]): Buffer =>
  Buffer.from(hash('sha256', JSON.stringify(content), 'hex'), 'hex')
