import {
  type Colouring,
  type ColouringCounts,
  type NumericClass,
  numericClasses,
} from '../../../server/contract/colouring.ts'
import { classKeys } from './palettes.ts'

export interface LegendEntry {
  key: string
  count: number
}

/** Classes in their order with their counts; buildings without a value last, if there are any. */
export function listLegendEntries(
  colouring: Colouring,
  counts: ColouringCounts | undefined,
  communityIds: readonly number[],
): LegendEntry[] {
  const countOf = new Map(counts?.items.map(({ key, count }) => [key, count]))
  const entries = classKeys(colouring, communityIds).map((key) => ({
    key,
    count: countOf.get(key) ?? 0,
  }))
  const unknown = countOf.get('unknown') ?? 0
  return unknown > 0 ? [...entries, { key: 'unknown', count: unknown }] : entries
}

/** How a numeric class is to be called. */
export type ClassName =
  | { form: 'exactly'; value: number }
  | { form: 'below'; value: number }
  | { form: 'from'; value: number }
  | { form: 'range'; from: number; to: number }

/** The first class of years and the last of all have an open end: their bounds are only limits. */
export function nameNumericClass(colouring: keyof typeof numericClasses, key: string): ClassName {
  const classes: readonly NumericClass[] = numericClasses[colouring]
  const found = classes.find((candidate) => candidate.key === key)
  if (!found) return { form: 'exactly', value: Number(key) }
  const { from, below } = found
  if (found === classes.at(-1)) return { form: 'from', value: from }
  if (below - from === 1) return { form: 'exactly', value: from }
  if (colouring === 'year' && from === 0) return { form: 'below', value: below }
  return { form: 'range', from, to: below - 1 }
}
