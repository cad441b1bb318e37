import { DomainError } from '../../http/domain-error.ts'

export const buildingNotFound = (id: number) =>
  new DomainError(
    { code: 'building-not-found', status: 404, title: 'There is no such building' },
    `No building has the id ${id}.`,
  )
