import { DomainError } from '../../http/domain-error.ts'

/** Somebody whom the caller may not see is as good as not there. */
export const personNotFound = (id: number) =>
  new DomainError(
    { code: 'person-not-found', status: 404, title: 'There is no such person' },
    `No person with the id ${id} is within your reach.`,
  )
