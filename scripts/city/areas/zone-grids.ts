import { at, type Random } from '../random.ts'
import { simpleOutline } from './outlines.ts'
import { partition } from './partition.ts'
import { orderByPlace, type WeightedGraph, weigh } from './weighted-graph.ts'

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
 *
 * @returns the cells of each grid of each zone; undefined where a grid is out of its limits
 */
export function divideZones(
  graph: WeightedGraph,
  tasks: readonly ZoneTask[],
): number[][][] | undefined {
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
  if (divisions.some(({ misfit }) => misfit > 0)) return undefined
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
