import { normaliseIdentityNumber } from '../contract/identity-number.ts'
import type { PersonFields } from '../contract/person-faults.ts'
import { normalisePersonName } from '../contract/person-name.ts'
import { normalisePhone } from '../contract/phone.ts'
import type { RegistrationPlace } from '../contract/vocabulary.ts'
import type { SealedField, Sealer } from '../privacy/sealing.ts'
import { nameToPinyin } from './pinyin.ts'

/**
 * A new person as the database takes it (function add_person): normalised, its numbers sealed for
 * its id, bytes as hexadecimal text.
 *
 * @param person without faults (findPersonFaults)
 */
export function toStoredPerson(
  personId: number,
  person: PersonFields & { registrationPlace?: RegistrationPlace },
  sealer: Sealer,
) {
  const name = normalisePersonName(person.name) ?? person.name
  const { full, initials } = nameToPinyin(name)
  const seal = (field: SealedField, clear: string | undefined) => {
    if (!clear) return null
    const { sealed, index, masked } = sealer.seal(personId, field, clear)
    return {
      ...{ sealed: sealed?.toString('hex'), index: index?.toString('hex'), masked },
      knownIndexes: sealer.toIndexes(field, clear).map((one) => one.toString('hex')),
    }
  }
  const { sex, birthDate, identityNumber, phone, registrationPlace = 'here' } = person
  return {
    ...{ personId, name, pinyin: full, initials, sex, birthDate, registrationPlace },
    identityNumber: seal(
      'identity-number',
      identityNumber ? normaliseIdentityNumber(identityNumber) : undefined,
    ),
    phone: seal('phone', phone ? normalisePhone(phone) : undefined),
  }
}
