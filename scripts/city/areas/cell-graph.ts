import type { Occupancy } from '../people/occupancy.ts'
import type { Frame, Point } from '../plan/frame.ts'
import type { Sketch } from '../plan/sketch.ts'
import type { Rect } from '../plan/street-plan.ts'
import { at } from '../random.ts'
import { buildCoverage } from './coverage.ts'
import type { WeightedGraph } from './weighted-graph.ts'

/** The cells as a graph that weighs their households and shops. */
export function cellGraph(sketch: Sketch, occupancy: Occupancy, frame: Frame): WeightedGraph {
  const weights = new Array<number>(sketch.cells.length).fill(0)
  sketch.buildings.forEach(({ cell }, building) => {
    weights[cell] =
      at(weights, cell) +
      at(occupancy.householdCounts, building) +
      at(occupancy.shopCounts, building)
  })
  const rects = sketch.cells.map(({ rect }) => rect)
  return {
    coverage: buildCoverage(rects, frame),
    weights,
    centres: rects.map((rect) => middle(rect, frame)),
  }
}

/** City metres of the middle of a rectangle of the plan. */
export function middle({ west, south, east, north }: Rect, frame: Frame): Point {
  return frame.toCity((west + east) / 20, (south + north) / 20)
}
