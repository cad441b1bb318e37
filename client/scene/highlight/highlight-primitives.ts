import type { Primitive } from 'cesium'
import type { AreaFeature } from '../../../server/contract/areas.ts'
import type { Building } from '../../../server/contract/buildings.ts'
import { polygonsOf } from '../../geo/area-index.ts'
import { densifyLine } from '../../geo/densify-line.ts'
import { dwellingRing, type FloorSpan, floorSpan } from '../../geo/dwelling-box.ts'
import { createLocalFrame, toLocal, toLonLat } from '../../geo/local-frame.ts'
import { outsetRing } from '../../geo/outset-ring.ts'
import { openRing, type Point } from '../../geo/ring.ts'
import { boundaryFills } from '../boundaries/boundary-primitives.ts'
import type { ScenePalette } from '../scene-palette.ts'
import type { DwellingPlace } from '../scene-types.ts'
import { curtain } from './curtain.ts'
import { haloLine, prism, ringLines } from './prism.ts'

/** Walls rise this far over the roof in the building tiles: the line runs on the parapet. */
const PARAPET_METERS = 1

/** White line round the roof, accent line round the foot: says more than a silhouette pass. */
export function buildingOutline(building: Building, palette: ScenePalette): Primitive[] {
  const { footprint, heightMeters } = building
  return [
    ringLines(outset(footprint, 0.3), [heightMeters + PARAPET_METERS], 3),
    haloLine(outset(footprint, 2.2), {
      heightMeters: 0.8,
      widthPixels: 7,
      colour: palette.accent,
      halo: '#FFFFFF',
    }),
  ]
}

/** One floor as an amber band round the building. */
export function floorBand(building: Building, floor: number, palette: ScenePalette): Primitive[] {
  const span = floorSpan(building, floor)
  const ring = outset(building.footprint, 0.7)
  return [
    prism(ring, span, palette.floor, 0.62),
    ringLines(ring, [span.bottomMeters, span.topMeters], 2),
  ]
}

/** One dwelling as a box, a metre proud of the walls, so that it shows on both fronts. */
export function dwellingBox(
  building: Building,
  place: DwellingPlace,
  palette: ScenePalette,
): Primitive[] {
  const frame = createLocalFrame(building.position)
  const footprint = building.footprint.map((point) => toLocal(frame, point))
  const ring = dwellingRing(footprint, building.units, place)
  if (!ring) return floorBand(building, place.floor, palette)
  const proud = outsetRing(ring, 1).map((point) => toLonLat(frame, point))
  const { bottomMeters, topMeters } = floorSpan(building, place.floor)
  const span: FloorSpan = { bottomMeters: bottomMeters + 0.05, topMeters: topMeters - 0.05 }
  return [
    prism(proud, span, palette.dwelling, 0.95),
    ringLines(proud, [span.bottomMeters, span.topMeters], 3),
  ]
}

/** Fill, line and curtain of a chosen area. */
export function areaHighlight(area: AreaFeature, palette: ScenePalette): Primitive[] {
  const polygons = polygonsOf(area)
  const outers = polygons.flatMap(([outer]) => (outer ? [outer] : []))
  return [
    boundaryFills([{ polygons, colour: palette.accent }], 0.2, 1.6),
    ...outers.map((outer) =>
      haloLine(openRing(densifyLine(outer, 80)), {
        heightMeters: 3.2,
        widthPixels: 8,
        colour: palette.accent,
        halo: palette.halo,
        hiddenAlpha: 0.6,
      }),
    ),
    ...outers.map((outer) => curtain(outer, palette.accent)),
  ]
}

function outset(ring: readonly Point[], meters: number): Point[] {
  const frame = createLocalFrame(ring[0] ?? [0, 0])
  const local = ring.map((point) => toLocal(frame, point))
  return outsetRing(local, meters).map((point) => toLonLat(frame, point))
}
