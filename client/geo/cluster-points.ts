import type { Point } from './ring.ts'

export interface Cluster<T> {
  /** Mean place of the members, in the unit of the places given. */
  readonly place: Point
  readonly members: readonly T[]
}

/**
 * Gathers items by the cell of a fixed grid that they fall in: the same items give the same
 * clusters whatever their order, and a cluster never jumps when another part of the city changes.
 */
export function clusterPoints<T>(
  items: readonly T[],
  placeOf: (item: T) => Point,
  cellSize: number,
): Cluster<T>[] {
  const cells = new Map<string, T[]>()
  for (const item of items) {
    const [x, y] = placeOf(item)
    const key = `${Math.floor(x / cellSize)},${Math.floor(y / cellSize)}`
    const members = cells.get(key)
    if (members) members.push(item)
    else cells.set(key, [item])
  }
  return [...cells.values()].map((members) => ({ place: meanOf(members.map(placeOf)), members }))
}

function meanOf(places: readonly Point[]): Point {
  let [x, y] = [0, 0]
  for (const place of places) {
    x += place[0]
    y += place[1]
  }
  return [x / places.length, y / places.length]
}
