import { Cartesian3, Color } from 'cesium'
import { densifyLine } from '../geo/densify-line.ts'
import type { Point } from '../geo/ring.ts'

/** Straight lines in space between points further apart would dive under the curved ground. */
export const LONGEST_LEG_METERS = 80

/** Degrees and metres above the ellipsoid to Earth-fixed coordinates. */
export const toCartesian = ([longitude, latitude]: Point, heightMeters = 0): Cartesian3 =>
  Cartesian3.fromDegrees(longitude, latitude, heightMeters)

/** A line of degrees at one height, with points added where the ground's curve needs them. */
export const toCartesians = (line: readonly Point[], heightMeters: number): Cartesian3[] =>
  densifyLine(line, LONGEST_LEG_METERS).map((point) => toCartesian(point, heightMeters))

export const cssColour = (css: string, alpha = 1): Color =>
  Color.fromCssColorString(css).withAlpha(alpha)
