import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  containsRing,
  fromBox,
  smallestBox,
  toBox,
} from '../../../../../server/features/building-tiles/footprint.ts'
import { simplifyRing } from '../../../../../server/features/building-tiles/simplify-ring.ts'
import { hole, rectangle } from './make-tile-building.ts'

describe('the smallest box around a ring', () => {
  it('is the rectangle itself, however it is turned', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), (angle) => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        const ring = rectangle(60, 14).map(([x, y]): [number, number] => [
          100 + x * cos - y * sin,
          50 + x * sin + y * cos,
        ])
        const box = smallestBox(ring)
        expect(box.length).toBeCloseTo(60, 6)
        expect(box.depth).toBeCloseTo(14, 6)
        expect(box.centre[0]).toBeCloseTo(100, 6)
        expect(box.axis[0]).toBeGreaterThan(-1e-6)
      }),
    )
  })

  it('turns its own coordinates back and forth', () => {
    const box = smallestBox([
      [0, 0],
      [30, 10],
      [27, 19],
      [-3, 9],
    ])
    const [along, across] = toBox(box, fromBox(box, 4, -2))
    expect(along).toBeCloseTo(4, 9)
    expect(across).toBeCloseTo(-2, 9)
  })
})

describe('a footprint', () => {
  const footprint = { outer: rectangle(40, 40), holes: [hole(10, 10)] }

  it('contains what lies between its rings only', () => {
    const at = (x: number, y: number) =>
      rectangle(4, 4).map(([a, b]): [number, number] => [a + x, b + y])
    expect(containsRing(footprint, at(12, 0))).toBe(true)
    expect(containsRing(footprint, at(0, 0))).toBe(false)
    expect(containsRing(footprint, at(19, 0))).toBe(false)
  })
})

describe('a simplified ring', () => {
  it('loses a bay of 1.2 m and keeps its corners', () => {
    const ring = simplifyRing(
      [
        [0, 0],
        [10, 0],
        [10, -1.2],
        [20, -1.2],
        [20, 0],
        [30, 0],
        [30, 30],
        [0, 30],
      ],
      2.5,
    )
    expect(ring).toHaveLength(4)
  })

  it('stays as it is where nothing would be left', () => {
    const narrow = [
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 1],
      [5, 1],
      [0, 1],
    ] as const
    expect(simplifyRing(narrow, 2.5)).toBe(narrow)
  })
})
