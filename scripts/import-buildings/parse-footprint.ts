export type Position = [longitude: number, latitude: number]
export type PolygonCoordinates = Position[][]

export type Footprint =
  | { polygons: PolygonCoordinates[]; isClosedByUs: boolean }
  | { refusal: string; isOutOfRange?: boolean }

/**
 * Polygons of a GeoJSON geometry in degrees, rounded to the 1e-7 degree grid on which the database
 * keeps coordinates; heights of vertices are dropped. Else the reason why there are none.
 */
export function parseFootprint(geometry: unknown): Footprint {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  if (geometry === null || geometry === undefined) return { refusal: 'has no geometry' }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return { refusal: `is a ${String(type)}, not a footprint` }
  }
  const input = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(input) || input.length === 0) return { refusal: 'has no coordinates' }
  const polygons: PolygonCoordinates[] = []
  let isClosedByUs = false
  for (const polygon of input) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { refusal: 'has no coordinates' }
    const rings = polygon.map(parseRing)
    for (const ring of rings) {
      if ('refusal' in ring) return ring
      isClosedByUs ||= ring.isClosedByUs
    }
    polygons.push(rings.map((ring) => ('positions' in ring ? ring.positions : [])))
  }
  return { polygons, isClosedByUs }
}

type Ring =
  | { positions: Position[]; isClosedByUs: boolean }
  | { refusal: string; isOutOfRange?: boolean }

function parseRing(input: unknown): Ring {
  if (!Array.isArray(input)) return { refusal: 'has a ring without positions' }
  const positions: Position[] = []
  for (const position of input) {
    const [longitude, latitude] = Array.isArray(position) ? position : []
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
      return { refusal: 'has a coordinate that is not a number' }
    }
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
      return { refusal: `lies outside the earth (${longitude}, ${latitude})`, isOutOfRange: true }
    }
    positions.push([round(longitude), round(latitude)])
  }
  const [first, last] = [positions[0], positions.at(-1)]
  const isOpen = first && last && (first[0] !== last[0] || first[1] !== last[1])
  if (isOpen) positions.push([...first])
  if (positions.length < 4) return { refusal: 'has a ring of fewer than three corners' }
  return { positions, isClosedByUs: Boolean(isOpen) }
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7
