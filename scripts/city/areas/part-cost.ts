import { at } from '../random.ts'
import type { PartitionGoal } from './partition.ts'
import { areaOf, type WeightedGraph, weigh } from './weighted-graph.ts'

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
