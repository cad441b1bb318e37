import { at } from './random.ts'

/** Whole numbers in proportion to the weights with an exact sum (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const counts = exact.map(Math.floor)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const missing = total - counts.reduce((a, b) => a + b, 0)
  for (const { index } of byRemainder.slice(0, missing)) counts[index] = at(counts, index) + 1
  return counts
}
