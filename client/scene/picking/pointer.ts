import {
  Cartesian2,
  Cartographic,
  Math as CesiumMath,
  type Scene,
  ScreenSpaceEventHandler,
  ScreenSpaceEventType,
} from 'cesium'
import type { Point } from '../../geo/ring.ts'
import type { ScenePick } from '../scene-types.ts'
import type { ShopMarkerId } from '../shops/shops.layer.ts'

/** Between two looks at what the pointer is over: each look renders the scene once more. */
const HOVER_MILLISECONDS = 90
/** Things above a building that a click goes through, such as labels and bands of light. */
const DEEPEST_DRILL = 4

export interface PointerListeners {
  onClick: (pick: ScenePick | undefined) => void
  onHover: (pick: ScenePick | undefined) => void
  onMove: (lonLatDegrees: Point | undefined) => void
}

export interface PointerPicking {
  setEnabled: (isEnabled: boolean) => void
  destroy: () => void
}

type BuildingIdOf = (picked: unknown) => number | undefined

/** Turns clicks and the resting pointer into picks. A drag is no click (Cesium: under 5 pixels). */
export function createPointerPicking(
  scene: Scene,
  buildingIdOf: BuildingIdOf,
  listeners: PointerListeners,
): PointerPicking {
  const handler = new ScreenSpaceEventHandler(scene.canvas)
  const { canvas } = scene
  let isEnabled = true
  let pointer: Cartesian2 | undefined
  let isPressed = false
  let isPicking = false
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const hover = async () => {
    if (!pointer || isPressed || isPicking || !isEnabled || scene.isDestroyed()) return
    isPicking = true
    const position = pointer
    const picked: unknown = await scene.pickAsync(position, 3, 3).catch(() => undefined)
    isPicking = false
    if (pointer && isEnabled) listeners.onHover(toPick(scene, position, picked, buildingIdOf))
  }
  const move = () => {
    frame = 0
    listeners.onMove(pointer && groundAt(scene, pointer))
    clearTimeout(timer)
    timer = setTimeout(hover, HOVER_MILLISECONDS)
  }
  const moveSoon = () => {
    frame ||= requestAnimationFrame(move)
  }

  handler.setInputAction(({ position }: ScreenSpaceEventHandler.PositionedEvent) => {
    if (isEnabled) listeners.onClick(pickAt(scene, position, buildingIdOf))
  }, ScreenSpaceEventType.LEFT_CLICK)
  handler.setInputAction(({ endPosition }: ScreenSpaceEventHandler.MotionEvent) => {
    pointer = Cartesian2.clone(endPosition)
    moveSoon()
  }, ScreenSpaceEventType.MOUSE_MOVE)
  const leave = () => {
    pointer = undefined
    listeners.onHover(undefined)
    moveSoon()
  }
  const press = ({ type }: PointerEvent) => {
    isPressed = type === 'pointerdown'
  }
  canvas.addEventListener('pointerleave', leave)
  canvas.addEventListener('pointerdown', press)
  window.addEventListener('pointerup', press)
  window.addEventListener('pointercancel', press)

  return {
    setEnabled: (next) => {
      isEnabled = next
    },
    destroy: () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      handler.destroy()
      canvas.removeEventListener('pointerleave', leave)
      canvas.removeEventListener('pointerdown', press)
      window.removeEventListener('pointerup', press)
      window.removeEventListener('pointercancel', press)
    },
  }
}

/** Longitude and latitude in degrees on the flat ground under a window position. */
export function groundAt(scene: Scene, position: Cartesian2): Point | undefined {
  const hit = scene.camera.pickEllipsoid(position)
  if (!hit) return undefined
  const { longitude, latitude } = Cartographic.fromCartesian(hit)
  return [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)]
}

function pickAt(scene: Scene, position: Cartesian2, buildingIdOf: BuildingIdOf) {
  const first: unknown = scene.pick(position, 3, 3)
  if (first === undefined || thingOf(first, buildingIdOf)) {
    return toPick(scene, position, first, buildingIdOf)
  }
  const behind: unknown[] = scene.drillPick(position, DEEPEST_DRILL, 3, 3)
  const thing = behind.find((picked) => thingOf(picked, buildingIdOf))
  return toPick(scene, position, thing, buildingIdOf)
}

function toPick(
  scene: Scene,
  position: Cartesian2,
  picked: unknown,
  buildingIdOf: BuildingIdOf,
): ScenePick | undefined {
  const thing = thingOf(picked, buildingIdOf)
  if (thing) return thing
  const lonLatDegrees = groundAt(scene, position)
  return lonLatDegrees && { kind: 'ground', lonLatDegrees }
}

function thingOf(picked: unknown, buildingIdOf: BuildingIdOf): ScenePick | undefined {
  if (!picked) return undefined
  const id = buildingIdOf(picked)
  if (id !== undefined) return { kind: 'building', id }
  const marker = (picked as { id?: Partial<ShopMarkerId> }).id
  return marker?.kind === 'shop' && marker.id ? { kind: 'shop', id: marker.id } : undefined
}
