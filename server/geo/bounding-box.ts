/** Degrees, EPSG:4326. */
export interface BoundingBox {
  west: number
  south: number
  east: number
  north: number
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Reads `west,south,east,north`; undefined where it is no box on the earth with an area. */
export function parseBoundingBox(text: string): BoundingBox | undefined {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part))) return undefined
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] =
    parts.map(Number)
  const isOnEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90
  return isOnEarth && west < east && south < north ? { west, south, east, north } : undefined
}
