import type { BuildingUse } from '../../contract/vocabulary.ts'
import { containsRing, footprintArea, type OrientedBox, rectangleIn } from './footprint.ts'
import { hashOf, type TileBuilding } from './tile-building.ts'
import type { GroundPoint } from './tile-frame.ts'
import { SURFACE_KIND, type TileMesh } from './tile-mesh.ts'
import { addRooftopBlock } from './walls.ts'

/** A block on a flat roof, in the building's own axes. */
interface RooftopBlock {
  readonly kind: number
  readonly at: GroundPoint
  readonly size: GroundPoint
  readonly heightMeters: number
}

type Furnish = (building: TileBuilding, box: OrientedBox) => RooftopBlock[]

/** No rooftop block is higher; bounding volumes count on it. */
export const MAX_ROOFTOP_METERS = 8

const METERS_PER_STAIRWELL = 18
const LARGE_ROOF_SQUARE_METERS = 1200
const LAST_YEAR_OF_ROOF_HEATERS = 2012

const { rooftopBox, glass } = SURFACE_KIND

const furnishByUse: Record<BuildingUse, Furnish> = {
  housing: (building, box) => [...stairHeads(box), ...solarHeaters(building, box)],
  tower: towerCore,
  'village-house': () => [],
  commerce: plantAndSkylights,
  office: (building, box) => [...towerCore(building, box), ...plantAndSkylights(building, box)],
  public: plantAndSkylights,
  school: (_, box) => stairHeads(box).filter((_block, index) => index % 2 === 0),
  hospital: plantAndSkylights,
  industry: roofLights,
}

/** Adds what stands on a flat roof. Blocks that would stick out of the footprint are left out. */
export function addRooftopFurniture(
  mesh: TileMesh,
  building: TileBuilding,
  box: OrientedBox,
  featureId: number,
): void {
  const bottom = building.heightMeters
  for (const { kind, at, size, heightMeters } of furnishByUse[building.use](building, box)) {
    const ring = rectangleIn(box, at, size)
    if (!containsRing(building.footprint, ring)) continue
    const surface = { featureId, kind, buildingHeight: bottom }
    addRooftopBlock(mesh, ring, { bottom, top: bottom + heightMeters }, surface)
  }
}

function block(kind: number, at: GroundPoint, size: GroundPoint, heightMeters: number) {
  return { kind, at, size, heightMeters }
}

/** One stair head for each stairwell, on the north side of the ridge line. */
function stairHeads(box: OrientedBox): RooftopBlock[] {
  if (box.depth < 7) return []
  const count = Math.max(1, Math.round(box.length / METERS_PER_STAIRWELL))
  return places(count, box.length).map((along) =>
    block(rooftopBox, [along, box.depth * 0.16], [3.4, Math.min(4.6, box.depth * 0.4)], 2.7),
  )
}

/** Rows of solar water heaters, on most walk-ups of their years. */
function solarHeaters({ id, builtYear, floors }: TileBuilding, box: OrientedBox): RooftopBlock[] {
  const isOld = builtYear !== null && builtYear <= LAST_YEAR_OF_ROOF_HEATERS
  if (!isOld || floors > 11 || box.depth < 9 || hashOf(id, 11) < 0.25) return []
  const count = Math.max(1, Math.round(box.length / METERS_PER_STAIRWELL))
  const length = (box.length / count) * 0.62
  return places(count, box.length).map((along) =>
    block(glass, [along, -box.depth * 0.2], [length, 1.5], 1.1),
  )
}

/** Lift machine room with a water tank on it. */
function towerCore(building: TileBuilding, box: OrientedBox): RooftopBlock[] {
  if (building.floors < 7 || box.depth < 9) return box.depth < 7 ? [] : stairHeads(box).slice(0, 1)
  const count = Math.max(1, Math.round(box.length / 32))
  const width = Math.min(9, (box.length / count) * 0.35)
  return places(count, box.length).flatMap((along) => [
    block(rooftopBox, [along, box.depth * 0.06], [width, box.depth * 0.36], 4.6),
    block(rooftopBox, [along, box.depth * 0.06], [width * 0.55, box.depth * 0.2], 7),
  ])
}

/** Skylights over the middle of a large roof, rows of cooling plant along its north side. */
function plantAndSkylights(building: TileBuilding, box: OrientedBox): RooftopBlock[] {
  const area = footprintArea(building.footprint)
  if (area < 280) return []
  if (area < LARGE_ROOF_SQUARE_METERS) {
    return [
      block(rooftopBox, [box.length * 0.28, box.depth * 0.1], [5.5, 4.5], 2.6),
      block(rooftopBox, [-box.length * 0.24, -box.depth * 0.12], [4, 2.6], 1.6),
    ]
  }
  return [
    ...skylightRows(box),
    ...plantRow(box, hashOf(building.id, 5)),
    block(rooftopBox, [-box.length * 0.36, box.depth * 0.3], [9, 7], 4.2),
    block(rooftopBox, [box.length * 0.38, -box.depth * 0.32], [7, 6], 3.4),
  ]
}

function skylightRows(box: OrientedBox): RooftopBlock[] {
  const rows = Math.min(5, Math.max(1, Math.floor(box.depth / 16)))
  return places(rows, box.depth * 0.5).map((across) =>
    block(glass, [0, across], [box.length * 0.46, 2.6], 1),
  )
}

function plantRow(box: OrientedBox, variation: number): RooftopBlock[] {
  const count = Math.min(12, Math.max(3, Math.floor(box.length / 9)))
  return places(count, box.length * 0.5).map((along, index) =>
    block(
      rooftopBox,
      [along + box.length * 0.08, box.depth * 0.36],
      [3 + 1.5 * ((index + variation * 7) % 2), 3],
      2.1,
    ),
  )
}

/** Long roof lights of a workshop. */
function roofLights(_building: TileBuilding, box: OrientedBox): RooftopBlock[] {
  const rows = Math.min(6, Math.max(1, Math.floor(box.depth / 11)))
  return places(rows, box.depth).map((across) =>
    block(glass, [0, across], [box.length * 0.82, 1.8], 0.9),
  )
}

/** The middles of `count` equal parts of a length, measured from its middle. */
function places(count: number, length: number): number[] {
  return Array.from({ length: count }, (_, index) => ((index + 0.5) / count - 0.5) * length)
}
