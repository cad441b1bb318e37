import { describe, expect, it } from 'vitest'
import { createAreaIndex } from '../../../../client/geo/area-index.ts'
import { innerPoint } from '../../../../client/geo/inner-point.ts'
import { isInRing, type Point } from '../../../../client/geo/ring.ts'
import type { AreaCollection, AreaFeature } from '../../../../server/contract/areas.ts'

const area = (id: number, ring: Point[]): AreaFeature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y])] },
  properties: {
    id,
    code: `${id}`,
    name: `${id}`,
    parentId: null,
    householdCount: 0,
    shopCount: 0,
    personCount: 0,
    buildingCount: 0,
    areaSquareMeters: 0,
    revision: 1,
  },
})
const square = (x: number): Point[] => [
  [x, 0],
  [x + 1, 0],
  [x + 1, 1],
  [x, 1],
  [x, 0],
]

describe('the index of areas', () => {
  const areas: AreaCollection = {
    type: 'FeatureCollection',
    features: [area(1, square(0)), area(2, square(1))],
  }

  it('finds the area that holds a place', () => {
    const index = createAreaIndex(areas)
    expect(index.find([0.5, 0.5])?.id).toBe(1)
    expect(index.find([1.5, 0.5])?.id).toBe(2)
  })

  it('finds nothing outside, nor in an empty collection', () => {
    expect(createAreaIndex(areas).find([3, 0.5])).toBeUndefined()
    expect(createAreaIndex({ ...areas, features: [] }).find([0.5, 0.5])).toBeUndefined()
  })
})

describe('the place of an area label', () => {
  it('lies inside even where the centroid does not', () => {
    const horseshoe: Point[] = [
      [0, 0],
      [9, 0],
      [9, 9],
      [8, 9],
      [8, 1],
      [1, 1],
      [1, 9],
      [0, 9],
      [0, 0],
    ]
    expect(isInRing(innerPoint([[horseshoe]]), horseshoe)).toBe(true)
  })
})
