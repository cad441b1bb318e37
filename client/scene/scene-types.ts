import type { Building } from '../../server/contract/buildings.ts'
import type { Colouring } from '../../server/contract/colouring.ts'
import type { AreaLevel } from '../../server/contract/vocabulary.ts'

/** What lies under the pointer. Empty ground carries its place, so that the grid can be found. */
export type ScenePick =
  | { kind: 'building'; id: number }
  | { kind: 'shop'; id: number }
  | { kind: 'ground'; lonLatDegrees: readonly [number, number] }

export type SceneTheme = 'light' | 'dark'
export const sceneQualities = ['coarse', 'lean', 'rich'] as const
export type SceneQuality = (typeof sceneQualities)[number]

/** A dwelling's place in its building: unit, floor, door and the building's doors per unit. */
export interface DwellingPlace {
  unit: number
  floor: number
  door: number
}

export type MeasureKind = 'distance' | 'height' | 'area'
export interface MeasureResult {
  kind: MeasureKind
  /** Metres for distance and height, square metres for area. */
  value: number
  pointCount: number
}

/** What stands out in the scene; at most one of each. */
export interface SceneHighlight {
  building?: Building | undefined
  area?: { level: AreaLevel; id: number } | undefined
  shop?: { id: number; position: readonly [number, number] } | undefined
  /** Lights one floor of the selected building. */
  floor?: number | undefined
  dwelling?: DwellingPlace | undefined
}

/** Colouring of buildings: CSS colours per class key (see server/contract/colouring.ts). */
export interface BuildingColours {
  colouring: Colouring
  colourByKey: Readonly<Record<string, string>>
  /** Of a past day, by building; none for those without. Undefined: as the tiles say. */
  householdCounts?: ReadonlyMap<number, number> | undefined
}

/** A name on the map, as `/api/v1/labels` gives it. Position: longitude, latitude in degrees. */
export interface MapLabel {
  kind: 'estate' | 'park' | 'facility' | 'water'
  id: number
  name: string
  position: readonly [number, number]
}

/** Pixels of the canvas that panels cover: what the camera shows is framed in what is left. */
export interface ViewInsets {
  left: number
  top: number
  right: number
  bottom: number
}
