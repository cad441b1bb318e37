import { describe, expect, it } from 'vitest'
import {
  createLocalFrame,
  tileBox,
  tilesInBox,
  toLocal,
  toLonLat,
} from '../../../../client/geo/local-frame.ts'
import { lineLengthMeters } from '../../../../client/geo/measure.ts'
import { tilesInBounds } from '../../../../client/geo/tiles-in-bounds.ts'

const frame = createLocalFrame([118.74, 36.88])

describe('the flat frame of the ground map', () => {
  it('comes back to the same longitude and latitude', () => {
    const [longitude, latitude] = toLonLat(frame, toLocal(frame, [118.7611111, 36.9012345]))
    expect(longitude).toBeCloseTo(118.7611111, 9)
    expect(latitude).toBeCloseTo(36.9012345, 9)
  })

  it('measures a kilometre right within two metres and a half', () => {
    const [x, y] = toLocal(frame, [118.75, 36.88])
    const real = lineLengthMeters([
      [118.74, 36.88],
      [118.75, 36.88],
    ])
    expect(Math.abs(Math.hypot(x, y) - real)).toBeLessThan(2.5)
  })

  it('puts a place into the tile that the tile scheme says', () => {
    const [west, south, east, north] = tileBox(frame, { z: 14, x: 13595, y: 6383 })
    const [x, y] = toLocal(frame, [118.73, 36.885])
    expect(x).toBeGreaterThan(west)
    expect(x).toBeLessThan(east)
    expect(y).toBeGreaterThan(south)
    expect(y).toBeLessThan(north)
  })

  it('lets neighbouring tiles share their edge exactly', () => {
    const left = tileBox(frame, { z: 17, x: 108764, y: 51068 })
    const right = tileBox(frame, { z: 17, x: 108765, y: 51068 })
    expect(left[2]).toBeCloseTo(right[0], 6)
  })

  it('finds the one tile around a small box, and all that a city touches', () => {
    expect(tilesInBox(frame, [-900, 400, -800, 500], 14)).toEqual([{ z: 14, x: 13595, y: 6383 }])
    const tiles = tilesInBounds([118.7044, 36.8557, 118.7756, 36.9042], 14)
    expect(tiles).toHaveLength(16)
  })
})
