import { type Ring, ringArea } from './footprint.ts'
import type { GroundPoint } from './tile-frame.ts'

/** Share of its area that a ring must keep to count as simplified rather than ruined. */
const MIN_AREA_SHARE = 0.6

/**
 * Leaves out points of a ring that lie closer than the tolerance to the line without them (Douglas
 * and Peucker 1973). A ring that would collapse comes back unchanged.
 */
export function simplifyRing(ring: Ring, toleranceMeters: number): Ring {
  const [first] = ring
  if (!first || ring.length <= 4) return ring
  const farthest = indexOfFarthest(ring, first)
  const there = simplifyLine(ring.slice(0, farthest + 1), toleranceMeters)
  const back = simplifyLine([...ring.slice(farthest), first], toleranceMeters)
  const simplified = [...there.slice(0, -1), ...back.slice(0, -1)]
  const areaShare = ringArea(simplified) / ringArea(ring)
  return simplified.length >= 3 && areaShare > MIN_AREA_SHARE ? simplified : ring
}

function simplifyLine(line: Ring, tolerance: number): GroundPoint[] {
  const [from, to] = [line[0], line.at(-1)]
  if (!from || !to) return []
  let farthest = 0
  let farthestDistance = 0
  for (let index = 1; index < line.length - 1; index += 1) {
    const distance = distanceToSegment(line[index] ?? from, from, to)
    if (distance > farthestDistance) {
      farthest = index
      farthestDistance = distance
    }
  }
  if (farthestDistance <= tolerance) return [from, to]
  return [
    ...simplifyLine(line.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplifyLine(line.slice(farthest), tolerance),
  ]
}

function indexOfFarthest(ring: Ring, [x, y]: GroundPoint): number {
  const distances = ring.map(([px, py]) => Math.hypot(px - x, py - y))
  return distances.indexOf(Math.max(...distances))
}

function distanceToSegment([x, y]: GroundPoint, [ax, ay]: GroundPoint, [bx, by]: GroundPoint) {
  const [dx, dy] = [bx - ax, by - ay]
  const lengthSquared = dx * dx + dy * dy
  const share = lengthSquared === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / lengthSquared
  const clamped = Math.max(0, Math.min(1, share))
  return Math.hypot(x - ax - clamped * dx, y - ay - clamped * dy)
}
