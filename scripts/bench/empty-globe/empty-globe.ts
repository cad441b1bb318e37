import { Cartesian3, CesiumWidget, Color } from 'cesium'
import { setEdgeSmoothing } from '../../../client/scene/edge-smoothing.ts'
import { applyQuality, calmScene, measureFrame } from '../../../client/scene/scene-quality.ts'
import { cesiumWidgetOptions } from '../../../client/scene/viewer-options.ts'

declare global {
  interface Window {
    measureEmptyGlobe?: () => number
  }
}

/** The floor of every frame: a globe of one colour under the city's own camera, nothing on it. */
const widget = new CesiumWidget('globe', { ...cesiumWidgetOptions })
const { scene } = widget
calmScene(scene)
applyQuality(widget, 'lean')
setEdgeSmoothing(scene, false)
scene.globe.baseColor = Color.LIGHTGREY
scene.camera.setView({
  destination: Cartesian3.fromDegrees(118.74, 36.85, 3000),
  orientation: { heading: 0, pitch: -0.6, roll: 0 },
})
window.measureEmptyGlobe = () => measureFrame(scene)
