import type {
  BuildingUse,
  EstateKind,
  LandUseKind,
  StreetClass,
  WaterKind,
} from '../../../server/contract/vocabulary.ts'
import type { Point } from './frame.ts'
import type { Rect, Side } from './street-plan.ts'

/** Homes in all buildings so far. */
export function homeCount(sketch: Sketch): number {
  return sketch.buildings.reduce((sum, { homes }) => sum + (homes ? countHomes(homes) : 0), 0)
}

/** Shop fronts in the centre, on markets and in malls so far. */
export function centralFrontCount(sketch: Sketch): number {
  return sketch.buildings.reduce(
    (sum, { front }) => sum + (front && front.kind !== 'estate' ? front.premises : 0),
    0,
  )
}

/** Homes of one building. */
export function countHomes({ units, doors, firstFloor, lastFloor }: Homes): number {
  return units * doors * (lastFloor - firstFloor + 1)
}

/** Homes of a building: every unit has the same doors on every floor of homes. */
export interface Homes {
  units: number
  doors: number
  firstFloor: number
  lastFloor: number
  areaSquareMeters: number
}

/** Where a building's shops open: a line of `premises` fronts, city metres. */
export interface ShopFront {
  from: Point
  to: Point
  premises: number
  /** `centre` and `market` together hold more than half of all shops. */
  kind: 'estate' | 'centre' | 'market' | 'mall'
}

export interface BuildingSketch {
  cell: number
  /** Number of the estate, or -1. */
  estate: number
  use: BuildingUse
  floors: number
  storeyMeters: number
  heightMeters: number
  hasShopFloor: boolean
  builtYear: number
  /** Counter-clockwise, city metres, not closed. */
  ring: Point[]
  /** Name where it has one of its own; housing is numbered later. */
  name: string
  homes?: Homes
  front?: ShopFront
  facility?: { kind: FacilitySketchKind; name: string }
}

export type FacilitySketchKind =
  | 'school'
  | 'kindergarten'
  | 'hospital'
  | 'clinic'
  | 'government'
  | 'police'
  | 'market'
  | 'mall'
  | 'organisation'
  /** A small public building that may become a community service centre. */
  | 'centre-candidate'

export interface EstateSketch {
  kind: EstateKind
  builtYear: number
  ring: Point[]
  centre: Point
  /** Share of the homes that stand empty. */
  emptyShare: number
}

export interface CellSketch {
  rect: Rect
  /** Metres that buildings keep from each side: half of the street that runs there, or little. */
  clearance: Record<Side, number>
  quarter: number
}

export interface LineSketch {
  class: StreetClass
  points: Point[]
}

/** Everything that stands or lies in the city before it has names, areas and people. */
export interface Sketch {
  cells: CellSketch[]
  buildings: BuildingSketch[]
  estates: EstateSketch[]
  landUses: { kind: LandUseKind; name: string | null; ring: Point[] }[]
  waters: { kind: WaterKind; name: string; ring: Point[] }[]
  lanes: LineSketch[]
  parks: { name: string; centre: Point }[]
}

/** A city in which nothing stands yet. */
export function createSketch(): Sketch {
  return { cells: [], buildings: [], estates: [], landUses: [], waters: [], lanes: [], parks: [] }
}
