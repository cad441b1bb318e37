import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  toCoarseMesh,
  toFineMesh,
} from '../../../../../server/features/building-tiles/building-mesh.ts'
import {
  footprintArea,
  type Ring,
} from '../../../../../server/features/building-tiles/footprint.ts'
import { MAX_ROOFTOP_METERS } from '../../../../../server/features/building-tiles/rooftop-furniture.ts'
import { SURFACE_KIND } from '../../../../../server/features/building-tiles/tile-mesh.ts'
import { hole, makeTileBuilding, rectangle } from './make-tile-building.ts'
import { countEdges, crossOf, listTriangles } from './read-mesh.ts'

/** A star-shaped ring around the origin: never crosses itself, and is often concave. */
const starRing = fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 24 }).map(
  (radii): Ring =>
    radii.map((radius, index) => {
      const angle = (index / radii.length) * 2 * Math.PI
      return [radius * Math.cos(angle), radius * Math.sin(angle)]
    }),
)

const courtyard = makeTileBuilding({ outer: rectangle(80, 60), holes: [hole(40, 24)] })

describe('the mesh of a building', () => {
  it('has a roof as large as its footprint', () => {
    fc.assert(
      fc.property(starRing, (outer) => {
        const building = makeTileBuilding({ outer, use: 'village-house' })
        const roof = listTriangles(toFineMesh([building])).filter(
          ({ kind, normal }) => kind === SURFACE_KIND.roof && normal[2] === 1,
        )
        const area = roof.reduce((sum, triangle) => sum + crossOf(triangle)[2] / 2, 0)
        expect(area / footprintArea(building.footprint)).toBeCloseTo(1, 4)
      }),
    )
  })

  it('leaves courtyards open', () => {
    const roof = listTriangles(toFineMesh([courtyard])).filter(
      ({ kind }) => kind === SURFACE_KIND.roof,
    )
    const area = roof.reduce((sum, triangle) => sum + crossOf(triangle)[2] / 2, 0)
    expect(area).toBeCloseTo(80 * 60 - 40 * 24, 1)
  })

  it('turns every face to the side that its normal points to', () => {
    fc.assert(
      fc.property(
        starRing,
        fc.constantFrom('housing', 'commerce', 'office', 'village-house'),
        (outer, use) => {
          const building = makeTileBuilding({ outer, use: use as 'housing', builtYear: 2003 })
          for (const triangle of listTriangles(toFineMesh([building]))) {
            const cross = crossOf(triangle)
            const along = cross.reduce(
              (sum, value, axis) => sum + value * triangle.normal[axis]!,
              0,
            )
            // The back of a parapet is lit like its front, whose corners it shares.
            const isParapetBack = triangle.kind > 0 && triangle.points.every(([, , up]) => up > 17)
            if (!isParapetBack) expect(along).toBeGreaterThanOrEqual(-1e-3)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('has walls that face away from the inside', () => {
    const walls = listTriangles(toCoarseMesh([makeTileBuilding()])).filter(({ kind }) => kind > 0)
    expect(walls).toHaveLength(8)
    for (const { points, normal } of walls) {
      const outwards = points[0][0] * normal[0] + points[0][1] * normal[1]
      expect(outwards).toBeGreaterThan(0)
    }
  })

  it.each([
    ['a block', makeTileBuilding()],
    [
      'a concave outline',
      makeTileBuilding({
        outer: [
          [0, 0],
          [40, 0],
          [40, 12],
          [12, 12],
          [12, 40],
          [0, 40],
        ],
      }),
    ],
    ['a courtyard', courtyard],
  ])('has no gap between walls and roof: %s', (_, building) => {
    const triangles = listTriangles(toCoarseMesh([building]))
    for (const [edge, balance] of countEdges(triangles)) {
      const isOnTheGround = edge.split('|').every((end) => Number(end.split(' ')[2]) <= 0)
      if (!isOnTheGround) expect([edge, balance]).toEqual([edge, 0])
    }
  })

  it('keeps rooftop blocks inside the footprint and below the height that tiles allow for', () => {
    for (const use of ['housing', 'tower', 'commerce', 'office', 'hospital', 'industry'] as const) {
      const building = makeTileBuilding({
        use,
        outer: rectangle(140, 90),
        heightMeters: 20,
        builtYear: 2001,
      })
      const mesh = toFineMesh([building])
      for (const { points } of listTriangles(mesh)) {
        for (const [east, north, up] of points) {
          expect(Math.abs(east)).toBeLessThanOrEqual(70.01)
          expect(Math.abs(north)).toBeLessThanOrEqual(45.01)
          expect(up).toBeLessThanOrEqual(20 + MAX_ROOFTOP_METERS)
        }
      }
    }
  })

  it('puts skylights and plant on large roofs', () => {
    const mall = makeTileBuilding({ use: 'commerce', outer: rectangle(120, 90) })
    const kinds = new Set(listTriangles(toFineMesh([mall])).map(({ kind }) => kind))
    expect(kinds).toContain(SURFACE_KIND.glass)
    expect(kinds).toContain(SURFACE_KIND.rooftopBox)
  })

  it('is the same whenever it is made', () => {
    const buildings = [makeTileBuilding(), courtyard]
    expect(toFineMesh(buildings)).toEqual(toFineMesh(buildings))
  })

  it('numbers features by their place in the list', () => {
    const mesh = toFineMesh([makeTileBuilding(), makeTileBuilding({ id: 9 }), courtyard])
    expect([...new Set(mesh.featureIds)]).toEqual([0, 1, 2])
  })
})
