import type { Point } from '../../geo/ring.ts'

/** A fixed afternoon sun, the same as in the building shader: south-west, 54 degrees high. */
const AZIMUTH_RADIANS = (232 * Math.PI) / 180
const ALTITUDE_RADIANS = (54 * Math.PI) / 180

/** Where the shadow of a point one metre above the ground falls: metres east, north. */
export const shadowPerMeter: Point = [
  -Math.sin(AZIMUTH_RADIANS) / Math.tan(ALTITUDE_RADIANS),
  -Math.cos(AZIMUTH_RADIANS) / Math.tan(ALTITUDE_RADIANS),
]

/** Unit vector towards the sun: east, north, up. */
export const sunDirection: readonly [number, number, number] = [
  Math.sin(AZIMUTH_RADIANS) * Math.cos(ALTITUDE_RADIANS),
  Math.cos(AZIMUTH_RADIANS) * Math.cos(ALTITUDE_RADIANS),
  Math.sin(ALTITUDE_RADIANS),
]
