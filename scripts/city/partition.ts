import type { Coverage } from './coverage.ts'
import { simpleOutline } from './coverage.ts'
import type { Point } from './frame.ts'
import { at, type Random } from './random.ts'

/** Pieces of land with what they weigh (households and shops). */
export interface WeightedGraph {
  coverage: Coverage
  weights: number[]
  centres: Point[]
}

export interface PartitionGoal {
  /** Wanted weight of each part; the parts get them in proportion. */
  targets: number[]
  /** No part may weigh less or more, if that can be reached. */
  least: number
  most: number
  /** Attempts of the improvement, for each part. */
  effort: number
}

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
  const total = sumOf(pieces, graph.weights)
  const share = total / goal.targets.reduce((sum, target) => sum + target, 0)
  const targets = goal.targets.map((target) => target * share)
  const parts: number[][] = []
  divide(graph, [...pieces], targets, parts)
  return improve(graph, parts, { ...goal, targets }, random)
}

function sumOf(pieces: Iterable<number>, values: readonly number[]): number {
  let sum = 0
  for (const piece of pieces) sum += at(values, piece)
  return sum
}

function divide(
  graph: WeightedGraph,
  pieces: number[],
  targets: number[],
  parts: number[][],
): void {
  if (targets.length <= 1) {
    parts.push(pieces)
    return
  }
  const half = Math.floor(targets.length / 2)
  const wanted = targets.slice(0, half).reduce((sum, target) => sum + target, 0)
  const all = targets.reduce((sum, target) => sum + target, 0)
  const [first, second] = bisect(graph, pieces, wanted / all, half, targets.length - half)
  divide(graph, first, targets.slice(0, half), parts)
  divide(graph, second, targets.slice(half), parts)
}

const directionCount = 16

/** The cheapest of sixteen sweeps: near the wanted weight, short common boundary. */
function bisect(
  graph: WeightedGraph,
  pieces: number[],
  share: number,
  leastFirst: number,
  leastSecond: number,
): [number[], number[]] {
  const wanted = sumOf(pieces, graph.weights) * share
  let best: { cost: number; halves: [number[], number[]] } | undefined
  for (let step = 0; step < directionCount; step++) {
    const angle = (2 * Math.PI * step) / directionCount
    const halves = sweep(graph, pieces, wanted, angle)
    const misfit = Math.abs(sumOf(halves[0], graph.weights) - wanted) / Math.max(wanted, 1)
    const isShort = halves[0].length < leastFirst || halves[1].length < leastSecond
    const cost = misfit * 6 + cutLength(graph, halves) / scaleOf(graph, pieces) + (isShort ? 99 : 0)
    if (!best || cost < best.cost) best = { cost, halves }
  }
  return best?.halves ?? [pieces, []]
}

function scaleOf({ coverage }: WeightedGraph, pieces: number[]): number {
  return Math.sqrt(sumOf(pieces, coverage.areas))
}

function cutLength({ coverage }: WeightedGraph, [first, second]: [number[], number[]]): number {
  const others = new Set(second)
  let length = 0
  for (const piece of first) {
    for (const [other, shared] of at(coverage.neighbours, piece))
      if (others.has(other)) length += shared
  }
  return length
}

/** Grows a connected set along a direction until it has its weight; the rest stays connected. */
function sweep(
  graph: WeightedGraph,
  pieces: number[],
  wanted: number,
  angle: number,
): [number[], number[]] {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const place = (piece: number) => {
    const [x, y] = at(graph.centres, piece)
    return x * dx + y * dy
  }
  const left = new Set(pieces)
  const taken: number[] = []
  const frontier = new Set([pieces.reduce((a, b) => (place(b) < place(a) ? b : a))])
  let weight = 0
  while (frontier.size > 0 && left.size > 1) {
    const next = [...frontier].reduce((a, b) => (place(b) < place(a) ? b : a))
    const added = at(graph.weights, next)
    if (taken.length > 0 && Math.abs(weight + added - wanted) > Math.abs(weight - wanted)) break
    frontier.delete(next)
    left.delete(next)
    taken.push(next)
    weight += added
    for (const other of at(graph.coverage.neighbours, next).keys())
      if (left.has(other)) frontier.add(other)
  }
  const groups = connectedGroups(graph, left).sort((a, b) => b.length - a.length)
  const heaviest = groups.reduce((a, b) =>
    sumOf(b, graph.weights) > sumOf(a, graph.weights) ? b : a,
  )
  return [[...taken, ...groups.filter((group) => group !== heaviest).flat()], heaviest]
}

function connectedGroups({ coverage }: WeightedGraph, pieces: Iterable<number>): number[][] {
  const left = new Set(pieces)
  const groups: number[][] = []
  for (const start of left) {
    left.delete(start)
    const group = [start]
    for (const piece of group) {
      for (const other of at(coverage.neighbours, piece).keys())
        if (left.delete(other)) group.push(other)
    }
    groups.push(group)
  }
  return groups
}

interface ScaledGoal extends PartitionGoal {
  targets: number[]
}

/** Moves pieces between neighbouring parts while that makes the parts better. */
function improve(
  graph: WeightedGraph,
  parts: number[][],
  goal: ScaledGoal,
  random: Random,
): number[][] {
  const sets = parts.map((part) => new Set(part))
  const owner = new Map(
    parts.flatMap((part, index) => part.map((piece) => [piece, index] as const)),
  )
  const costs = sets.map((set, index) => partCost(graph, set, at(goal.targets, index), goal))
  const movable = parts.flat()
  const attempts = goal.effort * parts.length
  for (let attempt = 0; attempt < attempts; attempt++) {
    const piece = random.pick(movable)
    const from = owner.get(piece) ?? 0
    const to = [...at(graph.coverage.neighbours, piece).keys()]
      .map((other) => owner.get(other))
      .filter((part) => part !== undefined && part !== from)
    if (to.length === 0) continue
    const target = random.pick(to) ?? from
    const [giving, taking] = [at(sets, from), at(sets, target)]
    if (giving.size === 1) continue
    giving.delete(piece)
    taking.add(piece)
    const givingCost = partCost(graph, giving, at(goal.targets, from), goal)
    const takingCost = partCost(graph, taking, at(goal.targets, target), goal)
    const change = givingCost + takingCost - at(costs, from) - at(costs, target)
    const heat = 0.25 * (1 - attempt / attempts) ** 2
    if (change < 0 || random.next() < Math.exp(-change / Math.max(heat, 1e-6))) {
      costs[from] = givingCost
      costs[target] = takingCost
      owner.set(piece, target)
    } else {
      giving.add(piece)
      taking.delete(piece)
    }
  }
  return sets.map((set) => [...set])
}

const cutPenalty = 60

/** Zero for a square of the wanted weight. */
function partCost(
  graph: WeightedGraph,
  part: Set<number>,
  target: number,
  goal: PartitionGoal,
): number {
  const { coverage, weights } = graph
  const weight = sumOf(part, weights)
  const misfit = (weight - target) / target
  const outside = Math.max(goal.least - weight, weight - goal.most, 0)
  let perimeter = 0
  for (const piece of part) {
    for (const [other, shared] of at(coverage.neighbours, piece))
      if (!part.has(other)) perimeter += shared
  }
  const roundness = perimeter ** 2 / (16 * sumOf(part, coverage.areas))
  const cost = misfit * misfit * 8 + roundness * 0.6 + (outside > 0 ? 4 + outside * 0.3 : 0)
  return simpleOutline(coverage, part) ? cost : cost + cutPenalty
}
