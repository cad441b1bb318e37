/** A cell of the Web Mercator tiling (XYZ, rows counted from the north). */
export interface TileCell {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** Plain blocks for the far view; one such tile stands for four fine ones. */
export const COARSE_ZOOM = 15
/** Every detail. The columns building.tile_x and tile_y are cells of this zoom. */
export const FINE_ZOOM = 16

/**
 * Metres by which a view may be wrong when it stops at a level. With a screen-space error of 16 px
 * and a field of view of 38° on 900 px, blocks give way to details nearer than about 1.2 km.
 */
export const COARSE_GEOMETRIC_ERROR_METERS = 15
export const ROOT_GEOMETRIC_ERROR_METERS = 4000

/** Range of fine cells, both ends included, that a cell of any level covers. */
export function toFineRange({ zoom, x, y }: TileCell): {
  fromX: number
  toX: number
  fromY: number
  toY: number
} {
  const factor = 2 ** (FINE_ZOOM - zoom)
  return {
    fromX: x * factor,
    toX: (x + 1) * factor - 1,
    fromY: y * factor,
    toY: (y + 1) * factor - 1,
  }
}

/** The cell one level up. */
export function toParentCell({ zoom, x, y }: TileCell): TileCell {
  return { zoom: zoom - 1, x: x >> 1, y: y >> 1 }
}

/** [longitude, latitude] in degrees of the middle of a cell. */
export function toCellCentre({ zoom, x, y }: TileCell): [number, number] {
  const count = 2 ** zoom
  const mercator = Math.PI * (1 - (2 * (y + 0.5)) / count)
  return [((x + 0.5) / count) * 360 - 180, (Math.atan(Math.sinh(mercator)) * 180) / Math.PI]
}

/** Whether tiles exist at this level and place at all. */
export function isTileCell({ zoom, x, y }: TileCell): boolean {
  const count = 2 ** zoom
  return (zoom === COARSE_ZOOM || zoom === FINE_ZOOM) && x < count && y < count
}
