import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseNames,
  type NamePlace,
  textWidthPixels,
} from '../../../../client/scene/labels/choose-names.ts'

const name = (more: Partial<NamePlace>): NamePlace => ({
  x: 100,
  y: 100,
  width: 60,
  height: 16,
  priority: 1,
  distanceMeters: 500,
  isShown: false,
  ...more,
})
const anyName = fc.record({
  x: fc.integer({ min: 0, max: 390 }),
  y: fc.integer({ min: 0, max: 400 }),
  width: fc.integer({ min: 20, max: 120 }),
  height: fc.constant(16),
  priority: fc.integer({ min: 1, max: 4 }),
  distanceMeters: fc.integer({ min: 1, max: 9000 }),
  isShown: fc.boolean(),
})

const cover = (one: NamePlace, other: NamePlace) =>
  Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
  Math.abs(one.y - other.y) < Math.min(one.height, other.height)

describe('names in the window', () => {
  it('never cover each other', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 60 }), (names) => {
        const chosen = [...chooseNames(names)]
        for (const [place, one] of chosen.entries()) {
          for (const other of chosen.slice(place + 1)) expect(cover(one, other)).toBe(false)
        }
      }),
    )
  })

  it('all stand where there is room for all', () => {
    const row = [0, 1, 2, 3].map((place) => name({ x: place * 90 }))
    expect(chooseNames(row).size).toBe(4)
  })

  it('give way to the more important, then to what stands there already, then to the nearer', () => {
    const community = name({ priority: 9, distanceMeters: 3000 })
    const grid = name({ x: 120 })
    expect([...chooseNames([grid, community])]).toEqual([community])
    const standing = name({ x: 130, isShown: true, distanceMeters: 900 })
    expect([...chooseNames([grid, standing])]).toEqual([standing])
    const nearer = name({ x: 110, distanceMeters: 200 })
    expect([...chooseNames([grid, nearer])]).toEqual([nearer])
  })

  it('take a full square for a Chinese character and about half of one for a letter', () => {
    expect(textWidthPixels('和平街', 10)).toBe(30)
    expect(textWidthPixels('A1', 10)).toBeCloseTo(11.2)
  })
})
