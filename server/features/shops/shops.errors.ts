import { DomainError } from '../../http/domain-error.ts'

export const shopNotFound = (id: number) =>
  new DomainError(
    { code: 'shop-not-found', status: 404, title: 'There is no such shop' },
    `No shop has the id ${id}.`,
  )

export const noBuildingWithShops = (buildingId: number) =>
  new DomainError(
    { code: 'building-not-found', status: 404, title: 'There is no such building' },
    `No building has the id ${buildingId}.`,
  )
