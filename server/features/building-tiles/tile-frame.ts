/** A point of the ground plane of a tile: metres east and north of its origin. */
export type GroundPoint = readonly [east: number, north: number]
export type Vector3 = readonly [number, number, number]

/** East-north-up frame of a tile, its origin on the WGS84 ellipsoid. */
export interface TileFrame {
  /** Origin in ECEF metres. */
  readonly origin: Vector3
  readonly east: Vector3
  readonly north: Vector3
  readonly up: Vector3
}

const SEMI_MAJOR_METERS = 6_378_137
const FLATTENING = 1 / 298.257223563
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)
const MEAN_RADIUS_METERS = 6_371_000

/** Frame whose origin is a point [longitude, latitude] in degrees. */
export function toTileFrame([longitude, latitude]: readonly [number, number]): TileFrame {
  const [lambda, phi] = [toRadians(longitude), toRadians(latitude)]
  const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)]
  const [sinPhi, cosPhi] = [Math.sin(phi), Math.cos(phi)]
  return {
    origin: toEcef(longitude, latitude, 0),
    east: [-sinLambda, cosLambda, 0],
    north: [-sinPhi * cosLambda, -sinPhi * sinLambda, cosPhi],
    up: [cosPhi * cosLambda, cosPhi * sinLambda, sinPhi],
  }
}

/** Geodetic degrees and ellipsoidal metres to ECEF metres. */
export function toEcef(longitude: number, latitude: number, heightMeters: number): Vector3 {
  const [lambda, phi] = [toRadians(longitude), toRadians(latitude)]
  const normalRadius = SEMI_MAJOR_METERS / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2)
  const axisDistance = (normalRadius + heightMeters) * Math.cos(phi)
  return [
    axisDistance * Math.cos(lambda),
    axisDistance * Math.sin(lambda),
    (normalRadius * (1 - ECCENTRICITY_SQUARED) + heightMeters) * Math.sin(phi),
  ]
}

/** Where a point of the ellipsoid, in degrees, lies in the ground plane of the frame. */
export function toGround(frame: TileFrame, longitude: number, latitude: number): GroundPoint {
  const [x, y, z] = toEcef(longitude, latitude, 0)
  const [originX, originY, originZ] = frame.origin
  const offset: Vector3 = [x - originX, y - originY, z - originZ]
  return [dot(offset, frame.east), dot(offset, frame.north)]
}

/**
 * Lifts a point of the ground plane to a height above the ellipsoid: east, north and up in metres.
 * The ellipsoid falls away from the plane by d²/2R (4 cm at 700 m) and its normals lean outwards;
 * taking it as a sphere is wrong by less than a millimetre over a tile.
 */
export function lift([east, north]: GroundPoint, heightMeters: number): Vector3 {
  const lean = 1 + heightMeters / MEAN_RADIUS_METERS
  const fall = (east * east + north * north) / (2 * MEAN_RADIUS_METERS)
  return [east * lean, north * lean, heightMeters - fall]
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
