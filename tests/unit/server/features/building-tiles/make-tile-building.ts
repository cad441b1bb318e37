import type { Ring } from '../../../../../server/features/building-tiles/footprint.ts'
import type { TileBuilding } from '../../../../../server/features/building-tiles/tile-building.ts'

/** A valid building on a footprint of 60 × 14 m, or on the ring that is given. */
export function makeTileBuilding(
  facts: Partial<Omit<TileBuilding, 'footprint'>> & { outer?: Ring; holes?: readonly Ring[] } = {},
): TileBuilding {
  const { outer = rectangle(60, 14), holes = [], ...rest } = facts
  return {
    id: 7,
    code: 'B0007',
    name: '7号楼',
    use: 'housing',
    floors: 6,
    heightMeters: 18,
    storeyHeightMeters: 3,
    hasShopFloor: false,
    builtYear: 2016,
    householdCount: 36,
    shopCount: 0,
    communityId: 3,
    footprint: { outer, holes },
    ...rest,
  }
}

/** Counter-clockwise, around the origin. */
export function rectangle(width: number, depth: number): Ring {
  const [a, b] = [width / 2, depth / 2]
  return [
    [-a, -b],
    [a, -b],
    [a, b],
    [-a, b],
  ]
}

/** Clockwise, as holes are. */
export function hole(width: number, depth: number): Ring {
  return [...rectangle(width, depth)].reverse()
}
