import {
  Cartesian2,
  Cartesian3,
  HeadingPitchRange,
  Matrix4,
  type PerspectiveFrustum,
  type Scene,
} from 'cesium'
import { toCartesian } from '../cesium-places.ts'
import { shifted, viewOf } from './camera-places.ts'

/** Place on the ground in the middle of the window; where it shows sky, one ahead of the camera. */
function middlePlace(scene: Scene): Cartesian3 {
  const { clientWidth, clientHeight } = scene.canvas
  const hit = scene.camera.pickEllipsoid(new Cartesian2(clientWidth / 2, clientHeight / 2))
  if (hit) return hit
  const now = viewOf(scene.camera)
  const ahead = shifted(now, 0, now.heightMeters * 4)
  return toCartesian([ahead.longitude, ahead.latitude])
}

/** Metres from the camera to that place. */
export const rangeOf = (scene: Scene) =>
  Cartesian3.distance(scene.camera.positionWC, middlePlace(scene))

/** Turns the camera about that place, or brings it nearer or farther. */
export function turnAbout(scene: Scene, change: (offset: HeadingPitchRange) => void): void {
  const { camera } = scene
  const place = middlePlace(scene)
  const range = Cartesian3.distance(camera.positionWC, place)
  const offset = new HeadingPitchRange(camera.heading, camera.pitch, range)
  change(offset)
  camera.lookAt(place, offset)
  camera.lookAtTransform(Matrix4.IDENTITY)
}

/** Size of a pixel at the place in the middle of the window. */
export function metersPerPixel(scene: Scene): number {
  const { clientWidth, clientHeight } = scene.canvas
  const { fov = 0 } = scene.camera.frustum as PerspectiveFrustum
  const perPixel = (2 * Math.tan(fov / 2)) / Math.max(clientWidth, clientHeight, 1)
  return perPixel * rangeOf(scene)
}
