import type { PersonFault } from '../../contract/person-faults.ts'
import { DomainError } from '../../http/domain-error.ts'

/** What the caller may not see is as good as not there. */
export const householdNotFound = (id: number) =>
  new DomainError(
    { code: 'household-not-found', status: 404, title: 'There is no such household' },
    `No household with the id ${id} is within your reach.`,
  )

export const dwellingNotFound = (id: number) =>
  new DomainError(
    { code: 'dwelling-not-found', status: 404, title: 'There is no such dwelling' },
    `No dwelling with the id ${id} is within your reach.`,
  )

export const lifeEventNotFound = (id: number) =>
  new DomainError(
    { code: 'life-event-not-found', status: 404, title: 'There is no such life event' },
    `No life event with the id ${id} is yours to undo.`,
  )

export const shopNotWithinReach = (id: number) =>
  new DomainError(
    { code: 'shop-not-found', status: 404, title: 'There is no such shop' },
    `No shop with the id ${id} is within your reach.`,
  )

export const shopEventNotFound = (id: number) =>
  new DomainError(
    { code: 'shop-event-not-found', status: 404, title: 'There is no such act' },
    `No act on a shop with the id ${id} is yours to undo.`,
  )

export const wrongLicence = () =>
  new DomainError(
    { code: 'wrong-licence', status: 400, title: 'The licence number is wrong' },
    'A licence number has 18 digits and letters (without I, O, S, V, Z), of which the last checks the others.',
  )

const demands: Record<string, string> = {
  'wrong-name': 'A name has 2 to 40 letters.',
  'wrong-birth-date': 'The birth date is a day (YYYY-MM-DD) from 1900 until today.',
  'wrong-identity-number':
    'An identity number has 18 characters, states a day that exists and ends in its check character.',
  'identity-number-birth-date': 'The identity number states another birth date.',
  'identity-number-sex': 'The identity number states the other sex.',
  'wrong-phone': 'A phone has 7 to 15 digits.',
}

/** The first of the faults gives the code; `errors` tells where each of them stands in the body. */
export function wrongPerson(faults: readonly PersonFault[], path = '/body') {
  const code = faults[0]?.code ?? 'invalid-input'
  const errors = faults.map((one) => ({
    path: `${path}/${one.field}`,
    message: demands[one.code] ?? one.code,
  }))
  return new DomainError(
    { code, status: 400, title: 'The value does not fit the field', errors },
    demands[code] ?? code,
  )
}
