import type { PlaceFeature } from '../../../server/contract/places.ts'

export interface Extent {
  /** Middle of the bounding box. */
  center: readonly [number, number]
  /** Diagonal of the bounding box in metres. */
  diagonalMeters: number
}

const metersPerDegree = 111_320

/** Where to look and from how far to see all of a shape. @returns undefined without coordinates */
export function extentOf({ coordinates }: PlaceFeature['geometry']): Extent | undefined {
  const positions = listPositions(coordinates)
  if (positions.length === 0) return undefined
  const longitudes = positions.map(([longitude = 0]) => longitude)
  const latitudes = positions.map(([, latitude = 0]) => latitude)
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const latitude = (south + north) / 2
  const width = (east - west) * metersPerDegree * Math.cos((latitude * Math.PI) / 180)
  const height = (north - south) * metersPerDegree
  return { center: [(west + east) / 2, latitude], diagonalMeters: Math.hypot(width, height) }
}

function listPositions(coordinates: readonly unknown[]): number[][] {
  if (coordinates.every((value) => typeof value === 'number')) return [[...coordinates]]
  return coordinates.flatMap((part) => (Array.isArray(part) ? listPositions(part) : []))
}
