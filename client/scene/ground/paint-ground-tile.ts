import type { GroundView } from './ground-view.ts'
import { switchToMeters } from './ground-view.ts'
import { paintLand } from './paint-land.ts'
import { type CityExtent, paintMist, paintOpenLand } from './paint-mist.ts'
import { paintStreetNames } from './paint-names.ts'
import { paintContactShade, paintSunShadows, paintTreeDiscs } from './paint-shadows.ts'
import { paintStreets } from './paint-streets.ts'
import type { Tree } from './place-trees.ts'

export interface GroundPicture {
  readonly view: GroundView
  readonly city: CityExtent
  readonly trees: readonly Tree[]
  readonly shadowReachMeters: number
  readonly showsNames: boolean
  /** Whether trees are painted as discs; where they stand in 3D only their shadow is. */
  readonly paintsTrees: boolean
}

/** Paints one tile of the ground map, from the land up to the names. */
export function paintGroundTile(picture: GroundPicture): void {
  const { view, city, trees } = picture
  view.context.setTransform(1, 0, 0, 1, 0, 0)
  view.context.fillStyle = view.palette.mist
  view.context.fillRect(0, 0, view.context.canvas.width, view.context.canvas.height)
  switchToMeters(view)
  paintOpenLand(view, city)
  paintLand(view)
  paintStreets(view)
  paintSunShadows(view, trees, picture.shadowReachMeters)
  if (picture.paintsTrees) paintTreeDiscs(view, trees)
  paintContactShade(view)
  paintMist(view, city)
  if (picture.showsNames) paintStreetNames(view)
}
