import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  lift,
  toEcef,
  toGround,
  toTileFrame,
} from '../../../../../server/features/building-tiles/tile-frame.ts'

describe('the frame of a tile', () => {
  it('puts a point within 5 mm of where the ellipsoid has it', () => {
    const offset = fc.double({ min: -0.006, max: 0.006, noNaN: true })
    const height = fc.double({ min: 0, max: 150, noNaN: true })
    fc.assert(
      fc.property(offset, offset, height, (east, north, heightMeters) => {
        const frame = toTileFrame([118.74, 36.88])
        const exact = toEcef(118.74 + east, 36.88 + north, heightMeters)
        const [e, n, u] = lift(toGround(frame, 118.74 + east, 36.88 + north), heightMeters)
        const place = frame.origin.map(
          (origin, axis) =>
            origin + e * frame.east[axis]! + n * frame.north[axis]! + u * frame.up[axis]!,
        )
        expect(Math.hypot(...place.map((value, axis) => value - exact[axis]!))).toBeLessThan(0.005)
      }),
    )
  })
})
