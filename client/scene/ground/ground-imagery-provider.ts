import { Event as CesiumEvent, type ImageryProvider, WebMercatorTilingScheme } from 'cesium'
import { GROUND_MAXIMUM_LEVEL, GROUND_TILE_PIXELS, type GroundStyle } from './ground-messages.ts'
import type { GroundPainter } from './ground-painter.ts'

/** More would only wait in the worker while the view moves on. */
const MOST_AT_ONCE = 6

/** The part of Cesium's ImageryProvider that its globe uses, over the painting worker. */
export function createGroundImageryProvider(
  painter: GroundPainter,
  style: GroundStyle,
  onPainted: () => void,
): ImageryProvider {
  const tilingScheme = new WebMercatorTilingScheme()
  let atOnce = 0
  const provider = {
    tilingScheme,
    rectangle: tilingScheme.rectangle,
    tileWidth: GROUND_TILE_PIXELS,
    tileHeight: GROUND_TILE_PIXELS,
    minimumLevel: 0,
    maximumLevel: GROUND_MAXIMUM_LEVEL,
    errorEvent: new CesiumEvent(),
    hasAlphaChannel: false,
    credit: undefined,
    proxy: undefined,
    tileDiscardPolicy: undefined,
    getTileCredits: () => [],
    pickFeatures: () => undefined,
    /** Undefined means: not now, ask again in a later frame. */
    requestImage: (x: number, y: number, level: number): Promise<ImageBitmap> | undefined => {
      if (atOnce >= MOST_AT_ONCE) return undefined
      atOnce++
      return painter.paint(level, x, y, style).finally(() => {
        atOnce--
        onPainted()
      })
    },
  }
  return provider as unknown as ImageryProvider
}
