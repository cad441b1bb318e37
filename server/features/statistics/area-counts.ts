import type { AreaLevel } from '../../contract/vocabulary.ts'
import type { CountedGrid } from './statistics.queries.ts'

/** The city and all its areas as rows of counts, each whole before its parts. */
export interface AreaCounts {
  /** The row that each row is part of; -1 for the first, the city. */
  parents: number[]
  /** By row: counts by class, each whole the sum of its parts. */
  counts: number[][]
  totals: number[]
  /** By row: levels above it; 0 is the city, 3 a grid. */
  depths: number[]
  /** By row: whether all its grids lie within the caller's reach. */
  isInReach: boolean[]
  /** Row of an area. */
  rowOf: (level: AreaLevel, id: number) => number | undefined
}

/** Sums the counts of grids up to zones, communities and the city. */
export function sumAreas(grids: readonly CountedGrid[], classes: readonly string[]): AreaCounts {
  const rows = new Map<string, number>()
  const parents: number[] = []
  const depths: number[] = []
  const counts: number[][] = []
  const isInReach: boolean[] = []
  const rowOf = (key: string, parent: number): number => {
    const known = rows.get(key)
    if (known !== undefined) return known
    rows.set(key, parents.length)
    depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1)
    counts.push(classes.map(() => 0))
    isInReach.push(true)
    return parents.push(parent) - 1
  }
  rowOf('city', -1)
  for (const grid of grids) {
    const community = rowOf(`community:${grid.communityId}`, 0)
    const zone = rowOf(`zone:${grid.zoneId}`, community)
    const own = classes.map((name) => grid.counts[name] ?? 0)
    for (const row of [0, community, zone, rowOf(`grid:${grid.id}`, zone)]) {
      counts[row] = own.map((count, column) => count + (counts[row]?.[column] ?? 0))
      isInReach[row] &&= grid.isInReach
    }
  }
  return {
    parents,
    depths,
    counts,
    isInReach,
    totals: counts.map((row) => row.reduce((sum, count) => sum + count, 0)),
    rowOf: (level, id) => rows.get(`${level}:${id}`),
  }
}
