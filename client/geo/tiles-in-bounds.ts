import { createLocalFrame, type TileAddress, tilesInBox, toLocal } from './local-frame.ts'
import type { Box } from './ring.ts'

/** Web Mercator tiles of a zoom that touch bounds of west, south, east, north in degrees. */
export function tilesInBounds([west, south, east, north]: Box, zoom: number): TileAddress[] {
  const frame = createLocalFrame([west, south])
  return tilesInBox(frame, [0, 0, ...toLocal(frame, [east, north])], zoom)
}
