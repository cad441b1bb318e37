import type { Residence } from '../../../../server/contract/residences.ts'
import type { ResidenceKind } from '../../../../server/contract/vocabulary.ts'
import { today } from '../../../ui/day-field.tsx'
import type { Candidate } from '../fields/persons-field.tsx'
import type { Basis } from '../frame/basis.ts'
import { nameOf } from '../frame/record-lines.ts'

/** Whom something links to the dwelling now, by one of the kinds, each once. */
export function listLinked({ dwelling }: Basis, ...kinds: ResidenceKind[]): Candidate[] {
  const lasting = (dwelling?.body.items ?? []).filter(
    ({ kind, until }) => kinds.includes(kind) && until === null,
  )
  return toCandidates(lasting)
}

/** Who rents the dwelling: also where the last day of the lease is known and still to come. */
export function listTenants({ dwelling }: Basis): Candidate[] {
  const rented = (dwelling?.body.items ?? []).filter(
    ({ kind, until }) => kind === 'tenant' && (until === null || until > today()),
  )
  return toCandidates(rented)
}

function toCandidates(residences: readonly Residence[]): Candidate[] {
  const names = residences.map(({ personId, personName }): [number, string] => [
    personId,
    nameOf({ personId, name: personName }),
  ])
  return [...new Map(names)].map(([id, name]) => ({ id, name }))
}
