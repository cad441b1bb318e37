import { DomainError } from '../../http/domain-error.ts'

/** Somebody, or a dwelling, that the caller may not see is as good as not there. */
export const personNotFound = (id: number) =>
  new DomainError(
    { code: 'person-not-found', status: 404, title: 'There is no such person' },
    `No person with the id ${id} is within your reach.`,
  )

export const dwellingNotFound = (id: number) =>
  new DomainError(
    { code: 'dwelling-not-found', status: 404, title: 'There is no such dwelling' },
    `No dwelling with the id ${id} is within your reach.`,
  )

export const residencesOfWhat = () =>
  new DomainError(
    { code: 'residences-of-what', status: 400, title: 'Name a person or a dwelling' },
    'Exactly one of person and dwelling has to be named.',
  )
