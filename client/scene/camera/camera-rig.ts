import {
  type Camera,
  CameraEventType,
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  HeadingPitchRange,
  KeyboardEventModifier,
  Matrix4,
  type PerspectiveFrustum,
  type Scene,
} from 'cesium'
import type { CameraView } from '../../geo/camera-view.ts'
import type { Box } from '../../geo/ring.ts'
import { toCartesian } from '../cesium-places.ts'
import type { ViewInsets } from '../scene-types.ts'
import { HIGHEST_METERS, isWithinLimits, LOWEST_METERS, limitView } from './camera-limits.ts'
import { type FramedTarget, frameGround, frameTarget } from './framing.ts'

/** A long lens: the calm perspective of an architectural model. */
const FOV_RADIANS = CesiumMath.toRadians(38)
const SETTLE_MILLISECONDS = 250
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

export function createCameraRig(scene: Scene, cityBounds: Box): CameraRig {
  const { camera } = scene
  const frustum = camera.frustum as PerspectiveFrustum
  frustum.fov = FOV_RADIANS
  frustum.near = 1
  setMouse(scene)
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
    fly(scene, limitView(end, cityBounds))
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
      const home = homeView(scene, cityBounds, insets)
      if (isInstant) setView(home)
      else fly(scene, home)
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
    onSettled: (listener) => onSettled(camera, () => listener(view())),
    destroy: removeLimit,
  }
}

/** Left drags the map, right or middle turns it, the wheel comes nearer: as operators expect. */
function setMouse(scene: Scene): void {
  const controller = scene.screenSpaceCameraController
  controller.minimumZoomDistance = LOWEST_METERS
  controller.maximumZoomDistance = HIGHEST_METERS * 1.2
  controller.zoomEventTypes = [CameraEventType.WHEEL, CameraEventType.PINCH]
  controller.tiltEventTypes = [
    CameraEventType.RIGHT_DRAG,
    CameraEventType.MIDDLE_DRAG,
    CameraEventType.PINCH,
    { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.CTRL },
    { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.SHIFT },
  ]
  controller.lookEventTypes = []
}

function viewOf(camera: Camera): CameraView {
  const { longitude, latitude, height } = camera.positionCartographic
  return {
    longitude: CesiumMath.toDegrees(longitude),
    latitude: CesiumMath.toDegrees(latitude),
    heightMeters: height,
    headingDegrees: CesiumMath.toDegrees(camera.heading) % 360,
    pitchDegrees: CesiumMath.toDegrees(camera.pitch),
  }
}

function flightOptions(view: CameraView) {
  return {
    destination: toCartesian([view.longitude, view.latitude], view.heightMeters),
    orientation: {
      heading: CesiumMath.toRadians(view.headingDegrees),
      pitch: CesiumMath.toRadians(view.pitchDegrees),
      roll: 0,
    },
  }
}

const placeCamera = (camera: Camera, view: CameraView) => camera.setView(flightOptions(view))

function fly(scene: Scene, view: CameraView): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  scene.camera.cancelFlight()
  if (isStill) placeCamera(scene.camera, view)
  else scene.camera.flyTo({ ...flightOptions(view), duration: 1.2 })
  scene.requestRender()
}

/** The whole city from the south, aslant, framed in what the panels leave free. */
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

/** Place on the ground in the middle of the window; where it shows sky, one ahead of the camera. */
function middlePlace(scene: Scene): Cartesian3 {
  const { clientWidth, clientHeight } = scene.canvas
  const hit = scene.camera.pickEllipsoid(new Cartesian2(clientWidth / 2, clientHeight / 2))
  if (hit) return hit
  const now = viewOf(scene.camera)
  const ahead = shifted(now, 0, now.heightMeters * 4)
  return toCartesian([ahead.longitude, ahead.latitude])
}

const rangeOf = (scene: Scene) => Cartesian3.distance(scene.camera.positionWC, middlePlace(scene))

function shifted(view: CameraView, rightMeters: number, forwardMeters: number): CameraView {
  const heading = CesiumMath.toRadians(view.headingDegrees)
  const east = rightMeters * Math.cos(heading) + forwardMeters * Math.sin(heading)
  const north = -rightMeters * Math.sin(heading) + forwardMeters * Math.cos(heading)
  const { longitude, latitude } = view
  const here = Cartographic.fromDegrees(longitude, latitude)
  const radius = 6_378_137
  return {
    ...view,
    longitude: longitude + CesiumMath.toDegrees(east / (radius * Math.cos(here.latitude))),
    latitude: latitude + CesiumMath.toDegrees(north / radius),
  }
}

function turnAbout(scene: Scene, change: (offset: HeadingPitchRange) => void): void {
  const { camera } = scene
  const place = middlePlace(scene)
  const range = Cartesian3.distance(camera.positionWC, place)
  const offset = new HeadingPitchRange(camera.heading, camera.pitch, range)
  change(offset)
  camera.lookAt(place, offset)
  camera.lookAtTransform(Matrix4.IDENTITY)
}

/** Size of a pixel at the place in the middle of the window. */
function metersPerPixel(scene: Scene): number {
  const { clientWidth, clientHeight } = scene.canvas
  const perPixel = (2 * Math.tan(FOV_RADIANS / 2)) / Math.max(clientWidth, clientHeight, 1)
  return perPixel * rangeOf(scene)
}

function onSettled(camera: Camera, listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const remove = camera.moveEnd.addEventListener(() => {
    clearTimeout(timer)
    timer = setTimeout(listener, SETTLE_MILLISECONDS)
  })
  return () => {
    clearTimeout(timer)
    remove()
  }
}
