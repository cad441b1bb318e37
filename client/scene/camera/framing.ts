import type { CameraView } from '../../geo/camera-view.ts'
import { metersPerDegree } from '../../geo/measure.ts'
import type { Point } from '../../geo/ring.ts'
import type { ViewInsets } from '../scene-types.ts'

export interface Viewport {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly insets: ViewInsets
  /** Angle of the longer side of the window, as Cesium counts it. */
  readonly fovRadians: number
}

export interface FramedTarget {
  readonly lonLat: Point
  /** Height of the point that stands in the middle. */
  readonly heightMeters: number
  readonly radiusMeters: number
}

interface Looking {
  readonly headingDegrees: number
  readonly pitchDegrees: number
}

const RADIANS = Math.PI / 180
const NEAREST_METERS = 60

/**
 * The view that shows a sphere in the middle of the window's free part: far enough that it fits
 * between the panels, and moved aside by half of what they cover.
 */
export function frameTarget(target: FramedTarget, looking: Looking, port: Viewport): CameraView {
  const { insets, widthPixels, heightPixels } = port
  const freeWidth = Math.max(widthPixels * 0.25, widthPixels - insets.left - insets.right)
  const freeHeight = Math.max(heightPixels * 0.25, heightPixels - insets.top - insets.bottom)
  const perPixel = (2 * Math.tan(port.fovRadians / 2)) / Math.max(widthPixels, heightPixels)
  const range = Math.max(
    NEAREST_METERS,
    (2 * target.radiusMeters) / (perPixel * Math.min(freeWidth, freeHeight / tilt(looking))),
  )
  const [heading, pitch] = [looking.headingDegrees * RADIANS, looking.pitchDegrees * RADIANS]
  const right = ((insets.right - insets.left) / 2) * perPixel * range
  // Sliding back over the ground lifts the target on the screen, more so in a flat view.
  const upOnScreen = ((insets.bottom - insets.top) / 2) * perPixel * range
  const back = range * Math.cos(pitch) + upOnScreen / Math.max(0.25, Math.sin(-pitch))
  const east = right * Math.cos(heading) - back * Math.sin(heading)
  const north = -right * Math.sin(heading) - back * Math.cos(heading)
  const perDegree = metersPerDegree(target.lonLat[1])
  return {
    longitude: target.lonLat[0] + east / perDegree.east,
    latitude: target.lonLat[1] + north / perDegree.north,
    heightMeters: target.heightMeters + range * Math.sin(-pitch),
    ...looking,
  }
}

/** How much of a flat circle's height an oblique view shows. */
const tilt = ({ pitchDegrees }: Looking) => Math.max(0.35, Math.sin(-pitchDegrees * RADIANS))
