import { describe, expect, it } from 'vitest'
import {
  toCellCentre,
  toFineRange,
  toParentCell,
} from '../../../../../server/features/building-tiles/tile-scheme.ts'
import { toTileset } from '../../../../../server/features/building-tiles/tileset.ts'

describe('the tile scheme', () => {
  it('has the middle of the single cell of zoom 0 at the origin', () => {
    const [longitude, latitude] = toCellCentre({ zoom: 0, x: 0, y: 0 })
    expect(longitude).toBeCloseTo(0, 9)
    expect(latitude).toBeCloseTo(0, 9)
  })

  it('covers four fine cells by a coarse one', () => {
    expect(toFineRange({ zoom: 15, x: 10, y: 20 })).toEqual({
      fromX: 20,
      toX: 21,
      fromY: 40,
      toY: 41,
    })
    expect(toParentCell({ zoom: 16, x: 21, y: 40 })).toEqual({ zoom: 15, x: 10, y: 20 })
  })
})

describe('the tile set', () => {
  it('of an empty city is a root without children', () => {
    const { root } = toTileset([], () => '') as { root: object }
    expect(root).not.toHaveProperty('children')
    expect(root).toHaveProperty('boundingVolume.region')
  })
})
