import { describe, expect, test } from 'vitest'
import { dwellingRing } from '../../../../client/geo/dwelling-box.ts'
import type { Point } from '../../../../client/geo/ring.ts'
import { outerWalls, showsAWall } from '../../../../client/geo/wall-views.ts'

/** A slab of 40 by 10 metres, long side east-west. */
const slab: Point[] = [
  [0, 0],
  [40, 0],
  [40, 10],
  [0, 10],
]
const units = [
  { number: 1, doorCount: 2 },
  { number: 2, doorCount: 2 },
]
const wallsOf = (unit: number, door: number) =>
  outerWalls(slab, dwellingRing(slab, units, { unit, door }) ?? [])

const block = { outline: slab, topMeters: 30 }

/** Two wings that look at each other over a yard 10 metres wide, joined at the north. */
const twoWings: Point[] = [
  [0, 0],
  [10, 0],
  [10, 20],
  [20, 20],
  [20, 0],
  [30, 0],
  [30, 30],
  [0, 30],
]

/** Without the sign of a zero. */
const wholeNumber = (value: number) => Math.round(value) + 0

describe('the outer walls of a dwelling', () => {
  test('of the middle look south and north, and not at the neighbours', () => {
    const outward = wallsOf(1, 2).map((wall) => wall.outward.map(wholeNumber))
    expect(outward.toSorted()).toEqual([
      [0, -1],
      [0, 1],
    ])
  })

  test('at the end look out of the gable too', () => {
    expect(wallsOf(2, 2).map((wall) => wall.outward.map(wholeNumber))).toContainEqual([1, 0])
    expect(wallsOf(2, 2)).toHaveLength(3)
  })

  test.each([
    ['south', [15, -100, 30], true],
    ['north', [15, 110, 30], true],
    ['east, past its neighbours', [200, 5, 30], false],
    ['right above', [15, 5, 300], false],
  ] as const)('of the middle seen from the %s', (_, eye, isSeen) => {
    expect(showsAWall(wallsOf(1, 2), 12, eye, block)).toBe(isSeen)
  })

  test('at the end are seen from that end', () => {
    expect(showsAWall(wallsOf(2, 2), 12, [200, 5, 30], block)).toBe(true)
    expect(showsAWall(wallsOf(2, 2), 12, [-200, 5, 30], block)).toBe(false)
  })

  test.each([
    ['over the yard, behind the other wing', [100, 10, 12], false],
    ['from as far, over the roof of the other wing', [100, 10, 200], true],
    ['from the yard', [15, 10, 12], true],
  ] as const)('that look at a yard, seen %s', (_, eye, isSeen) => {
    const walls = [{ middle: [10, 10] as const, outward: [1, 0] as const }]
    expect(showsAWall(walls, 12, eye, { outline: twoWings, topMeters: 30 })).toBe(isSeen)
  })
})
