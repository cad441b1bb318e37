import { counterClockwise, type Point } from '../../geo/ring.ts'

/**
 * Shadow of an upright prism on flat ground: the footprint, the footprint moved to where the roof's
 * shadow falls, and a quad per edge between them. All rings run counter-clockwise, so one nonzero
 * fill over the rings of many buildings paints their union without darkening any overlap twice.
 */
export function sweepShadow(footprint: readonly Point[], [dx, dy]: Point): (readonly Point[])[] {
  const ring = counterClockwise(footprint)
  const moved = ring.map(([x, y]): Point => [x + dx, y + dy])
  const sides = ring.map((from, place) => {
    const next = (place + 1) % ring.length
    return counterClockwise([from, ring[next] ?? from, moved[next] ?? from, moved[place] ?? from])
  })
  return [ring, moved, ...sides]
}
