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

/** Zero for a square of the wanted weight. */
export function partCost(
  graph: WeightedGraph,
  part: Set<number>,
  target: number,
  goal: PartitionGoal,
): number {
  const { coverage } = graph
  const weight = weigh(graph, part)
  const misfit = (weight - target) / target
  const outside = Math.max(goal.least - weight, weight - goal.most, 0)
  let perimeter = 0
  for (const piece of part) {
    for (const [other, shared] of at(coverage.neighbours, piece)) {
      if (!part.has(other)) perimeter += shared
    }
  }
  const roundness = perimeter ** 2 / (16 * areaOf(graph, part))
  const far = goal.reachMeters === undefined ? 0 : shareBeyond(graph, part, goal.reachMeters)
  return (
    misfit * misfit * (goal.strictness ?? 8) +
    roundness * 0.6 +
    (outside > 0 ? 4 + outside * 0.3 : 0) +
    far * 90
  )
}

/** Share of the weight that lies farther than the reach from the middle of the weight. */
function shareBeyond(graph: WeightedGraph, part: Set<number>, reach: number): number {
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
