/**
 * What the Cesium widget must be built with, because it cannot be changed later: no globe imagery,
 * a transparent canvas over the page's sky, frames only on demand, nothing from outside.
 */
export const cesiumWidgetOptions = {
  baseLayer: false,
  scene3DOnly: true,
  requestRenderMode: true,
  maximumRenderTimeChange: Number.POSITIVE_INFINITY,
  skyBox: false,
  skyAtmosphere: false,
  shadows: false,
  msaaSamples: 1,
  contextOptions: { webgl: { alpha: true, powerPreference: 'high-performance' } },
} as const
