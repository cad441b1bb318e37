import type { CameraView } from '../../geo/camera-view.ts'
import { metersPerDegree } from '../../geo/measure.ts'
import type { Box } from '../../geo/ring.ts'

export const LOWEST_METERS = 8
export const HIGHEST_METERS = 24_000
/** How far beyond the city the camera may stand. */
const BEYOND_METERS = 9000
/** Steeper than this looks into the sky, where there is nothing. */
const FLATTEST_DEGREES = -4

/** The nearest view that is over ground, over the city or near it, and looks down. */
export function limitView(view: CameraView, [west, south, east, north]: Box): CameraView {
  const perDegree = metersPerDegree((south + north) / 2)
  const [marginX, marginY] = [BEYOND_METERS / perDegree.east, BEYOND_METERS / perDegree.north]
  return {
    longitude: clamp(view.longitude, west - marginX, east + marginX),
    latitude: clamp(view.latitude, south - marginY, north + marginY),
    heightMeters: clamp(view.heightMeters, LOWEST_METERS, HIGHEST_METERS),
    headingDegrees: ((view.headingDegrees % 360) + 360) % 360,
    pitchDegrees: clamp(view.pitchDegrees, -90, FLATTEST_DEGREES),
  }
}

/** Whether a view is within the limits, but for rounding. */
export function isWithinLimits(view: CameraView, bounds: Box): boolean {
  const limited = limitView(view, bounds)
  return (
    Math.abs(limited.longitude - view.longitude) < 1e-9 &&
    Math.abs(limited.latitude - view.latitude) < 1e-9 &&
    Math.abs(limited.heightMeters - view.heightMeters) < 1e-3 &&
    Math.abs(limited.pitchDegrees - view.pitchDegrees) < 1e-3
  )
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
