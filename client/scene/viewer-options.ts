import { EllipsoidTerrainProvider, WebMercatorTilingScheme } from 'cesium'

/**
 * What the Cesium widget must be built with, because it cannot be changed later: no globe imagery,
 * a transparent canvas over the page's sky, frames only on demand, nothing from outside.
 */
export const cesiumWidgetOptions = {
  baseLayer: false,
  // The squares of the globe are those of the ground's pictures: each wears one picture, where
  // Cesium's own division would lay parts of four or six over it.
  terrainProvider: new EllipsoidTerrainProvider({ tilingScheme: new WebMercatorTilingScheme() }),
  scene3DOnly: true,
  requestRenderMode: true,
  maximumRenderTimeChange: Number.POSITIVE_INFINITY,
  skyBox: false,
  skyAtmosphere: false,
  shadows: false,
  msaaSamples: 1,
  // Lines, fills and names lie in a known order; blending without one costs a pass over the screen.
  orderIndependentTranslucency: false,
  contextOptions: { webgl: { alpha: true, powerPreference: 'high-performance' } },
} as const
