import type { City } from '../generate.ts'
import { nameToPinyin } from '../names/pinyin.ts'
import { type Table, tableOf } from './table.ts'

/** Everybody on the register. */
export function personTable({ residents: { persons } }: City): Table {
  return tableOf('person', persons, (person) => {
    const { full, initials } = nameToPinyin(person.name)
    return {
      person_id: person.id,
      household_id: person.householdId,
      relation_to_head: person.relation,
      name: person.name,
      pinyin: full,
      initials,
      sex: person.sex,
      birth_date: person.birthDate,
      identity_number: person.identityNumber,
      phone: person.phone,
      registration_place: person.registrationPlace,
    }
  })
}
