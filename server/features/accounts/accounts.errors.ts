import { DomainError } from '../../http/domain-error.ts'

export const accountNotFound = (id: number) =>
  new DomainError(
    { code: 'account-not-found', status: 404, title: 'There is no such account' },
    `No account has the id ${id}.`,
  )

export const departmentNotFound = (id: number) =>
  new DomainError(
    { code: 'department-not-found', status: 404, title: 'There is no such department' },
    `No department has the id ${id}.`,
  )

export const apiKeyNotFound = (id: number) =>
  new DomainError(
    { code: 'api-key-not-found', status: 404, title: 'There is no such key' },
    `No key that still opens anything has the id ${id}.`,
  )

/** Keys are for programs of departments: no other account lends its rights to one. */
export const accountTakesNoKey = () =>
  new DomainError(
    { code: 'account-takes-no-key', status: 409, title: 'Only accounts of departments have keys' },
    'Choose an account of a department user that is not disabled.',
  )
