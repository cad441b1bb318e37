import type { Point } from './ring.ts'

/** The line moved sideways: metres to the left of its direction (negative: to the right). */
export function offsetLine(line: readonly Point[], leftMeters: number): Point[] {
  return line.map((point, place) => {
    const before = line[place - 1] ?? point
    const after = line[place + 1] ?? point
    const [ax, ay] = leftNormal(before, point)
    const [bx, by] = leftNormal(point, after)
    const scale = leftMeters / Math.max(0.3, isEnd(place, line) ? 1 : 1 + ax * bx + ay * by)
    return [point[0] + (ax + bx) * scale, point[1] + (ay + by) * scale]
  })
}

const isEnd = (place: number, line: readonly Point[]) => place === 0 || place === line.length - 1

/** Zero for a leg without length, so that at an end only the one real leg counts. */
function leftNormal(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  return length === 0 ? [0, 0] : [(from[1] - to[1]) / length, (to[0] - from[0]) / length]
}
