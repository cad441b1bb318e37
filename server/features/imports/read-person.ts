import type { RosterKind } from '../../contract/rosters.ts'
import type { RowReason } from '../../contract/row-reasons.ts'
import type { RegistrationPlace, RelationToHead, Sex } from '../../contract/vocabulary.ts'
import type { AddressBook } from './address-book.ts'
import { type Fields, type ReadPlace, readPlace, tellsAddress } from './read-address.ts'
import {
  type Read,
  readDay,
  readName,
  readNumber,
  readPhone,
  readRegistration,
  readRelation,
  readSex,
  toText,
} from './read-values.ts'

/** What a row of a roster says of a person; null where it says nothing. */
export interface RosterPerson {
  name: string | null
  sex: Sex | null
  birthDate: string | null
  identityNumber: string | null
  phone: string | null
  relation: RelationToHead | null
  registration: RegistrationPlace | null
  movedIn: string | null
  householdNumber: string
  place: ReadPlace | null
  /** Why the row cannot be taken as it is. */
  reasons: RowReason[]
}

export interface RosterContext {
  kind: RosterKind
  book: AddressBook
  /** YYYY-MM-DD */
  today: string
}

/** Reads one row: each cell that cannot be is told, not only the first. */
export function readPerson(fields: Fields, { kind, book, today }: RosterContext): RosterPerson {
  const reasons: RowReason[] = []
  const take = <T>(read: Read<T>): T | null => {
    if ('value' in read) return read.value
    reasons.push(read.reason)
    return null
  }
  const name = take(readName(fields.name))
  const number = take(readNumber(fields['identity-number']))
  const toldDay = take(readDay(fields['birth-date'], 'birth-date-wrong', today))
  const toldSex = take(readSex(fields.sex))
  const person: RosterPerson = {
    name,
    sex: number?.sex ?? toldSex,
    birthDate: number?.birthDate ?? toldDay,
    identityNumber: number?.number ?? null,
    phone: take(readPhone(fields.phone)),
    relation: take(readRelation(fields.relation)),
    registration: take(readRegistration(fields.registration)),
    movedIn: take(readDay(fields['moved-in'], 'moved-in-wrong', today)),
    householdNumber: toText(fields['household-number']).slice(0, 40),
    place: null,
    reasons,
  }
  if (tellsAddress(fields)) {
    const read = readPlace(fields, book)
    if ('place' in read) person.place = read.place
    else reasons.push(read.reason)
  } else if (kind === 'household') reasons.push('address-missing')
  checkTogether(person, { toldDay, toldSex, isMember: kind === 'household' }, today)
  return person
}

function checkTogether(
  person: RosterPerson,
  told: { toldDay: string | null; toldSex: Sex | null; isMember: boolean },
  today: string,
): void {
  const { reasons, birthDate, sex, movedIn, identityNumber } = person
  const has = (...wanted: RowReason[]) => wanted.some((reason) => reasons.includes(reason))
  if (identityNumber !== null) {
    if (told.toldDay !== null && told.toldDay !== birthDate) reasons.push('birth-date-contradicts')
    if (told.toldSex !== null && told.toldSex !== sex) reasons.push('sex-contradicts')
    if (birthDate !== null && birthDate > today) reasons.push('identity-number-wrong')
  } else if (!has('identity-number-lost', 'identity-number-wrong')) {
    if (birthDate === null && !has('birth-date-wrong')) reasons.push('birth-date-missing')
    if (sex === null && !has('sex-wrong')) reasons.push('sex-missing')
  }
  if (movedIn !== null && birthDate !== null && movedIn < birthDate) {
    reasons.push('moved-in-before-birth')
  }
  if (told.isMember && person.relation === null && !has('relation-wrong')) {
    reasons.push('relation-missing')
  }
}
