import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Household } from '../../../../server/contract/buildings.ts'
import type { PersonRecord } from '../../../../server/contract/persons.ts'
import type { ResidenceList } from '../../../../server/contract/residences.ts'
import { getTagged, type Tagged } from '../../../api/http.ts'
import type { RecordSubject } from '../../../api/record-changes.ts'

/** Which records an act is based on. */
export interface BasisOf {
  /** Somebody, with the household that they live in. */
  personId?: number | undefined
  /** Whom the act concerns as well, with their household. */
  otherId?: number | undefined
  householdId?: number | undefined
  dwellingId?: number | undefined
}

/** The records as they were read: what a form shows, and what its act overwrites. */
export interface Basis {
  person?: Tagged<PersonRecord> | undefined
  household?: Tagged<Household> | undefined
  other?: Tagged<PersonRecord> | undefined
  otherHousehold?: Tagged<Household> | undefined
  /** Who is linked to the dwelling. */
  dwelling?: Tagged<ResidenceList> | undefined
}

const keyOf = (of: BasisOf) => ['basis', of] as const

/**
 * The records that a form is based on. They stay as they were when the form was opened, whatever
 * others change: that is seen when the act is recorded.
 */
export function useBasis(of: BasisOf) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: keyOf(of),
    queryFn: ({ signal }) => readBasis(of, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  return { ...query, takeOver: (basis: Basis) => client.setQueryData(keyOf(of), basis) }
}

/** @throws ApiProblem where one of them is out of reach */
export async function readBasis(of: BasisOf, signal?: AbortSignal): Promise<Basis> {
  const [person, other, dwelling] = await Promise.all([
    of.personId && readPerson(of.personId, signal),
    of.otherId && readPerson(of.otherId, signal),
    of.dwellingId && getTagged<ResidenceList>('/api/v1/residences', linked(of.dwellingId), signal),
  ])
  const [household, otherHousehold] = await Promise.all([
    readHousehold(of.householdId ?? homeOf(person || undefined), signal),
    readHousehold(homeOf(other || undefined), signal),
  ])
  return {
    ...{ person: person || undefined, other: other || undefined },
    ...{ dwelling: dwelling || undefined, household, otherHousehold },
  }
}

const linked = (dwelling: number) => ({ dwelling })
const homeOf = (person: Tagged<PersonRecord> | undefined) => person?.body.household?.id

const readPerson = (id: number, signal?: AbortSignal) =>
  getTagged<PersonRecord>(`/api/v1/persons/${id}`, {}, signal)

async function readHousehold(id: number | undefined, signal?: AbortSignal) {
  return id === undefined ? undefined : getTagged<Household>(`/api/v1/households/${id}`, {}, signal)
}

/** When the first of the records was read. */
export const readAtOf = (basis: Basis): string =>
  Object.values(basis as Record<string, Tagged<unknown> | undefined>)
    .flatMap((one) => one?.readAt ?? [])
    .sort()[0] ?? new Date().toISOString()

/** Of whom and what it has to be told who changed it. */
export const subjectsOf = ({ personId, otherId, householdId, dwellingId }: BasisOf) => {
  const persons = [personId, otherId].flatMap((id): RecordSubject[] => (id ? [{ person: id }] : []))
  if (householdId) persons.push({ household: householdId })
  if (dwellingId) persons.push({ dwelling: dwellingId })
  return persons
}
