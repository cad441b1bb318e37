import { at } from '../random.ts'
import { areaOf, type WeightedGraph, weigh } from './weighted-graph.ts'

/** Halves the pieces again and again until each part has one target; appends to the parts. */
export function divide(
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
  const wanted = weigh(graph, pieces) * share
  let best: { cost: number; halves: [number[], number[]] } | undefined
  for (let step = 0; step < directionCount; step++) {
    const angle = (2 * Math.PI * step) / directionCount
    const halves = sweep(graph, pieces, wanted, angle)
    const misfit = Math.abs(weigh(graph, halves[0]) - wanted) / Math.max(wanted, 1)
    const isShort = halves[0].length < leastFirst || halves[1].length < leastSecond
    const cost = misfit * 6 + cutLength(graph, halves) / scaleOf(graph, pieces) + (isShort ? 99 : 0)
    if (!best || cost < best.cost) best = { cost, halves }
  }
  return best?.halves ?? [pieces, []]
}

function scaleOf(graph: WeightedGraph, pieces: number[]): number {
  return Math.sqrt(areaOf(graph, pieces))
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
  const heaviest = groups.reduce((a, b) => (weigh(graph, b) > weigh(graph, a) ? b : a))
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
