/** Whether this browser can draw the city at all. Cesium 1.145 with 3D Tiles wants WebGL 2. */
export function isWebGl2Available(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2')
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    return context !== null
  } catch {
    return false
  }
}
