import { Color, type Scene } from 'cesium'
import type { SceneHost } from './city-scene-types.ts'
import { setEdgeSmoothing } from './edge-smoothing.ts'
import type { SceneQuality } from './scene-types.ts'

/** What the scene does without at every level: the light is in the shader and in the ground. */
export function calmScene(scene: Scene): void {
  scene.requestRenderMode = true
  scene.maximumRenderTimeChange = Number.POSITIVE_INFINITY
  // The page's gradient is the sky.
  scene.backgroundColor = Color.TRANSPARENT
  scene.highDynamicRange = false
  scene.fog.enabled = false
  for (const part of [scene.skyBox, scene.skyAtmosphere, scene.sun, scene.moon]) {
    if (part) part.show = false
  }
  const { globe } = scene
  globe.showGroundAtmosphere = false
  globe.enableLighting = false
  globe.depthTestAgainstTerrain = true
  globe.tileCacheSize = 200
}

/** Share of the picture's width and height that is drawn where every pixel is dear. */
const COARSE_SCALE = 0.5

/**
 * Coarse: lean at half the resolution, with the same tiles. Lean: one pass, edges smoothed after
 * it. Rich: multisampling and finer ground; trees are switched elsewhere.
 */
export function applyQuality(host: SceneHost, quality: SceneQuality): void {
  const { scene } = host
  const isRich = quality === 'rich'
  host.resolutionScale = quality === 'coarse' ? COARSE_SCALE : 1
  host.useBrowserRecommendedResolution = !isRich
  scene.msaaSamples = isRich ? 4 : 1
  scene.postProcessStages.fxaa.enabled = false
  setEdgeSmoothing(scene, !isRich)
  scene.globe.maximumScreenSpaceError = isRich ? 1.6 : 2
  scene.requestRender()
}

/** Script and drawing time of one frame in milliseconds, forced to completion; median of five. */
export function measureFrame(scene: Scene): number {
  const { drawingBufferWidth: width } = scene
  const gl = scene.canvas.getContext('webgl2')
  const pixel = new Uint8Array(4)
  const once = () => {
    const start = performance.now()
    scene.requestRender()
    scene.render()
    gl?.readPixels(width >> 1, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
    return performance.now() - start
  }
  // The first frame may still upload something.
  once()
  const times = Array.from({ length: 5 }, once).sort((a, b) => a - b)
  return times[2] ?? 0
}
