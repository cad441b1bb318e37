import type { RelationToHead } from './vocabulary.ts'

/** The three forms of a roster: a household with all its members, single persons, shops. */
export const rosterKinds = ['household', 'person', 'shop'] as const
export type RosterKind = (typeof rosterKinds)[number]

/** Everything that a column of a roster can mean. */
export const rosterFields = [
  'address',
  'estate',
  'building',
  'unit',
  'room',
  'floor',
  'door',
  'household-number',
  'name',
  'relation',
  'sex',
  'identity-number',
  'birth-date',
  'phone',
  'registration',
  'moved-in',
  'shop-name',
  'trade',
  'legal-form',
  'area',
  'opened-on',
] as const
export type RosterField = (typeof rosterFields)[number]

const dwelling = ['address', 'estate', 'building', 'unit', 'room', 'floor', 'door'] as const
const person = [
  'name',
  'relation',
  'sex',
  'identity-number',
  'birth-date',
  'phone',
  'registration',
  'moved-in',
] as const

/** Columns of each form, in the order of its blank file. */
export const fieldsOfRoster: Record<RosterKind, readonly RosterField[]> = {
  household: [...dwelling, 'household-number', ...person],
  person: [...dwelling, ...person],
  shop: [
    ...(['shop-name', 'trade', 'legal-form', 'address', 'estate', 'building', 'floor'] as const),
    ...(['area', 'opened-on'] as const),
  ],
}

/** Columns without which a form says too little; of each group one is enough. */
export const neededFields: Record<RosterKind, readonly (readonly RosterField[])[]> = {
  household: [['name'], ['relation'], ['identity-number', 'birth-date'], ['address', 'building']],
  person: [['name'], ['identity-number', 'birth-date']],
  shop: [['shop-name'], ['address', 'building']],
}

/** Which column of the file, by its header, holds each field. */
export type RosterMapping = Partial<Record<RosterField, string>>

/** What becomes of a row. */
export const importOutcomes = ['new', 'changed', 'same', 'ambiguous', 'rejected'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** Of those who share a dwelling, whoever is not the head. */
export const isMemberRelation = (relation: RelationToHead | null): boolean =>
  relation !== null && relation !== 'head'
