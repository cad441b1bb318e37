import { at, type Random } from '../random.ts'
import { divide } from './bisect.ts'
import { simpleOutline } from './outlines.ts'
import {
  cutPenalty,
  measureChanged,
  measurePart,
  type PartitionGoal,
  type PartMeasure,
  partCost,
  reachCost,
} from './part-cost.ts'
import { type WeightedGraph, weigh } from './weighted-graph.ts'

/**
 * Divides connected pieces of land into connected parts of wanted weights, every part one simple
 * ring: halves recursively along the best of several directions, then improves the parts by
 * moving single pieces between neighbours (simulated annealing).
 *
 * @returns the pieces of each part, in the order of the targets
 */
export function partition(
  graph: WeightedGraph,
  pieces: readonly number[],
  goal: PartitionGoal,
  random: Random,
): number[][] {
  const total = weigh(graph, pieces)
  const share = total / goal.targets.reduce((sum, target) => sum + target, 0)
  const targets = goal.targets.map((target) => target * share)
  const parts: number[][] = []
  divide(graph, [...pieces], targets, parts)
  return improve(graph, parts, { ...goal, targets }, random)
}

/** Moves pieces between neighbouring parts while that makes the parts better. */
function improve(
  graph: WeightedGraph,
  parts: number[][],
  goal: PartitionGoal,
  random: Random,
): number[][] {
  const sets = parts.map((part) => new Set(part))
  const owner = new Map(
    parts.flatMap((part, index) => part.map((piece) => [piece, index] as const)),
  )
  const measures = sets.map((set) => measurePart(graph, set))
  const costOf = (part: number, measure: PartMeasure) =>
    partCost(measure, at(goal.targets, part), goal) + reachCost(graph, at(sets, part), goal)
  const shapeOf = (part: number): number =>
    simpleOutline(graph.coverage, at(sets, part)) ? 0 : cutPenalty
  const costs = measures.map((measure, part) => costOf(part, measure))
  const shapes = sets.map((_, part) => shapeOf(part))
  const movable = parts.flat()
  const attempts = goal.effort * parts.length
  for (let attempt = 0; attempt < attempts; attempt++) {
    const piece = random.pick(movable)
    const from = owner.get(piece) ?? 0
    const to = drawNeighbour(graph, owner, piece, random)
    if (to === undefined || at(sets, from).size === 1) continue
    const move = (source: number, target: number) => {
      at(sets, source).delete(piece)
      at(sets, target).add(piece)
    }
    const giving = measureChanged(graph, at(sets, from), {
      measure: at(measures, from),
      piece,
      sign: -1,
    })
    const taking = measureChanged(graph, at(sets, to), {
      measure: at(measures, to),
      piece,
      sign: 1,
    })
    move(from, to)
    const heat = (goal.heat ?? 0.25) * (1 - attempt / attempts) ** 2
    const limit = -heat * Math.log(1 - random.next())
    const [givingCost, takingCost] = [costOf(from, giving), costOf(to, taking)]
    const change = givingCost + takingCost - at(costs, from) - at(costs, to)
    const oldShape = at(shapes, from) + at(shapes, to)
    // Following outlines is dear: only where the move is wanted if they stay simple.
    if (change - oldShape >= limit) {
      move(to, from)
      continue
    }
    const [givingShape, takingShape] = [shapeOf(from), shapeOf(to)]
    if (change + givingShape + takingShape - oldShape < limit) {
      owner.set(piece, to)
      measures[from] = giving
      measures[to] = taking
      costs[from] = givingCost
      costs[to] = takingCost
      shapes[from] = givingShape
      shapes[to] = takingShape
    } else move(to, from)
  }
  return sets.map((set) => [...set])
}

function drawNeighbour(
  { coverage }: WeightedGraph,
  owner: Map<number, number>,
  piece: number,
  random: Random,
): number | undefined {
  const own = owner.get(piece)
  const others: number[] = []
  for (const other of at(coverage.neighbours, piece).keys()) {
    const part = owner.get(other)
    if (part !== undefined && part !== own) others.push(part)
  }
  return others.length > 0 ? random.pick(others) : undefined
}
