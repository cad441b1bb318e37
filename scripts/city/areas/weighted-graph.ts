import type { Point } from '../plan/frame.ts'
import { at } from '../random.ts'
import type { Coverage } from './coverage.ts'

/** Pieces of land with what they weigh (households and shops). */
export interface WeightedGraph {
  coverage: Coverage
  weights: number[]
  centres: Point[]
}

/** Weight of a set of pieces. */
export function weigh({ weights }: WeightedGraph, pieces: Iterable<number>): number {
  return sumOf(pieces, weights)
}

/** Area of a set of pieces, square metres. */
export function areaOf({ coverage }: WeightedGraph, pieces: Iterable<number>): number {
  return sumOf(pieces, coverage.areas)
}

function sumOf(pieces: Iterable<number>, values: readonly number[]): number {
  let sum = 0
  for (const piece of pieces) sum += at(values, piece)
  return sum
}

/** Numbers run as on a page: from north to south, in each band of 700 m from west to east. */
export function orderByPlace(graph: WeightedGraph, parts: number[][]): number[][] {
  const { centres, coverage } = graph
  const place = new Map(
    parts.map((part) => {
      const area = areaOf(graph, part)
      const mean = (axis: 0 | 1) =>
        part.reduce((sum, piece) => sum + at(centres, piece)[axis] * at(coverage.areas, piece), 0) /
        area
      return [part, { band: -Math.round(mean(1) / 700), x: mean(0) }]
    }),
  )
  return [...parts].sort((a, b) => {
    const [first, second] = [place.get(a), place.get(b)]
    return first && second ? first.band - second.band || first.x - second.x : 0
  })
}
