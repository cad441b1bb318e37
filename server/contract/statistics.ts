import Type, { type Static } from 'typebox'
import { Count, Id, Nullable, OneOf } from './atoms.ts'
import { areaLevels, registrationPlaces, sexes, tenures } from './vocabulary.ts'

/** By what people, dwellings and shops are counted. */
export const classifications = [
  'age',
  'sex',
  'registration',
  'household-size',
  'tenure',
  'trade',
] as const
export type Classification = (typeof classifications)[number]

/** What is counted by each. */
export const countedNouns = {
  age: 'persons',
  sex: 'persons',
  registration: 'persons',
  'household-size': 'households',
  tenure: 'dwellings',
  trade: 'shops',
} as const satisfies Record<Classification, string>
export type CountedNoun = (typeof countedNouns)[Classification]

/** Years of age, as the function age_band says them. */
export const ageBands = [
  '0–9',
  '10–19',
  '20–29',
  '30–39',
  '40–49',
  '50–59',
  '60–69',
  '70–79',
  '80+',
] as const

/** Persons of a household. */
export const householdSizes = ['1', '2', '3', '4', '5+'] as const

/** Classes in the order of the columns; trades are data. */
export const classesOf: Record<Exclude<Classification, 'trade'>, readonly string[]> = {
  age: ageBands,
  sex: sexes,
  registration: registrationPlaces,
  'household-size': householdSizes,
  tenure: tenures,
}

/** A count; or that it is below 5; or nothing, because such a count could be computed from it. */
export const StatisticsCell = Type.Union([
  Type.Object({ value: Count }, { additionalProperties: false }),
  Type.Object({ kind: OneOf(['small', 'hidden']) }, { additionalProperties: false }),
])
export type StatisticsCell = Static<typeof StatisticsCell>

const counts = {
  total: StatisticsCell,
  /** One per column. */
  cells: Type.Array(StatisticsCell),
}

export const StatisticsRow = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  /** The zone of a grid, the community of a zone, nothing for a community. */
  parentId: Nullable(Id),
  ...counts,
})
export type StatisticsRow = Static<typeof StatisticsRow>

export const StatisticsTable = Type.Object({
  level: OneOf(areaLevels),
  by: OneOf(classifications),
  counted: OneOf(['persons', 'households', 'dwellings', 'shops']),
  /** Whether small counts are hidden. */
  isSuppressed: Type.Boolean(),
  columns: Type.Array(
    Type.Object({
      key: Type.String(),
      /** Names of classes that are data; the others are named by their key. */
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
  ),
  /** The whole city, for who sees it. */
  city: Nullable(Type.Object(counts)),
  /** Areas that lie wholly within the caller's reach. */
  rows: Type.Array(StatisticsRow),
})
export type StatisticsTable = Static<typeof StatisticsTable>

export const StatisticsQuery = Type.Object(
  { level: OneOf(areaLevels), by: OneOf(classifications) },
  { additionalProperties: false },
)
export type StatisticsQuery = Static<typeof StatisticsQuery>
