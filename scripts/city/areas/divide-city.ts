import { apportion } from '../apportion.ts'
import type { Occupancy } from '../people/occupancy.ts'
import type { Frame, Point } from '../plan/frame.ts'
import type { Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import { cellGraph } from './cell-graph.ts'
import { divideIntoCommunities } from './communities.ts'
import { buildCoverage } from './coverage.ts'
import { divideCommunity } from './divide-community.ts'
import { dissolve } from './outlines.ts'
import { weigh } from './weighted-graph.ts'

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

/** Boundaries bend with the streets: streets are drawn with points as near as these. */
const stationDecimeters = 300

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
    const wanted = { zones: at(zoneCounts, community), grids: at(gridCounts, community) }
    const zones = divideCommunity(graph, cells, wanted, random.fork(`community ${community}`))
    return zones.flatMap((zoneGroups, zone) =>
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
    buildCoverage(
      sketch.cells.map(({ rect }) => rect),
      frame,
      stationDecimeters,
    ),
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
