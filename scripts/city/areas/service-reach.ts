import type { Sketch } from '../plan/sketch.ts'
import { at } from '../random.ts'
import { simpleOutline } from './outlines.ts'
import type { PartitionGoal } from './part-cost.ts'
import { type WeightedGraph, weigh } from './weighted-graph.ts'

const serviceRadiusMeters = 985

/** Weight of a set of quarters near the public house that suits it best. */
type Reach = (part: readonly number[]) => number

/** Measures how much weight of a set of quarters lies near its best public house. */
export function createReach(
  sketch: Sketch,
  { weights, centres }: WeightedGraph,
  quarterCells: readonly number[][],
): Reach {
  const candidates = new Set(
    sketch.buildings.flatMap(({ facility, cell }) =>
      facility?.kind === 'centre-candidate' ? [cell] : [],
    ),
  )
  const peopled = quarterCells.map((cells) => cells.filter((cell) => at(weights, cell) > 0))
  return (part) => {
    const cells = part.flatMap((quarter) => at(peopled, quarter))
    let most = 0
    for (const candidate of part.flatMap((quarter) => at(quarterCells, quarter))) {
      if (!candidates.has(candidate)) continue
      const [x, y] = at(centres, candidate)
      let near = 0
      for (const cell of cells) {
        const [px, py] = at(centres, cell)
        if (Math.hypot(px - x, py - y) <= serviceRadiusMeters) near += at(weights, cell)
      }
      most = Math.max(most, near)
    }
    return most
  }
}

/**
 * Gives quarters to the neighbouring community wherever that brings more households within reach
 * of a service centre; changes the parts.
 *
 * @returns the share of all weight within reach
 */
export function pullIntoReach(
  quarters: WeightedGraph,
  parts: number[][],
  { least, most }: PartitionGoal,
  reach: Reach,
): number {
  const owner = new Map(
    parts.flatMap((part, index) => part.map((piece) => [piece, index] as const)),
  )
  const near = parts.map(reach)
  const isGood = (part: number[]) => {
    const weight = weigh(quarters, part)
    return weight >= least * 0.9 && weight <= most * 1.1 && !!simpleOutline(quarters.coverage, part)
  }
  for (let pass = 0, hasChanged = true; hasChanged && pass < 8; pass++) {
    hasChanged = false
    for (const [quarter, from] of owner) {
      const others = [...at(quarters.coverage.neighbours, quarter).keys()].map((o) => owner.get(o))
      for (const to of new Set(others)) {
        if (to === undefined || to === from || owner.get(quarter) !== from) continue
        const giving = at(parts, from).filter((piece) => piece !== quarter)
        const taking = [...at(parts, to), quarter]
        const gain = reach(giving) + reach(taking) - at(near, from) - at(near, to)
        if (gain <= 0 || !isGood(giving) || !isGood(taking)) continue
        parts[from] = giving
        parts[to] = taking
        near[from] = reach(giving)
        near[to] = reach(taking)
        owner.set(quarter, to)
        hasChanged = true
      }
    }
  }
  return near.reduce((sum, value) => sum + value, 0) / quarters.weights.reduce((a, b) => a + b, 0)
}
