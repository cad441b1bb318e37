import type { CorrectableField } from '../../contract/person-rights.ts'
import { DomainError } from '../../http/domain-error.ts'

/** Somebody whom the caller may not see is as good as not there. */
export const personNotFound = (id: number) =>
  new DomainError(
    { code: 'person-not-found', status: 404, title: 'There is no such person' },
    `No person with the id ${id} is within your reach.`,
  )

const demands: Record<CorrectableField, string> = {
  name: 'A name has 2 to 40 letters.',
  sex: 'The sex is male or female.',
  'birth-date': 'The birth date is a day (YYYY-MM-DD) from 1900 until today.',
  'identity-number':
    'An identity number has 18 characters, states a day that exists and ends in its check character.',
  phone: 'A phone has 7 to 15 digits.',
  registration: 'The registration is here, county, prefecture, province or elsewhere.',
}

/** The value has not the form of its field; the code names the field, so that clients can translate. */
export const wrongValue = (field: CorrectableField) =>
  new DomainError(
    { code: `wrong-${field}`, status: 400, title: 'The value does not fit the field' },
    demands[field],
  )
