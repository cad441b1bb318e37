import type { SealedColumns, Sealer } from '../../../server/privacy/sealing.ts'
import { nameToPinyin } from '../../../server/registry/pinyin.ts'
import type { City } from '../generate.ts'
import type { GridColumns } from './grid-columns.ts'
import { type Row, type Table, tableOf } from './table.ts'

/** Everybody on the register, with identity number and phone sealed. */
export function personTable(
  { residents: { persons } }: City,
  grids: GridColumns,
  sealer: Sealer,
): Table {
  return tableOf('person', persons, (person) => {
    const { full, initials } = nameToPinyin(person.name)
    return {
      person_id: person.id,
      household_id: person.householdId,
      grid_id: grids.ofHousehold(person.householdId ?? null),
      relation_to_head: person.relation,
      name: person.name,
      pinyin: full,
      initials,
      sex: person.sex,
      birth_date: person.birthDate,
      ...toColumns(
        'identity_number',
        sealer.seal(person.id, 'identity-number', person.identityNumber),
      ),
      ...toColumns('phone', sealer.seal(person.id, 'phone', person.phone ?? null)),
      registration_place: person.registrationPlace,
    }
  })
}

function toColumns(name: string, { sealed, index, masked }: SealedColumns): Row {
  return {
    [`${name}_sealed`]: sealed && `\\x${sealed.toString('hex')}`,
    [`${name}_index`]: index && `\\x${index.toString('hex')}`,
    [`${name}_masked`]: masked,
  }
}
