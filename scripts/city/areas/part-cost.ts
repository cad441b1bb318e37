import { at } from '../random.ts'
import { areaOf, type WeightedGraph, weigh } from './weighted-graph.ts'

export interface PartitionGoal {
  /** Wanted weight of each part; a partition scales them to its whole. */
  targets: number[]
  /** No part may weigh less or more, if that can be reached. */
  least: number
  most: number
  /** Weight should lie no farther than this from the middle of its part. */
  reachMeters?: number
  /** Price of a part that has not its target; 8 holds grids to about 12 %. */
  strictness?: number
  /** How much worse a move may be at the beginning; more heat leaves bad starts behind. */
  heat?: number
  /** Attempts of the improvement, for each part. */
  effort: number
}

/** Price of a part that is not one simple ring. */
export const cutPenalty = 60

/** What the price of a part depends on; kept up to date while single pieces move. */
export interface PartMeasure {
  weight: number
  area: number
  /** Length of the boundary to other pieces, metres; the edge of the city counts nothing. */
  perimeter: number
}

/** Measures a part anew. */
export function measurePart(graph: WeightedGraph, part: ReadonlySet<number>): PartMeasure {
  let perimeter = 0
  for (const piece of part) {
    for (const [other, shared] of at(graph.coverage.neighbours, piece)) {
      if (!part.has(other)) perimeter += shared
    }
  }
  return { weight: weigh(graph, part), area: areaOf(graph, part), perimeter }
}

/** Measure of a part that loses (−1) or gains (1) a piece on its boundary. */
export function measureChanged(
  { coverage, weights }: WeightedGraph,
  part: ReadonlySet<number>,
  { measure, piece, sign }: { measure: PartMeasure; piece: number; sign: 1 | -1 },
): PartMeasure {
  let outward = 0
  for (const [other, shared] of at(coverage.neighbours, piece)) {
    outward += part.has(other) ? -shared : shared
  }
  return {
    weight: measure.weight + sign * at(weights, piece),
    area: measure.area + sign * at(coverage.areas, piece),
    perimeter: measure.perimeter + sign * outward,
  }
}

/** Price of a part by its measure: small for a square of the wanted weight. */
export function partCost(measure: PartMeasure, target: number, goal: PartitionGoal): number {
  const { weight, area, perimeter } = measure
  const misfit = (weight - target) / target
  const outside = Math.max(goal.least - weight, weight - goal.most, 0)
  const roundness = perimeter ** 2 / (16 * area)
  return (
    misfit * misfit * (goal.strictness ?? 8) +
    roundness * 0.6 +
    (outside > 0 ? 4 + outside * 0.3 : 0)
  )
}

/** Price of weight that lies out of reach of the middle of its part; nothing without a reach. */
export function reachCost(
  graph: WeightedGraph,
  part: ReadonlySet<number>,
  { reachMeters }: PartitionGoal,
): number {
  return reachMeters === undefined ? 0 : 90 * shareBeyond(graph, part, reachMeters)
}

/** Share of the weight that lies farther than the reach from the middle of the weight. */
function shareBeyond(graph: WeightedGraph, part: ReadonlySet<number>, reach: number): number {
  const { weights, centres } = graph
  const total = weigh(graph, part)
  if (total === 0) return 0
  let [x, y, beyond] = [0, 0, 0]
  for (const piece of part) {
    const [px, py] = at(centres, piece)
    x += (px * at(weights, piece)) / total
    y += (py * at(weights, piece)) / total
  }
  for (const piece of part) {
    const [px, py] = at(centres, piece)
    const excess = Math.hypot(px - x, py - y) - reach
    if (excess > 0) beyond += at(weights, piece) * Math.min(1, 0.25 + excess / 400)
  }
  return beyond / total
}
