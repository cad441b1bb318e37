import {
  Math as CesiumMath,
  type HeadingPitchRange,
  type PerspectiveFrustum,
  type Scene,
} from 'cesium'
import type { CameraView } from '../../geo/camera-view.ts'
import type { Box } from '../../geo/ring.ts'
import type { ViewInsets } from '../scene-types.ts'
import { HIGHEST_METERS, isWithinLimits, LOWEST_METERS, limitView } from './camera-limits.ts'
import { flyCamera, onCameraSettled, placeCamera, shifted, viewOf } from './camera-places.ts'
import { type FramedTarget, frameGround, frameTarget } from './framing.ts'
import { metersPerPixel, rangeOf, turnAbout } from './middle-place.ts'
import { setMouseControls } from './mouse-controls.ts'

/** A long lens: the calm perspective of an architectural model. */
const FOV_RADIANS = CesiumMath.toRadians(38)
const noInsets: ViewInsets = { left: 0, top: 0, right: 0, bottom: 0 }

export interface CameraRig {
  view: () => CameraView
  setView: (view: CameraView) => void
  setInsets: (insets: ViewInsets) => void
  /** Flies until the target stands in the free part of the window; keeps heading if none is given. */
  flyTo: (target: FramedTarget, looking?: Partial<LookingDegrees>) => void
  flyHome: (isInstant?: boolean) => void
  /** Turns north up, about the place in the middle. */
  faceNorth: () => void
  /** Shares of the visible range: 0.1 to the right, 0.1 forward. */
  moveBy: (right: number, forward: number) => void
  /** Turns about the place in the middle of the window. */
  rotateBy: (headingDegrees: number, pitchDegrees: number) => void
  /** Distance to the place in the middle is multiplied by this. */
  zoomBy: (factor: number) => void
  metersPerPixel: () => number
  onSettled: (listener: (view: CameraView) => void) => () => void
  destroy: () => void
}

interface LookingDegrees {
  headingDegrees: number
  pitchDegrees: number
}

interface CameraBounds {
  /** The camera stays near it. */
  readonly cityBounds: Box
  /** Where it comes home to; the city where nothing is said. */
  readonly homeBounds?: Box | undefined
}

export function createCameraRig(
  scene: Scene,
  { cityBounds, homeBounds = cityBounds }: CameraBounds,
): CameraRig {
  const { camera } = scene
  const frustum = camera.frustum as PerspectiveFrustum
  frustum.fov = FOV_RADIANS
  frustum.near = 1
  setMouseControls(scene)
  let insets = noInsets

  const view = () => viewOf(camera)
  const setView = (next: CameraView) => {
    camera.cancelFlight()
    placeCamera(camera, limitView(next, cityBounds))
    scene.requestRender()
  }
  const removeLimit = scene.preUpdate.addEventListener(() => {
    const now = view()
    if (!isWithinLimits(now, cityBounds)) placeCamera(camera, limitView(now, cityBounds))
  })
  const flyTo: CameraRig['flyTo'] = (target, looking = {}) => {
    const end = frameTarget(
      target,
      {
        headingDegrees: looking.headingDegrees ?? view().headingDegrees,
        pitchDegrees: looking.pitchDegrees ?? -38,
      },
      {
        widthPixels: scene.canvas.clientWidth,
        heightPixels: scene.canvas.clientHeight,
        insets,
        fovRadians: FOV_RADIANS,
      },
    )
    flyCamera(scene, limitView(end, cityBounds))
  }
  const around = (change: (offset: HeadingPitchRange) => void) => {
    camera.cancelFlight()
    turnAbout(scene, change)
    scene.requestRender()
  }

  return {
    view,
    setView,
    setInsets: (next) => {
      insets = next
    },
    flyTo,
    flyHome: (isInstant = false) => {
      const home = homeView(scene, homeBounds, insets)
      if (isInstant) setView(home)
      else flyCamera(scene, home)
    },
    faceNorth: () =>
      around((offset) => {
        offset.heading = 0
      }),
    moveBy: (right, forward) => {
      const now = view()
      setView(shifted(now, right * rangeOf(scene), forward * rangeOf(scene)))
    },
    rotateBy: (heading, pitch) =>
      around((offset) => {
        offset.heading += CesiumMath.toRadians(heading)
        offset.pitch = CesiumMath.clamp(
          offset.pitch + CesiumMath.toRadians(pitch),
          -CesiumMath.PI_OVER_TWO,
          CesiumMath.toRadians(-8),
        )
      }),
    zoomBy: (factor) =>
      around((offset) => {
        offset.range = CesiumMath.clamp(offset.range * factor, LOWEST_METERS * 2, HIGHEST_METERS)
      }),
    metersPerPixel: () => metersPerPixel(scene),
    onSettled: (listener) => onCameraSettled(camera, () => listener(view())),
    destroy: removeLimit,
  }
}

/** The home bounds from the south, aslant, framed in what the panels leave free. */
function homeView(scene: Scene, [west, south, east, north]: Box, insets: ViewInsets): CameraView {
  const { clientWidth: widthPixels, clientHeight: heightPixels } = scene.canvas
  const isUpright = heightPixels - insets.top - insets.bottom > widthPixels
  return frameGround(
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
    { headingDegrees: 0, pitchDegrees: isUpright ? -62 : -44 },
    { widthPixels, heightPixels, insets, fovRadians: FOV_RADIANS },
  )
}
