import Type, { type Static } from 'typebox'
import { Count } from './atoms.ts'

/** By what the buildings can be coloured. */
export const colourings = ['use', 'floors', 'year', 'households', 'community'] as const
export type Colouring = (typeof colourings)[number]

/** A class of a numeric colouring: lower bound included, upper bound excluded. */
export interface NumericClass {
  readonly key: string
  readonly from: number
  readonly below: number
}

const classes = (...bounds: number[]): NumericClass[] =>
  bounds.slice(0, -1).map((from, place) => ({
    key: `${from}`,
    from,
    below: bounds[place + 1] ?? Number.POSITIVE_INFINITY,
  }))

/** Bounds are shared by the legend's counts (SQL) and the colours of the scene. */
export const numericClasses = {
  floors: classes(1, 4, 7, 12, 19, 1000),
  year: classes(0, 1995, 2005, 2013, 2021, 3000),
  households: classes(0, 1, 10, 40, 80, 100_000),
} as const satisfies Record<string, NumericClass[]>

export const ColouringCounts = Type.Object({
  items: Type.Array(
    Type.Object({
      /** Use, key of the numeric class, or community id; `unknown` where the building has none. */
      key: Type.String(),
      count: Count,
    }),
  ),
})
export type ColouringCounts = Static<typeof ColouringCounts>
