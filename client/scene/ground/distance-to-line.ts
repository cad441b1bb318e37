import type { Point } from '../../geo/ring.ts'

/** Shortest distance from a point to a line, both in metres. */
export function distanceToLine([x, y]: Point, line: readonly Point[]): number {
  let shortest = Number.POSITIVE_INFINITY
  for (let place = 1; place < line.length; place++) {
    const from = line[place - 1]
    const to = line[place]
    if (!from || !to) continue
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1)
    const share = Math.min(1, Math.max(0, along))
    const distance = Math.hypot(x - from[0] - dx * share, y - from[1] - dy * share)
    if (distance < shortest) shortest = distance
  }
  return shortest
}
