import { apportion } from '../apportion.ts'
import type { Random } from '../random.ts'
import { partition } from './partition.ts'
import { orderByPlace, type WeightedGraph } from './weighted-graph.ts'
import { divideZones, gridLimits } from './zone-grids.ts'

/** Other zones are drawn so often before a community is given up. */
const communityAttempts = 5

/**
 * Zones of a community, and in each its grids, as lists of cells. Where the grids do not come out
 * within their limits, it begins again with other zones.
 *
 * @throws Error where no attempt keeps the limits
 */
export function divideCommunity(
  graph: WeightedGraph,
  cells: readonly number[],
  wanted: { zones: number; grids: number },
  random: Random,
): number[][][] {
  const zoneGrids = apportion(wanted.grids, new Array(wanted.zones).fill(1))
  for (let attempt = 0; attempt < communityAttempts; attempt++) {
    const own = attempt === 0 ? random : random.fork(`again ${attempt}`)
    const goal = { targets: zoneGrids, least: 400, most: 850, effort: 400 }
    const zones = partition(graph, cells, goal, own)
    const tasks = orderByPlace(graph, zones).map((zone, number) => ({
      zone,
      count: zoneGrids[zones.indexOf(zone)] ?? 1,
      random: own.fork(`zone ${number}`),
    }))
    const divided = divideZones(graph, tasks)
    if (divided) return divided
  }
  throw new Error(
    `the grids of a community do not come out at ${gridLimits.least} to ${gridLimits.most}: take another seed`,
  )
}
