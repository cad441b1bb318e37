import type { LandUseKind, StreetClass } from '../../../server/contract/vocabulary.ts'
import type { Box, Point } from '../../geo/ring.ts'

/** What the ground map knows of one source tile; all geometry in metres of the local frame. */
export interface GroundTile {
  /** The tile's own box; features may reach a little over it. */
  readonly box: Box
  readonly streets: readonly GroundStreet[]
  readonly landUses: readonly GroundArea<LandUseKind>[]
  readonly waters: readonly GroundArea<string>[]
  readonly buildings: readonly GroundBuilding[]
}

export interface GroundStreet {
  readonly name: string | undefined
  readonly streetClass: StreetClass
  readonly widthMeters: number
  readonly line: readonly Point[]
  readonly box: Box
}

export interface GroundArea<Kind> {
  readonly kind: Kind
  readonly rings: readonly (readonly Point[])[]
  readonly box: Box
}

export interface GroundBuilding {
  readonly heightMeters: number
  /** Outer ring, counter-clockwise, open. */
  readonly ring: readonly Point[]
  readonly box: Box
}

export const emptyGroundTile = (box: Box): GroundTile => ({
  box,
  streets: [],
  landUses: [],
  waters: [],
  buildings: [],
})
