import { counterClockwise, openRing, type Point } from './ring.ts'

/** Keeps the mitre of a sharp corner from running far away. */
const SHARPEST_MITRE = 0.3

/**
 * Moves every edge of a ring outwards. Metres in, metres out; open, counter-clockwise.
 * A negative distance moves inwards; edges shorter than that may then cross.
 */
export function outsetRing(ring: readonly Point[], distanceMeters: number): Point[] {
  const corners = counterClockwise(openRing(ring))
  return corners.map((corner, place) => {
    const before = corners.at(place - 1) ?? corner
    const after = corners[(place + 1) % corners.length] ?? corner
    const [ax, ay] = outwardNormal(before, corner)
    const [bx, by] = outwardNormal(corner, after)
    const scale = distanceMeters / Math.max(SHARPEST_MITRE, 1 + ax * bx + ay * by)
    return [corner[0] + (ax + bx) * scale, corner[1] + (ay + by) * scale]
  })
}

function outwardNormal(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
  return [(to[1] - from[1]) / length, (from[0] - to[0]) / length]
}
