import type { Box, Point } from './ring.ts'

const EARTH_RADIUS_METERS = 6_378_137
const WORLD_METERS = 2 * Math.PI * EARTH_RADIUS_METERS
const RADIANS = Math.PI / 180

/**
 * A flat metre frame round a place: Web Mercator (EPSG:3857) scaled to true metres at its latitude,
 * x east, y north. Across a city of 10 km its lengths are right within 0.1 %.
 */
export interface LocalFrame {
  readonly originMercator: Point
  readonly metersPerMercator: number
}

export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

export function createLocalFrame(originLonLat: Point): LocalFrame {
  return {
    originMercator: toMercator(originLonLat),
    metersPerMercator: Math.cos(originLonLat[1] * RADIANS),
  }
}

export function toLocal(frame: LocalFrame, lonLat: Point): Point {
  const [x, y] = toMercator(lonLat)
  return [
    (x - frame.originMercator[0]) * frame.metersPerMercator,
    (y - frame.originMercator[1]) * frame.metersPerMercator,
  ]
}

/** Longitude and latitude in degrees of a place in the frame. */
export function toLonLat(frame: LocalFrame, [x, y]: Point): Point {
  const mercatorX = x / frame.metersPerMercator + frame.originMercator[0]
  const mercatorY = y / frame.metersPerMercator + frame.originMercator[1]
  const latitude = 2 * Math.atan(Math.exp(mercatorY / EARTH_RADIUS_METERS)) - Math.PI / 2
  return [mercatorX / EARTH_RADIUS_METERS / RADIANS, latitude / RADIANS]
}

/** Box of a Web Mercator tile (XYZ, y from the north) in the frame. */
export function tileBox(frame: LocalFrame, { z, x, y }: TileAddress): Box {
  const size = WORLD_METERS / 2 ** z
  const west = x * size - WORLD_METERS / 2 - frame.originMercator[0]
  const north = WORLD_METERS / 2 - y * size - frame.originMercator[1]
  const k = frame.metersPerMercator
  return [west * k, (north - size) * k, (west + size) * k, north * k]
}

/** Every tile of a zoom that touches a box of the frame, from north-west to south-east. */
export function tilesInBox(frame: LocalFrame, box: Box, z: number): TileAddress[] {
  const count = 2 ** z
  const size = (WORLD_METERS / count) * frame.metersPerMercator
  const [left, , , top] = tileBox(frame, { z, x: 0, y: 0 })
  const clampIndex = (index: number) => Math.min(count - 1, Math.max(0, Math.floor(index)))
  const tiles: TileAddress[] = []
  for (let y = clampIndex((top - box[3]) / size); y <= clampIndex((top - box[1]) / size); y++) {
    for (let x = clampIndex((box[0] - left) / size); x <= clampIndex((box[2] - left) / size); x++) {
      tiles.push({ z, x, y })
    }
  }
  return tiles
}

function toMercator([longitude, latitude]: Point): Point {
  return [
    longitude * RADIANS * EARTH_RADIUS_METERS,
    Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2)) * EARTH_RADIUS_METERS,
  ]
}
