import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dwellingRing, floorSpan } from '../../../../client/geo/dwelling-box.ts'
import { type Point, signedArea } from '../../../../client/geo/ring.ts'

const slab: Point[] = [
  [0, 0],
  [48, 0],
  [48, 12],
  [0, 12],
]
const twoUnits = [
  { number: 1, doorCount: 2 },
  { number: 2, doorCount: 2 },
]

const turned = (ring: readonly Point[], angle: number): Point[] =>
  ring.map(([x, y]) => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ])

describe('the place of a dwelling in its footprint', () => {
  it('starts in the west: unit 1 door 1 is the westernmost piece', () => {
    const ring = dwellingRing(slab, twoUnits, { unit: 1, door: 1 })!
    expect(Math.min(...ring.map(([x]) => x))).toBeCloseTo(0)
    expect(Math.max(...ring.map(([x]) => x))).toBeCloseTo(12)
  })

  it('runs through the whole depth, so that it shows on the south and the north wall', () => {
    const ring = dwellingRing(slab, twoUnits, { unit: 2, door: 1 })!
    expect(Math.min(...ring.map(([, y]) => y))).toBeCloseTo(0)
    expect(Math.max(...ring.map(([, y]) => y))).toBeCloseTo(12)
  })

  it('is unknown for a unit or a door that the building does not have', () => {
    expect(dwellingRing(slab, twoUnits, { unit: 3, door: 1 })).toBeUndefined()
    expect(dwellingRing(slab, twoUnits, { unit: 1, door: 3 })).toBeUndefined()
  })

  it('shares out the footprint without rest, however the slab is turned', () => {
    const doors = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(doors, fc.double({ min: -1.4, max: 1.4, noNaN: true }), (counts, angle) => {
        const units = counts.map((doorCount, place) => ({ number: place + 1, doorCount }))
        const footprint = turned(slab, angle)
        const areas = units.flatMap((unit) =>
          Array.from({ length: unit.doorCount }, (_, door) => {
            const ring = dwellingRing(footprint, units, { unit: unit.number, door: door + 1 })
            return Math.abs(signedArea(ring ?? []))
          }),
        )
        expect(areas.reduce((sum, each) => sum + each, 0)).toBeCloseTo(48 * 12, 4)
      }),
    )
  })

  it('keeps every corner within the footprint', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }), (door, unit) => {
        const units = [
          { number: 1, doorCount: 4 },
          { number: 2, doorCount: 4 },
        ]
        for (const [x, y] of dwellingRing(slab, units, { unit, door }) ?? []) {
          expect(x).toBeGreaterThanOrEqual(-1e-9)
          expect(x).toBeLessThanOrEqual(48 + 1e-9)
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(12 + 1e-9)
        }
      }),
    )
  })
})

describe('the height of a floor', () => {
  const building = { heightMeters: 34.5, storeyHeightMeters: 3, hasShopFloor: true }

  it('begins above the higher shop floor', () => {
    expect(floorSpan(building, 1)).toEqual({ bottomMeters: 0, topMeters: 4.5 })
    expect(floorSpan(building, 2)).toEqual({ bottomMeters: 4.5, topMeters: 7.5 })
  })

  it('ends at the roof', () => {
    expect(floorSpan(building, 11)).toEqual({ bottomMeters: 31.5, topMeters: 34.5 })
  })
})
