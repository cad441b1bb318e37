import type { TFunction } from 'i18next'
import type { Household } from '../../../../server/contract/buildings.ts'
import type { PersonRecord } from '../../../../server/contract/persons.ts'
import type { Residence } from '../../../../server/contract/residences.ts'
import type { ResidenceKind } from '../../../../server/contract/vocabulary.ts'
import type { RecordLine } from '../../../ui/three-way.tsx'
import type { Basis } from './basis.ts'

/** What an act is going to change: values by the keys of the lines below. */
export type Mine = Readonly<Record<string, string | undefined>>

/** What the records say, line by line, so that two readings can be compared. */
export function toRecordLines(basis: Basis, t: TFunction): RecordLine[] {
  const { person, household, other, otherHousehold, dwelling } = basis
  return [
    ...(person ? linesOfPerson(person.body, household?.body, '', t) : []),
    ...(household ? linesOfHousehold(household.body, '', t) : []),
    ...(other ? linesOfPerson(other.body, otherHousehold?.body, 'other:', t) : []),
    ...(otherHousehold && otherHousehold.body.id !== household?.body.id
      ? linesOfHousehold(otherHousehold.body, 'other:', t)
      : []),
    ...(dwelling ? linesOfDwelling(dwelling.body.items, t) : []),
  ]
}

/** Words for what an act changes; what no record names yet has a label of its own. */
export const toMineLines = (mine: Mine, lines: readonly RecordLine[], t: TFunction): RecordLine[] =>
  Object.entries(mine).flatMap(([key, value]) => {
    if (value === undefined) return []
    const label = lines.find((line) => line.key === key)?.label
    return [{ key, value, label: label ?? t(`acts:line.${key.split(':').at(-1)}`) }]
  })

export const nameOf = ({ name, personId }: { name: string | null; personId: number }) =>
  name ?? `#${personId}`

function linesOfPerson(
  person: PersonRecord,
  household: Household | undefined,
  prefix: string,
  t: TFunction,
): RecordLine[] {
  const own = prefix ? `${nameOf({ name: person.name, personId: person.id })}: ` : ''
  const line = (key: string, value: string, state: unknown): RecordLine => ({
    ...{ key: prefix + key, value, state: JSON.stringify(state) },
    label: own + t(`acts:line.${key}`),
  })
  const links = (kind: ResidenceKind) => person.residences.filter((one) => one.kind === kind)
  const linked = (key: string, kind: ResidenceKind) =>
    line(
      key,
      links(kind)
        .map(({ label }) => label)
        .join(t('persons:separator')) || t('acts:none'),
      links(kind).map(({ id, until }) => [id, until]),
    )
  const home = household
    ? [household.dwelling.address, household.dwelling.label].filter(Boolean).join(' ')
    : person.household?.label
  const relation = person.household?.relationToHead
  return [
    line('home', home ?? t('acts:nowhere'), person.household?.id),
    line('relation', relation ? t(`vocabulary:relation.${relation}`) : '–', relation),
    line('spouse', t(person.spouseId ? 'acts:married' : 'acts:single'), person.spouseId),
    line(
      'registration',
      links('registered')[0]?.label ??
        (person.registrationPlace ? t(`persons:registration.${person.registrationPlace}`) : '–'),
      [links('registered').map(({ id }) => id), person.registrationPlace],
    ),
    linked('owns', 'owner'),
    linked('rents', 'tenant'),
    line('died', person.diedOn ?? '–', person.diedOn),
    line('restriction', t(person.isRestricted ? 'acts:restricted' : 'acts:free'), [
      ...[person.isRestricted, person.isErased],
    ]),
  ]
}

/** Each member by name, since they are told apart by nothing else on the screen. */
function linesOfHousehold({ members }: Household, prefix: string, t: TFunction): RecordLine[] {
  return members.map((member) => ({
    key: `${prefix}member:${member.personId}`,
    label: nameOf(member),
    value: member.relationToHead ? t(`vocabulary:relation.${member.relationToHead}`) : '–',
  }))
}

function linesOfDwelling(residences: readonly Residence[], t: TFunction): RecordLine[] {
  const kinds = [
    ['owners', 'owner'],
    ['tenants', 'tenant'],
    ['residents', 'lives'],
    ['registered', 'registered'],
  ] as const
  return kinds.map(([key, wanted]) => {
    const lasting = residences.filter(({ kind, until }) => kind === wanted && until === null)
    return {
      key,
      label: t(`acts:line.${key}`),
      value:
        lasting
          .map(({ personName, personId }) => nameOf({ name: personName, personId }))
          .join(t('persons:separator')) || t('acts:none'),
      state: residences
        .filter(({ kind }) => kind === wanted)
        .map(({ id, recordedAt }) => `${id} ${recordedAt}`)
        .join(),
    }
  })
}
