import { DomainError } from '../../http/domain-error.ts'

const titles = {
  person: 'There is no such person',
  household: 'There is no such household',
  dwelling: 'There is no such dwelling',
} as const

/** What the changes are of. */
export type RecordKind = keyof typeof titles

/** What the caller may not see is as good as not there. */
export const recordNotFound = (kind: RecordKind, id: number) =>
  new DomainError(
    { code: `${kind}-not-found`, status: 404, title: titles[kind] },
    `No ${kind} with the id ${id} is within your reach.`,
  )

export const recordOfWhat = () =>
  new DomainError(
    { code: 'record-of-what', status: 400, title: 'Name a person, a household or a dwelling' },
    'Exactly one of person, household and dwelling has to be named.',
  )
