import type { Box, Point } from '../../geo/ring.ts'
import type { SceneTheme } from '../scene-types.ts'

/** How the ground is painted; a change means painting it all again. */
export interface GroundStyle {
  readonly theme: SceneTheme
  readonly showsNames: boolean
  readonly paintsTrees: boolean
}

/** First message to the worker: where the city is and where its tiles come from. */
export interface GroundSetup {
  readonly kind: 'setup'
  /** Absolute address before `/{layers}/{z}/{x}/{y}.mvt`. */
  readonly tilesUrl: string
  readonly originLonLat: Point
  /** west, south, east, north in degrees */
  readonly cityBounds: Box
}

export interface GroundTileRequest {
  readonly kind: 'paint'
  readonly number: number
  readonly z: number
  readonly x: number
  readonly y: number
  readonly style: GroundStyle
}

export interface TreesRequest {
  readonly kind: 'trees'
  readonly number: number
  readonly x: number
  readonly y: number
}

export type GroundRequest = GroundSetup | GroundTileRequest | TreesRequest

export type GroundAnswer =
  | { readonly number: number; readonly kind: 'painted'; readonly picture: ImageBitmap }
  /** Triples of x, y, radius in metres of the local frame. */
  | { readonly number: number; readonly kind: 'trees'; readonly trees: Float32Array }
  | { readonly number: number; readonly kind: 'failed'; readonly reason: string }

/** Pixels along the side of a painted tile. */
export const GROUND_TILE_PIXELS = 512
/** Level 19 is 0.12 m per pixel at 37 degrees north. */
export const GROUND_MAXIMUM_LEVEL = 19
/** Trees in 3D come by source tiles of this zoom, about a square kilometre each. */
export const TREE_ZOOM = 15
