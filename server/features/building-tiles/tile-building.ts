import type { BuildingUse } from '../../contract/vocabulary.ts'
import type { Footprint } from './footprint.ts'

/** What a tile says of a building. */
export interface BuildingFacts {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly use: BuildingUse
  readonly floors: number
  readonly heightMeters: number
  readonly storeyHeightMeters: number
  readonly hasShopFloor: boolean
  readonly builtYear: number | null
  readonly householdCount: number
  readonly shopCount: number
  readonly communityId: number | null
}

/** A building as it goes into a tile. */
export interface TileBuilding extends BuildingFacts {
  /** In the ground plane of the tile's frame. */
  readonly footprint: Footprint
}

/** A number from 0 up to 1 that is always the same for a building and a salt. */
export function hashOf(buildingId: number, salt: number): number {
  let hash = Math.imul(buildingId ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) / 2 ** 32
}
