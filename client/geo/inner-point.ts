import { isInPolygon, type Point, signedArea } from './ring.ts'

/**
 * A point for the label of an area: the centroid of its largest polygon, or, where that lies
 * outside (a crescent), the middle of the longest stretch inside on the centroid's parallel.
 */
export function innerPoint(polygons: readonly (readonly (readonly Point[])[])[]): Point {
  const sizeOf = (rings: readonly (readonly Point[])[]) => Math.abs(signedArea(rings[0] ?? []))
  const [largest] = [...polygons].sort((a, b) => sizeOf(b) - sizeOf(a))
  const outer = largest?.[0]
  if (!largest || !outer) return [0, 0]
  const centre = centroid(outer)
  return isInPolygon(centre, largest) ? centre : middleOfLongestStretch(largest, centre)
}

function centroid(ring: readonly Point[]): Point {
  const [originX, originY] = ring[0] ?? [0, 0]
  let [x, y, doubled] = [0, 0, 0]
  let previous = ring.at(-1) ?? ([originX, originY] as const)
  for (const point of ring) {
    const [ax, ay] = [previous[0] - originX, previous[1] - originY]
    const [bx, by] = [point[0] - originX, point[1] - originY]
    const cross = ax * by - bx * ay
    doubled += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
    previous = point
  }
  return doubled === 0
    ? [originX, originY]
    : [originX + x / (3 * doubled), originY + y / (3 * doubled)]
}

function middleOfLongestStretch(rings: readonly (readonly Point[])[], [x, y]: Point): Point {
  const crossings: number[] = []
  for (const ring of rings) {
    let previous = ring.at(-1)
    for (const point of ring) {
      if (previous && point[1] > y !== previous[1] > y) {
        const share = (y - previous[1]) / (point[1] - previous[1])
        crossings.push(previous[0] + (point[0] - previous[0]) * share)
      }
      previous = point
    }
  }
  crossings.sort((a, b) => a - b)
  let [best, width] = [x, 0]
  for (let place = 1; place < crossings.length; place += 2) {
    const [from = x, to = x] = [crossings[place - 1], crossings[place]]
    if (to - from > width) [best, width] = [(from + to) / 2, to - from]
  }
  return [best, y]
}
