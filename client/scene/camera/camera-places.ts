import { type Camera, Cartographic, Math as CesiumMath, type Scene } from 'cesium'
import type { CameraView } from '../../geo/camera-view.ts'
import { toCartesian } from '../cesium-places.ts'

const FLIGHT_SECONDS = 1.2
const SETTLE_MILLISECONDS = 250

/** Where the camera stands and looks now. */
export function viewOf(camera: Camera): CameraView {
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

/** Puts the camera there at once. */
export const placeCamera = (camera: Camera, view: CameraView) => camera.setView(flightOptions(view))

/** Flies there; at once for people who want no motion. */
export function flyCamera(scene: Scene, view: CameraView): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  scene.camera.cancelFlight()
  if (isStill) placeCamera(scene.camera, view)
  else scene.camera.flyTo({ ...flightOptions(view), duration: FLIGHT_SECONDS })
  scene.requestRender()
}

/** The same view from elsewhere: metres to the right and forward over the ground. */
export function shifted(view: CameraView, rightMeters: number, forwardMeters: number): CameraView {
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

/** Calls a while after the camera has come to rest. @returns ends that */
export function onCameraSettled(camera: Camera, listener: () => void): () => void {
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
