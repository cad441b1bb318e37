import { area, length, lineString, polygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { lineLengthMeters, ringAreaSquareMeters } from '../../../../client/geo/measure.ts'

const ring: [number, number][] = [
  [118.74, 36.88],
  [118.76, 36.881],
  [118.757, 36.893],
  [118.741, 36.89],
]

describe('measuring on the ellipsoid', () => {
  it('agrees with the spherical lengths of turf within half a percent', () => {
    const sphere = length(lineString(ring), { units: 'meters' })
    expect(lineLengthMeters(ring) / sphere).toBeCloseTo(1, 2)
    expect(Math.abs(lineLengthMeters(ring) / sphere - 1)).toBeLessThan(0.005)
  })

  it('knows the length of a minute of latitude at 36.88 degrees north', () => {
    // Meridian arc on WGS 84 between 36.88 and 36.88 + 1/60 degrees.
    const minute = lineLengthMeters([
      [118.74, 36.88],
      [118.74, 36.88 + 1 / 60],
    ])
    expect(minute).toBeCloseTo(1849.49, 0)
  })

  it('agrees with the spherical area of turf within one percent, whatever the direction', () => {
    const closed = [...ring, ring[0]!]
    const sphere = area(polygon([closed]))
    expect(Math.abs(ringAreaSquareMeters(ring) / sphere - 1)).toBeLessThan(0.01)
    expect(ringAreaSquareMeters([...ring].reverse())).toBeCloseTo(ringAreaSquareMeters(ring), 3)
  })

  it('gives nothing for less than a triangle', () => {
    expect(ringAreaSquareMeters(ring.slice(0, 2))).toBe(0)
    expect(lineLengthMeters(ring.slice(0, 1))).toBe(0)
  })
})
