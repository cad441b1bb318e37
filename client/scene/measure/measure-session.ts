import {
  Cartesian2,
  type Cartesian3,
  Cartographic,
  Math as CesiumMath,
  type Scene,
  ScreenSpaceEventHandler,
  ScreenSpaceEventType,
} from 'cesium'
import { groundAt } from '../picking/pointer.ts'
import type { ScenePalette } from '../scene-palette.ts'
import type { MeasureKind, MeasureResult } from '../scene-types.ts'
import { createMeasureDrawing } from './measure-drawing.ts'
import { isComplete, type MeasuredPlace, measuredValue } from './measure-value.ts'

export interface MeasureSession {
  /** Ends the measurement and takes its drawing away. */
  stop: () => void
}

/**
 * Measures by clicks: each adds a place, the pointer shows the next one, a double click or Enter
 * fixes the figure, Backspace takes the last place back. Heights are taken on roofs and walls.
 */
export function startMeasuring(
  scene: Scene,
  kind: MeasureKind,
  palette: ScenePalette,
  onResult: (result: MeasureResult) => void,
): MeasureSession {
  const handler = new ScreenSpaceEventHandler(scene.canvas)
  const drawing = createMeasureDrawing(scene, kind, palette)
  let places: MeasuredPlace[] = []
  let isFixed = false
  let frame = 0
  let pointer: Cartesian2 | undefined

  const show = (next?: MeasuredPlace) => {
    const all = next ? [...places, next] : places
    drawing.draw(all)
    onResult({ kind, value: measuredValue(kind, all), pointCount: places.length })
  }
  const placeAt = (position: Cartesian2) =>
    kind === 'height' ? surfaceAt(scene, position) : flatPlaceAt(scene, position)
  const add = (position: Cartesian2) => {
    if (isFixed) {
      places = []
      isFixed = false
    }
    const place = placeAt(position)
    if (!place) return
    places = [...places, place]
    isFixed = isComplete(kind, places.length)
    show()
  }
  const finish = () => {
    isFixed = true
    show()
  }
  const preview = () => {
    frame = 0
    if (!pointer || isFixed || places.length === 0) return
    const next = placeAt(pointer)
    if (next) show(next)
  }
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') finish()
    if (key !== 'Backspace' || isFixed) return
    places = places.slice(0, -1)
    show()
  }

  handler.setInputAction(({ position }: ScreenSpaceEventHandler.PositionedEvent) => {
    add(position)
  }, ScreenSpaceEventType.LEFT_CLICK)
  handler.setInputAction(() => {
    // The two clicks of a double click have each added the same place.
    if (places.length > 2) places = places.slice(0, -1)
    finish()
  }, ScreenSpaceEventType.LEFT_DOUBLE_CLICK)
  handler.setInputAction(({ endPosition }: ScreenSpaceEventHandler.MotionEvent) => {
    pointer = Cartesian2.clone(endPosition)
    frame ||= requestAnimationFrame(preview)
  }, ScreenSpaceEventType.MOUSE_MOVE)
  window.addEventListener('keydown', onKey)
  scene.canvas.style.cursor = 'crosshair'

  return {
    stop: () => {
      cancelAnimationFrame(frame)
      handler.destroy()
      window.removeEventListener('keydown', onKey)
      scene.canvas.style.cursor = ''
      drawing.destroy()
    },
  }
}

function flatPlaceAt(scene: Scene, position: Cartesian2): MeasuredPlace | undefined {
  const lonLat = groundAt(scene, position)
  return lonLat && { lonLat, heightMeters: 0 }
}

/** The place on a roof, a wall or the ground, from the depth of the last frame. */
function surfaceAt(scene: Scene, position: Cartesian2): MeasuredPlace | undefined {
  const hit: Cartesian3 | undefined = scene.pickPositionSupported
    ? scene.pickPosition(position)
    : undefined
  if (!hit) return flatPlaceAt(scene, position)
  const { longitude, latitude, height } = Cartographic.fromCartesian(hit)
  const lonLat = [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)] as const
  return { lonLat, heightMeters: Math.max(0, height) }
}
