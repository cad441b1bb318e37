import { DomainError } from '../../http/domain-error.ts'

export const visitNotFound = (id: number) =>
  new DomainError(
    { code: 'visit-not-found', status: 404, title: 'There is no such visit' },
    `No visit with the id ${id} is within your reach.`,
  )

export const visitsOfWhat = () =>
  new DomainError(
    { code: 'visits-of-what', status: 400, title: 'Name a household, or ask for what is open' },
    'Exactly one of household and open=true has to be named.',
  )
