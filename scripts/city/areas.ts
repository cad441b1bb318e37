import { buildCoverage, dissolve, simpleOutline } from './coverage.ts'
import type { Frame, Point } from './frame.ts'
import type { Occupancy } from './occupancy.ts'
import { type PartitionGoal, partition, type WeightedGraph } from './partition.ts'
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
  const weights = communities.map((cells) => weigh(graph, cells))
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
      { targets: zoneGrids, least: 400, most: 850, effort: 400 },
      own,
    )
    const tasks = orderByPlace(graph, zones).map((zone, number) => ({
      zone,
      count: at(zoneGrids, zones.indexOf(zone)),
      random: own.fork(`zone ${number}`),
    }))
    return divideZones(graph, tasks).flatMap((zoneGroups, zone) =>
      zoneGroups.map((gridCells, grid) => ({
        community,
        zone,
        grid,
        cells: gridCells,
        weight: weigh(graph, gridCells),
      })),
    )
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

/** Promise of the city: no grid has fewer or more households and shops together. */
export const gridLimits = { least: 60, most: 150 } as const

interface ZoneTask {
  zone: number[]
  /** How many grids it becomes. */
  count: number
  random: Random
}

interface ZoneDivision {
  grids: number[][]
  /** Zero when every grid is a simple ring within the limits. */
  misfit: number
}

/**
 * Divides all zones of a community. Where whole buildings do not fit into a zone's number of
 * grids, it takes one more or one less and another zone makes up for it.
 */
function divideZones(graph: WeightedGraph, tasks: readonly ZoneTask[]): number[][][] {
  const divisions = tasks.map((task) => divideZone(graph, task))
  const counts = tasks.map(({ count }) => count)
  const retry = (index: number, change: number) =>
    divideZone(graph, { ...at(tasks, index), count: at(counts, index) + change })
  for (let index = 0; index < tasks.length; index++) {
    for (const change of [1, -1]) {
      if (at(divisions, index).misfit === 0) break
      const changed = retry(index, change)
      if (changed.misfit > 0) continue
      for (let other = 0; other < tasks.length; other++) {
        if (other === index || at(divisions, other).misfit > 0) continue
        const balanced = retry(other, -change)
        if (balanced.misfit > 0) continue
        divisions[index] = changed
        divisions[other] = balanced
        counts[index] = at(counts, index) + change
        counts[other] = at(counts, other) - change
        break
      }
    }
  }
  return divisions.map(({ grids }) => orderByPlace(graph, grids))
}

/** Tries again, longer, until every grid of the zone is within the limits. */
function divideZone(graph: WeightedGraph, { zone, count, random }: ZoneTask): ZoneDivision {
  let best: ZoneDivision | undefined
  for (let attempt = 1; attempt <= 5; attempt++) {
    const goal = { targets: new Array<number>(count).fill(1), least: 68, most: 142 }
    const own = random.fork(`${count} ${attempt}`)
    const grids = partition(graph, zone, { ...goal, effort: 500 * attempt }, own)
    const misfit = grids.reduce((sum, cells) => {
      const weight = weigh(graph, cells)
      const outside = Math.max(gridLimits.least - weight, weight - gridLimits.most, 0)
      return sum + outside + (simpleOutline(graph.coverage, cells) ? 0 : 1000)
    }, 0)
    if (!best || misfit < best.misfit) best = { grids, misfit }
    if (misfit === 0) break
  }
  return best ?? { grids: [zone], misfit: Number.POSITIVE_INFINITY }
}

function weigh({ weights }: WeightedGraph, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + at(weights, cell), 0)
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
    coverage: buildCoverage(rects, frame, Number.POSITIVE_INFINITY),
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
  const weights = quarterCells.map((cells) => weigh(graph, cells))
  const quarters: WeightedGraph = {
    coverage: buildCoverage(rects, frame, Number.POSITIVE_INFINITY),
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
const serviceRadiusMeters = 985

/** Weight of a set of quarters near the public house that suits it best. */
type Reach = (part: readonly number[]) => number

function createReach(
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
function pullIntoReach(
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
