import type { PlaceKind } from '../../contract/places.ts'
import { DomainError } from '../../http/domain-error.ts'

export const placeNotFound = (kind: PlaceKind, id: number) =>
  new DomainError(
    { code: `${kind}-not-found`, status: 404, title: `There is no such ${kind}` },
    `No ${kind} has the id ${id}.`,
  )
