import type { BoundingBox } from './bounding-box.ts'

/** Address of a tile in the Web Mercator scheme; y counts from the north. */
export interface TileAddress {
  z: number
  x: number
  y: number
}

export const isInTileRange = ({ z, x, y }: TileAddress): boolean => x < 2 ** z && y < 2 ** z

/** Degrees of a tile, widened on each side by `marginShare` of its width. */
export function toTileBounds({ z, x, y }: TileAddress, marginShare = 0): BoundingBox {
  return {
    west: toLongitude(x - marginShare, z),
    south: toLatitude(y + 1 + marginShare, z),
    east: toLongitude(x + 1 + marginShare, z),
    north: toLatitude(y - marginShare, z),
  }
}

/** Degrees of longitude that one of 256 pixels across a tile spans. */
export const degreesPerPixel = (z: number): number => 360 / 2 ** z / 256

const clampTo = (limit: number, value: number) => Math.max(-limit, Math.min(limit, value))

const toLongitude = (column: number, z: number) => clampTo(180, (column / 2 ** z) * 360 - 180)

/** Inverse of the spherical Mercator projection. */
function toLatitude(row: number, z: number): number {
  const mercator = Math.PI * (1 - (2 * row) / 2 ** z)
  return clampTo(90, (Math.atan(Math.sinh(mercator)) * 180) / Math.PI)
}
