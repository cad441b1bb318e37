import { at, type Random } from '../random.ts'
import { divide } from './bisect.ts'
import { simpleOutline } from './outlines.ts'
import { cutPenalty, type PartitionGoal, partCost } from './part-cost.ts'
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
  const costOf = (part: number) => partCost(graph, at(sets, part), at(goal.targets, part), goal)
  const shapeOf = (part: number) => (simpleOutline(graph.coverage, at(sets, part)) ? 0 : cutPenalty)
  const costs = sets.map((_, part) => costOf(part))
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
    move(from, to)
    const heat = (goal.heat ?? 0.25) * (1 - attempt / attempts) ** 2
    const limit = -heat * Math.log(1 - random.next())
    const pair = [from, to] as const
    const newCosts = pair.map(costOf)
    const change = sum(newCosts) - sum(pair.map((part) => at(costs, part)))
    const oldShape = sum(pair.map((part) => at(shapes, part)))
    // Following outlines is dear: only where the move is wanted if they stay simple.
    const newShapes = change - oldShape < limit ? pair.map(shapeOf) : undefined
    if (newShapes && change + sum(newShapes) - oldShape < limit) {
      owner.set(piece, to)
      pair.forEach((part, index) => {
        costs[part] = at(newCosts, index)
        shapes[part] = at(newShapes, index)
      })
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

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
