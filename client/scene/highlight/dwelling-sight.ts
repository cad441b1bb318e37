import { Math as CesiumMath, type Scene } from 'cesium'
import { dwellingRing, floorSpan } from '../../geo/dwelling-box.ts'
import { createLocalFrame, toLocal } from '../../geo/local-frame.ts'
import { outerWalls, showsAWall } from '../../geo/wall-views.ts'
import type { SceneHighlight } from '../scene-types.ts'

export interface DwellingSight {
  setHighlight: (highlight: SceneHighlight) => void
  destroy: () => void
}

/**
 * Watches whether the camera sees the chosen dwelling, and names the building that stands in the
 * way of its own dwelling: that one is to be seen through.
 */
export function watchDwellingSight(
  scene: Scene,
  onHiding: (buildingId: number | undefined) => void,
): DwellingSight {
  let isSeen: () => boolean = () => true
  let buildingId: number | undefined
  let hidingId: number | undefined

  const look = () => {
    const next = isSeen() ? undefined : buildingId
    if (next === hidingId) return
    hidingId = next
    onHiding(next)
  }
  const stopWatching = scene.preUpdate.addEventListener(look)
  return {
    setHighlight: (highlight) => {
      buildingId = highlight.building?.id
      isSeen = sightOf(scene, highlight)
      look()
    },
    destroy: stopWatching,
  }
}

function sightOf(scene: Scene, { building, dwelling }: SceneHighlight): () => boolean {
  if (!building || !dwelling) return () => true
  const frame = createLocalFrame(building.position)
  const footprint = building.footprint.map((point) => toLocal(frame, point))
  const piece = dwellingRing(footprint, building.units, dwelling)
  if (!piece) return () => true
  const walls = outerWalls(footprint, piece)
  const { bottomMeters, topMeters } = floorSpan(building, dwelling.floor)
  const middleMeters = (bottomMeters + topMeters) / 2
  const block = { outline: footprint, topMeters: building.heightMeters }
  return () => {
    const { longitude, latitude, height } = scene.camera.positionCartographic
    const [east, north] = toLocal(frame, [
      CesiumMath.toDegrees(longitude),
      CesiumMath.toDegrees(latitude),
    ])
    return showsAWall(walls, middleMeters, [east, north, height], block)
  }
}
