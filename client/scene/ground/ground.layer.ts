import { Color, ImageryLayer, type Scene } from 'cesium'
import { createGroundImageryProvider } from './ground-imagery-provider.ts'
import type { GroundStyle } from './ground-messages.ts'
import type { GroundPainter } from './ground-painter.ts'
import { groundPalettes } from './ground-palette.ts'

export interface GroundLayer {
  setStyle: (style: GroundStyle) => void
  destroy: () => void
}

/** The painted map on the globe. A new style is a new imagery layer in place of the old one. */
export function createGroundLayer(
  scene: Scene,
  painter: GroundPainter,
  initialStyle: GroundStyle,
): GroundLayer {
  let layer: ImageryLayer | undefined
  let current: GroundStyle | undefined

  const setStyle = (style: GroundStyle) => {
    const isSame =
      current?.theme === style.theme &&
      current.showsNames === style.showsNames &&
      current.paintsTrees === style.paintsTrees
    if (isSame) return
    current = style
    if (layer) scene.imageryLayers.remove(layer)
    const provider = createGroundImageryProvider(painter, style, () => scene.requestRender())
    layer = new ImageryLayer(provider)
    scene.imageryLayers.add(layer, 0)
    scene.globe.baseColor = Color.fromCssColorString(groundPalettes[style.theme].mist)
    scene.requestRender()
  }

  setStyle(initialStyle)
  return {
    setStyle,
    destroy: () => {
      if (layer && !scene.isDestroyed()) scene.imageryLayers.remove(layer)
      painter.destroy()
    },
  }
}
