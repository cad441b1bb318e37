import { describe, expect, it } from 'vitest'
import { offsetLine } from '../../../../client/geo/offset-line.ts'
import { outsetRing } from '../../../../client/geo/outset-ring.ts'
import { boxAround, type Point, signedArea } from '../../../../client/geo/ring.ts'
import { findJunctions } from '../../../../client/scene/ground/find-junctions.ts'
import { emptyGroundTile, type GroundStreet } from '../../../../client/scene/ground/ground-tile.ts'
import { placeStreetNames } from '../../../../client/scene/ground/place-street-names.ts'
import { placeTrees } from '../../../../client/scene/ground/place-trees.ts'
import { sourceOf } from '../../../../client/scene/ground/source-zoom.ts'
import { sweepShadow } from '../../../../client/scene/ground/sweep-shadow.ts'

const street = (line: Point[], more: Partial<GroundStreet> = {}): GroundStreet => ({
  name: '和平街',
  streetClass: 'arterial',
  widthMeters: 40,
  line,
  box: boxAround(line),
  ...more,
})
const rectangle: Point[] = [
  [0, 0],
  [20, 0],
  [20, 10],
  [0, 10],
]

describe('a baked shadow', () => {
  it('is made of counter-clockwise rings only, whatever the footprint and the sun', () => {
    for (const footprint of [rectangle, [...rectangle].reverse()]) {
      for (const fall of [
        [12, 8],
        [-7, 3],
        [0, -9],
      ] as Point[]) {
        for (const ring of sweepShadow(footprint, fall)) {
          expect(signedArea(ring)).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })

  it('reaches from the footprint to the shadow of the roof', () => {
    const box = boxAround(sweepShadow(rectangle, [12, 8]).flat())
    expect(box).toEqual([0, 0, 32, 18])
  })
})

describe('street names', () => {
  const whole = street([
    [-1500, 3],
    [1500, 9],
  ])
  const namesBetween = (from: number, to: number) =>
    placeStreetNames([
      street([
        [from, 6 + from / 500],
        [to, 6 + to / 500],
      ]),
    ])

  it('stand at the same places in every clipped piece of the street', () => {
    const places = placeStreetNames([whole]).map((name) => name.place[0])
    const pieces = [...namesBetween(-1500, 30), ...namesBetween(0, 1500)]
    const clipped = new Set(pieces.map((name) => Math.round(name.place[0])))
    expect([...clipped].sort((a, b) => a - b)).toEqual(places.map(Math.round))
  })

  it('come once where two tiles overlap', () => {
    const twice = placeStreetNames([whole, whole])
    expect(twice).toHaveLength(placeStreetNames([whole]).length)
  })

  it('stand upright on streets that run north', () => {
    const [name] = placeStreetNames([
      street([
        [0, -900],
        [4, 900],
      ]),
    ])
    expect(name!.isUpright).toBe(true)
    expect(placeStreetNames([whole])[0]!.isUpright).toBe(false)
  })

  it('stand beside the middle of the street, where boundaries run, and inside of it', () => {
    for (const [line, axis] of [
      [
        [
          [-900, 0],
          [900, 0],
        ],
        1,
      ],
      [
        [
          [900, 0],
          [-900, 0],
        ],
        1,
      ],
      [
        [
          [0, 900],
          [0, -900],
        ],
        0,
      ],
    ] as [Point[], 0 | 1][]) {
      const aside = placeStreetNames([street(line)])[0]!.place[axis]
      expect(aside).toBeGreaterThan(6)
      expect(aside).toBeLessThan(20)
    }
  })

  it('are left out for lanes and streets without a name', () => {
    const lane = street(
      [
        [-900, 0],
        [900, 0],
      ],
      { streetClass: 'lane' },
    )
    expect(placeStreetNames([lane, street(whole.line as Point[], { name: undefined })])).toEqual([])
  })
})

describe('junctions', () => {
  const east = street([
    [-200, 0],
    [0, 0],
    [200, 0],
  ])

  it('have four arms where streets cross and clear the width of the other', () => {
    const north = street(
      [
        [0, -200],
        [0, 200],
      ],
      { widthMeters: 24 },
    )
    const [junction] = findJunctions({
      ...emptyGroundTile([-300, -300, 300, 300]),
      streets: [east, north],
    })
    expect(junction!.arms).toHaveLength(4)
    const along = junction!.arms.filter((arm) => arm.street === east)
    for (const arm of along) expect(arm.clearMeters).toBeCloseTo(12)
  })

  it('have three where one ends', () => {
    const north = street([
      [0, 0],
      [0, 200],
    ])
    const [junction] = findJunctions({
      ...emptyGroundTile([-300, -300, 300, 300]),
      streets: [east, north],
    })
    expect(junction!.arms).toHaveLength(3)
  })
})

describe('trees', () => {
  const tile = {
    ...emptyGroundTile([0, 0, 400, 400]),
    landUses: [
      {
        kind: 'park' as const,
        rings: [
          [
            [20, 20],
            [380, 20],
            [380, 380],
            [20, 380],
          ] as Point[],
        ],
        box: [20, 20, 380, 380] as const,
      },
    ],
    waters: [
      {
        kind: 'lake',
        rings: [
          [
            [100, 100],
            [200, 100],
            [200, 200],
            [100, 200],
          ] as Point[],
        ],
        box: [100, 100, 200, 200] as const,
      },
    ],
  }

  it('grow in parks, but not in the lake', () => {
    const trees = placeTrees(tile)
    expect(trees.length).toBeGreaterThan(200)
    expect(trees.some(({ x, y }) => x > 100 && x < 200 && y > 100 && y < 200)).toBe(false)
  })

  it('stand at the same places whatever the tile around them', () => {
    const half = placeTrees({ ...tile, box: [0, 0, 200, 400] })
    const whole = placeTrees(tile).filter(({ x }) => x < 200)
    expect(half).toEqual(whole)
  })

  it('keep off the carriageway', () => {
    const road = street([
      [0, 300],
      [400, 300],
    ])
    const trees = placeTrees({ ...tile, streets: [road] })
    expect(trees.every(({ y }) => Math.abs(y - 300) > 17)).toBe(true)
  })
})

describe('offsets', () => {
  it('grow a ring by the distance on every side', () => {
    expect(boxAround(outsetRing(rectangle, 2))).toEqual([-2, -2, 22, 12])
  })

  it('move a line to its left', () => {
    expect(
      offsetLine(
        [
          [0, 0],
          [10, 0],
        ],
        3,
      ),
    ).toEqual([
      [0, 3],
      [10, 3],
    ])
  })
})

describe('the source of a picture level', () => {
  it('has buildings from level 14 on and never a finer zoom than the level', () => {
    for (let level = 0; level <= 19; level++) {
      const source = sourceOf(level)
      expect(source?.hasBuildings ?? false).toBe(level >= 14)
      if (source) expect(source.zoom).toBeLessThanOrEqual(level)
    }
  })
})
