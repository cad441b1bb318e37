import { CameraEventType, KeyboardEventModifier, type Scene } from 'cesium'
import { HIGHEST_METERS, LOWEST_METERS } from './camera-limits.ts'

/** Left drags the map, right or middle turns it, the wheel comes nearer: as operators expect. */
export function setMouseControls(scene: Scene): void {
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
