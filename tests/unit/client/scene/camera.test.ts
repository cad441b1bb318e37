import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metersPerDegree } from '../../../../client/geo/measure.ts'
import type { Box, Point } from '../../../../client/geo/ring.ts'
import { isWithinLimits, limitView } from '../../../../client/scene/camera/camera-limits.ts'
import { frameGround, frameTarget } from '../../../../client/scene/camera/framing.ts'

const city: Box = [118.7044, 36.8557, 118.7756, 36.9042]
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const port = {
  widthPixels: 1440,
  heightPixels: 900,
  fovRadians: (38 * Math.PI) / 180,
  insets: { left: 0, top: 0, right: 0, bottom: 0 },
}
const north = { headingDegrees: 0, pitchDegrees: -40 }
const target = { lonLat: [118.74, 36.88] as const, heightMeters: 0, radiusMeters: 300 }

describe('camera limits', () => {
  it('bring any view over the city or near it, above ground, looking down', () => {
    fc.assert(
      fc.property(number, number, number, number, number, (x, y, height, heading, pitch) => {
        const view = limitView(
          {
            longitude: x,
            latitude: y,
            heightMeters: height,
            headingDegrees: heading,
            pitchDegrees: pitch,
          },
          city,
        )
        expect(view.heightMeters).toBeGreaterThan(0)
        expect(view.pitchDegrees).toBeLessThan(0)
        expect(Math.abs(view.longitude - 118.74)).toBeLessThan(0.2)
        expect(isWithinLimits(view, city)).toBe(true)
      }),
    )
  })

  it('leave a good view as it is', () => {
    const view = { longitude: 118.74, latitude: 36.87, heightMeters: 900, ...north }
    expect(limitView(view, city)).toEqual(view)
  })
})

describe('framing', () => {
  it('stands south of the target and looks north', () => {
    const view = frameTarget(target, north, port)
    expect(view.longitude).toBeCloseTo(118.74, 6)
    expect(view.latitude).toBeLessThan(36.88)
    expect(view.heightMeters).toBeGreaterThan(300)
  })

  it('goes further where panels leave less room', () => {
    const narrow = { ...port, insets: { left: 260, top: 52, right: 360, bottom: 32 } }
    expect(frameTarget(target, north, narrow).heightMeters).toBeGreaterThan(
      frameTarget(target, north, port).heightMeters * 1.1,
    )
  })

  it('moves towards a panel, so that the target comes into the middle of the rest', () => {
    const right = { ...port, insets: { ...port.insets, right: 400 } }
    expect(frameTarget(target, north, right).longitude).toBeGreaterThan(118.74)
    const below = { ...port, insets: { ...port.insets, bottom: 300 } }
    const plain = frameTarget(target, north, port)
    expect(frameTarget(target, north, below).latitude).toBeLessThan(plain.latitude)
  })
})

describe('framing ground', () => {
  const [west, south, east, north] = city
  const corners: Point[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]

  it.each([
    { name: 'a wide window', widthPixels: 1440, heightPixels: 816, left: 260, bottom: 0 },
    { name: 'a phone', widthPixels: 390, heightPixels: 792, left: 0, bottom: 0 },
    { name: 'a phone with a sheet', widthPixels: 390, heightPixels: 792, left: 0, bottom: 372 },
  ])('fills the free part of $name and stays inside of it', ({ left, bottom, ...size }) => {
    const insets = { left, bottom, top: 0, right: 0 }
    for (const headingDegrees of [0, 70]) {
      const window = { ...port, ...size, insets }
      const looking = { headingDegrees, pitchDegrees: -44 }
      const places = corners.map((place) => onScreen(place, frameGround(corners, looking, window)))
      const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)]
      const [freeWidth, freeHeight] = [size.widthPixels - left, size.heightPixels - bottom]
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(left)
      expect(Math.max(...xs)).toBeLessThanOrEqual(size.widthPixels)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...ys)).toBeLessThanOrEqual(freeHeight)
      const shares = [
        (Math.max(...xs) - Math.min(...xs)) / freeWidth,
        (Math.max(...ys) - Math.min(...ys)) / freeHeight,
      ]
      expect(Math.max(...shares)).toBeGreaterThan(0.85)

      function onScreen([lon, lat]: Point, view: ReturnType<typeof frameGround>): Point {
        const perDegree = metersPerDegree(lat)
        const [heading, pitch] = [headingDegrees, view.pitchDegrees].map((d) => (d * Math.PI) / 180)
        const e = (lon - view.longitude) * perDegree.east
        const n = (lat - view.latitude) * perDegree.north
        const ahead = e * Math.sin(heading!) + n * Math.cos(heading!)
        const right = e * Math.cos(heading!) - n * Math.sin(heading!)
        const depth = ahead * Math.cos(pitch!) - view.heightMeters * Math.sin(pitch!)
        const up = -ahead * Math.sin(pitch!) - view.heightMeters * Math.cos(pitch!)
        const perPixel =
          (2 * Math.tan(port.fovRadians / 2)) / Math.max(size.widthPixels, size.heightPixels)
        return [
          size.widthPixels / 2 + right / depth / perPixel,
          size.heightPixels / 2 - up / depth / perPixel,
        ]
      }
    }
  })
})
