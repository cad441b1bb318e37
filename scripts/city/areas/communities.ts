import type { Frame } from '../plan/frame.ts'
import type { Sketch } from '../plan/sketch.ts'
import type { Rect } from '../plan/street-plan.ts'
import { at, type Random } from '../random.ts'
import { middle } from './cell-graph.ts'
import { buildCoverage } from './coverage.ts'
import { simpleOutline } from './outlines.ts'
import { partition } from './partition.ts'
import { createReach, pullIntoReach } from './service-reach.ts'
import { orderByPlace, type WeightedGraph, weigh } from './weighted-graph.ts'

/**
 * Puts quarters together into communities, most households within reach of a service centre.
 *
 * @returns the cells of each community, in the order of their numbers
 */
export function divideIntoCommunities(
  sketch: Sketch,
  graph: WeightedGraph,
  frame: Frame,
  count: number,
  random: Random,
): number[][] {
  const quarterCells: number[][] = []
  const rects: Rect[] = []
  sketch.cells.forEach(({ rect, quarter }, cell) => {
    const cells = quarterCells[quarter]
    const known = rects[quarter]
    if (cells && known) {
      cells.push(cell)
      rects[quarter] = {
        west: Math.min(known.west, rect.west),
        south: Math.min(known.south, rect.south),
        east: Math.max(known.east, rect.east),
        north: Math.max(known.north, rect.north),
      }
    } else {
      quarterCells[quarter] = [cell]
      rects[quarter] = rect
    }
  })
  const weights = quarterCells.map((cells) => weigh(graph, cells))
  const quarters: WeightedGraph = {
    coverage: buildCoverage(rects, frame),
    weights,
    centres: rects.map((rect) => middle(rect, frame)),
  }
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count
  const goal = {
    targets: new Array<number>(count).fill(1),
    least: mean * 0.6,
    most: mean * 1.4,
    strictness: 2,
    reachMeters: 720,
    heat: 6,
    effort: 5000,
  }
  const all = rects.map((_, quarter) => quarter)
  const reach = createReach(sketch, graph, quarterCells)
  let best: { parts: number[][]; near: number } | undefined
  for (let attempt = 0; attempt < communityAttempts; attempt++) {
    const own = random.fork(`communities ${attempt}`)
    const parts = partition(quarters, all, goal, own)
    if (!parts.every((part) => simpleOutline(quarters.coverage, part))) continue
    const near = pullIntoReach(quarters, parts, goal, reach)
    if (!best || near > best.near) best = { parts, near }
    if (near >= wantedShareNear) break
  }
  return orderByPlace(quarters, best?.parts ?? []).map((part) =>
    part.flatMap((quarter) => at(quarterCells, quarter)),
  )
}

const communityAttempts = 8

/** Share of all weight that should lie within the service radius; 99 % are promised. */
const wantedShareNear = 0.994
