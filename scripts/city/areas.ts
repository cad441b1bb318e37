import { buildCoverage, dissolve } from './coverage.ts'
import type { Frame, Point } from './frame.ts'
import type { Occupancy } from './occupancy.ts'
import { partition, type WeightedGraph } from './partition.ts'
import { at, type Random } from './random.ts'
import type { Sketch } from './sketch.ts'
import type { Rect } from './street-plan.ts'

export interface AreaCounts {
  communities: number
  zones: number
  grids: number
}

export interface GridArea {
  community: number
  /** Number of the zone within its community, from 0. */
  zone: number
  /** Number of the grid within its zone, from 0. */
  grid: number
  cells: number[]
  weight: number
  /** Open counter-clockwise ring in units of 1e-7 degree. */
  ring: Point[]
}

export interface Areas {
  grids: GridArea[]
  /** Outline of the city with every vertex that a grid has on it. */
  outside: Point[]
  /** Grid of each cell. */
  gridOfCell: number[]
}

/**
 * Communities out of quarters, so that they are bounded by streets; zones and grids out of the
 * cells of a community, so that no building is ever cut.
 */
export function divideCity(
  sketch: Sketch,
  occupancy: Occupancy,
  frame: Frame,
  counts: AreaCounts,
  random: Random,
): Areas {
  const graph = cellGraph(sketch, occupancy, frame)
  const communities = divideIntoCommunities(sketch, graph, frame, counts.communities, random)
  const weights = communities.map((cells) =>
    cells.reduce((sum, cell) => sum + at(graph.weights, cell), 0),
  )
  const gridCounts = apportion(counts.grids, weights)
  const zoneCounts = apportion(counts.zones, gridCounts)
  const grids = communities.flatMap((cells, community) => {
    const own = random.fork(`community ${community}`)
    const zoneGrids = apportion(
      at(gridCounts, community),
      new Array(at(zoneCounts, community)).fill(1),
    )
    const zones = partition(
      graph,
      cells,
      { targets: zoneGrids, least: 400, most: 850, effort: 500 },
      own,
    )
    return orderByPlace(graph, zones).flatMap((zone, zoneNumber) => {
      const count = at(zoneGrids, zones.indexOf(zone))
      const goal = { targets: new Array<number>(count).fill(1), least: 66, most: 146, effort: 1600 }
      return orderByPlace(graph, partition(graph, zone, goal, own)).map(
        (gridCells, gridNumber) => ({
          community,
          zone: zoneNumber,
          grid: gridNumber,
          cells: gridCells,
          weight: gridCells.reduce((sum, cell) => sum + at(graph.weights, cell), 0),
        }),
      )
    })
  })
  const { rings, outside } = dissolve(
    graph.coverage,
    grids.map(({ cells }) => cells),
  )
  const gridOfCell = new Array<number>(sketch.cells.length)
  grids.forEach(({ cells }, grid) => {
    for (const cell of cells) gridOfCell[cell] = grid
  })
  return {
    grids: grids.map((grid, index) => ({ ...grid, ring: at(rings, index) })),
    outside,
    gridOfCell,
  }
}

function cellGraph(sketch: Sketch, occupancy: Occupancy, frame: Frame): WeightedGraph {
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

function middle({ west, south, east, north }: Rect, frame: Frame): Point {
  return frame.toCity((west + east) / 20, (south + north) / 20)
}

function divideIntoCommunities(
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
  const weights = quarterCells.map((cells) =>
    cells.reduce((sum, cell) => sum + at(graph.weights, cell), 0),
  )
  const quarters: WeightedGraph = {
    coverage: buildCoverage(rects, frame),
    weights,
    centres: rects.map((rect) => middle(rect, frame)),
  }
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count
  const goal = {
    targets: new Array<number>(count).fill(1),
    least: mean * 0.75,
    most: mean * 1.25,
    effort: 1500,
  }
  const parts = partition(
    quarters,
    rects.map((_, quarter) => quarter),
    goal,
    random.fork('communities'),
  )
  return orderByPlace(quarters, parts).map((part) =>
    part.flatMap((quarter) => at(quarterCells, quarter)),
  )
}

/** Numbers run as on a page: from north to south, in each band of 700 m from west to east. */
function orderByPlace({ centres, coverage }: WeightedGraph, parts: number[][]): number[][] {
  const place = new Map(
    parts.map((part) => {
      const area = part.reduce((sum, piece) => sum + at(coverage.areas, piece), 0)
      const mean = (axis: 0 | 1) =>
        part.reduce((sum, piece) => sum + at(centres, piece)[axis] * at(coverage.areas, piece), 0) /
        area
      return [part, { band: -Math.round(mean(1) / 700), x: mean(0) }]
    }),
  )
  return [...parts].sort((a, b) => {
    const [first, second] = [place.get(a), place.get(b)]
    return first && second ? first.band - second.band || first.x - second.x : 0
  })
}

/** Whole numbers in proportion to the weights with an exact sum (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const counts = exact.map(Math.floor)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const missing = total - counts.reduce((a, b) => a + b, 0)
  for (const { index } of byRemainder.slice(0, missing)) counts[index] = at(counts, index) + 1
  return counts
}
