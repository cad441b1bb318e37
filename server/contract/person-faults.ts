import { isDate, normaliseIdentityNumber, readIdentityNumber } from './identity-number.ts'
import { normalisePersonName } from './person-name.ts'
import { normalisePhone } from './phone.ts'
import type { Sex } from './vocabulary.ts'

/** What a form or a roster says of somebody; empty and null are the same. */
export interface PersonFields {
  name: string
  sex: Sex
  /** YYYY-MM-DD */
  birthDate: string
  identityNumber?: string | null
  phone?: string | null
}

/** One field that cannot be so; the code is that of a problem. */
export interface PersonFault {
  field: keyof PersonFields
  code: string
}

/** What is wrong with the fields of a person, in the order in which a form shows them. */
export function findPersonFaults(person: PersonFields): PersonFault[] {
  const { name, birthDate, identityNumber, phone } = person
  const faults: PersonFault[] = []
  if (normalisePersonName(name) === undefined) faults.push({ field: 'name', code: 'wrong-name' })
  if (!isDate(birthDate) || birthDate < '1900-01-01') {
    faults.push({ field: 'birthDate', code: 'wrong-birth-date' })
  }
  if (identityNumber) faults.push(...findNumberFaults(identityNumber, person))
  if (phone && normalisePhone(phone) === undefined) {
    faults.push({ field: 'phone', code: 'wrong-phone' })
  }
  return faults
}

function findNumberFaults(number: string, { birthDate, sex }: PersonFields): PersonFault[] {
  const field = 'identityNumber'
  const stated = readIdentityNumber(normaliseIdentityNumber(number))
  if (!stated) return [{ field, code: 'wrong-identity-number' }]
  if (stated.birthDate !== birthDate) return [{ field, code: 'identity-number-birth-date' }]
  return stated.sex === sex ? [] : [{ field, code: 'identity-number-sex' }]
}
