import { DomainError } from '../../http/domain-error.ts'

export const householdNotFound = (id: number) =>
  new DomainError(
    { code: 'household-not-found', status: 404, title: 'There is no such household' },
    `No household has the id ${id}.`,
  )
