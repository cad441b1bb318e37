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
  /** Weight should lie no farther than this from the middle of its part. */
  reachMeters?: number
  /** Price of a part that has not its target; 8 holds grids to about 12 %. */
  strictness?: number
  /** How much worse a move may be at the beginning; more heat leaves bad starts behind. */
  heat?: number
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
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
    for (const [other, shared] of at(coverage.neighbours, piece)) {
      if (!part.has(other)) perimeter += shared
    }
  }
  const roundness = perimeter ** 2 / (16 * sumOf(part, coverage.areas))
  const far = goal.reachMeters === undefined ? 0 : shareBeyond(graph, part, goal.reachMeters)
  return (
    misfit * misfit * (goal.strictness ?? 8) +
    roundness * 0.6 +
    (outside > 0 ? 4 + outside * 0.3 : 0) +
    far * 90
  )
}

/** Share of the weight that lies farther than the reach from the middle of the weight. */
function shareBeyond(
  { weights, centres }: WeightedGraph,
  part: Set<number>,
  reach: number,
): number {
  const total = sumOf(part, weights)
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
