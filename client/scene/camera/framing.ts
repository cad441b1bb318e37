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
  const perPixel = pixelSize(port)
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

/** Pixels kept free between the framed ground and the edge of the free part. */
const MARGIN_PIXELS = 14
const FITTING_STEPS = 16

/**
 * The view that fits places on the ground exactly into the window's free part, in perspective: each
 * step looks where they would stand on the screen, then goes nearer or farther and aside.
 */
export function frameGround(
  places: readonly Point[],
  looking: Looking,
  port: Viewport,
): CameraView {
  const origin = middleOf(places)
  const perDegree = metersPerDegree(origin[1])
  const ground = places.map(([lon, lat]): Point => {
    return [(lon - origin[0]) * perDegree.east, (lat - origin[1]) * perDegree.north]
  })
  const reach = Math.max(NEAREST_METERS, ...ground.map(([east, north]) => Math.hypot(east, north)))
  const free = freePart(port)
  const perPixel = pixelSize(port)
  const [heading, pitch] = [looking.headingDegrees * RADIANS, looking.pitchDegrees * RADIANS]
  const right: Point = [Math.cos(heading), -Math.sin(heading)]
  const ahead: Point = [Math.sin(heading), Math.cos(heading)]
  let [aside, forward, range] = [0, 0, reach * 6]
  for (let step = 0; step < FITTING_STEPS; step++) {
    const onScreen = ground.map((place) => {
      const x = dot(place, right) - aside
      const y = dot(place, ahead) - forward
      const depth = range + y * Math.cos(pitch)
      return [x / depth / perPixel, (y * Math.sin(pitch)) / depth / perPixel] as const
    })
    const [left, rightmost] = extremes(onScreen.map(([x]) => x))
    const [top, bottom] = extremes(onScreen.map(([, y]) => y))
    aside += ((left + rightmost) / 2 - free.middleX) * perPixel * range
    forward -= (((top + bottom) / 2 - free.middleY) * perPixel * range) / Math.sin(-pitch)
    range *= Math.max((rightmost - left) / free.width, (bottom - top) / free.height)
  }
  const back = range * Math.cos(pitch) - forward
  return {
    longitude: origin[0] + (aside * right[0] - back * ahead[0]) / perDegree.east,
    latitude: origin[1] + (aside * right[1] - back * ahead[1]) / perDegree.north,
    heightMeters: range * Math.sin(-pitch),
    ...looking,
  }
}

/** The part of the window that no panel covers; its middle in pixels from the window's middle. */
function freePart({ widthPixels, heightPixels, insets }: Viewport) {
  const width = widthPixels - insets.left - insets.right - 2 * MARGIN_PIXELS
  const height = heightPixels - insets.top - insets.bottom - 2 * MARGIN_PIXELS
  return {
    width: Math.max(widthPixels * 0.25, width),
    height: Math.max(heightPixels * 0.25, height),
    middleX: (insets.left - insets.right) / 2,
    middleY: (insets.top - insets.bottom) / 2,
  }
}

/** Size of a pixel one metre ahead of the camera. */
const pixelSize = ({ fovRadians, widthPixels, heightPixels }: Viewport) =>
  (2 * Math.tan(fovRadians / 2)) / Math.max(widthPixels, heightPixels)

const dot = (one: Point, other: Point) => one[0] * other[0] + one[1] * other[1]

const extremes = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const

function middleOf(places: readonly Point[]): Point {
  const [west, east] = extremes(places.map(([longitude]) => longitude))
  const [south, north] = extremes(places.map(([, latitude]) => latitude))
  return [(west + east) / 2, (south + north) / 2]
}

/** How much of a flat circle's height an oblique view shows. */
const tilt = ({ pitchDegrees }: Looking) => Math.max(0.35, Math.sin(-pitchDegrees * RADIANS))
