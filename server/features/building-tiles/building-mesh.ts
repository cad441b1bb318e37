import {
  type Footprint,
  footprintArea,
  type OrientedBox,
  type Ring,
  rectangleIn,
  ringArea,
  smallestBox,
} from './footprint.ts'
import { addFlatRoof, addPitchedRoof } from './roofs.ts'
import { addRooftopFurniture } from './rooftop-furniture.ts'
import { simplifyRing } from './simplify-ring.ts'
import { hashOf, type TileBuilding } from './tile-building.ts'
import { createTileMesh, type TileMesh } from './tile-mesh.ts'
import { addWalls } from './walls.ts'

const PARAPET_METERS = 0.9
/** Share of its smallest rectangle that a footprint must fill to be drawn as that rectangle. */
const BLOCK_FILL = 0.74
const HIPPED_ROOF_FILL = 0.9
const SMALL_COURTYARD_SQUARE_METERS = 150
const COARSE_TOLERANCE_METERS = 2.5
/** Years in which flat roofs of walk-ups were rebuilt as pitched ones (平改坡). */
const HIPPED_ROOF_YEARS = { from: 1998, to: 2008 } as const

/** Every building with its walls, parapet, roof and what stands on it; feature id = place in list. */
export function toFineMesh(buildings: readonly TileBuilding[]): TileMesh {
  const mesh = createTileMesh()
  buildings.forEach((building, featureId) => {
    addDetailedBuilding(mesh, building, featureId)
  })
  return mesh
}

/** Every building as a plain block of about its ground area; feature id = place in list. */
export function toCoarseMesh(buildings: readonly TileBuilding[]): TileMesh {
  const mesh = createTileMesh()
  buildings.forEach((building, featureId) => {
    const surface = { featureId, buildingHeight: building.heightMeters }
    const box = smallestBox(building.footprint.outer)
    const block = toBlock(building.footprint, box)
    const span = { bottom: 0, top: building.heightMeters }
    for (const ring of [block.outer, ...block.holes]) addWalls(mesh, ring, span, surface)
    addFlatRoof(mesh, block, building.heightMeters, { ...surface, box })
  })
  return mesh
}

function addDetailedBuilding(mesh: TileMesh, building: TileBuilding, featureId: number): void {
  const { footprint, heightMeters } = building
  const surface = { featureId, buildingHeight: heightMeters }
  const box = smallestBox(footprint.outer)
  const pitch = toPitch(building, box)
  const top = heightMeters + (pitch ? 0 : Math.min(PARAPET_METERS, heightMeters * 0.12))
  for (const ring of [footprint.outer, ...footprint.holes]) {
    addWalls(mesh, ring, { bottom: 0, top, ...(pitch ? {} : { roof: heightMeters }) }, surface)
  }
  if (pitch) {
    addPitchedRoof(mesh, box, heightMeters, { ...surface, isHipped: pitch === 'hipped' })
    return
  }
  addFlatRoof(mesh, footprint, heightMeters, { ...surface, box })
  addRooftopFurniture(mesh, building, box, featureId)
}

/** Village houses have gables, some walk-ups hipped roofs, and only over a near rectangle. */
function toPitch(building: TileBuilding, box: OrientedBox): 'gabled' | 'hipped' | undefined {
  const { id, use, floors, builtYear, footprint } = building
  const fill = footprintArea(footprint) / (box.length * box.depth)
  if (use === 'village-house' && footprint.outer.length === 4 && fill > 0.97 && box.depth < 16) {
    return hashOf(id, 2) < 0.7 ? 'gabled' : undefined
  }
  const isRebuilt =
    use === 'housing' &&
    floors <= 6 &&
    builtYear !== null &&
    builtYear >= HIPPED_ROOF_YEARS.from &&
    builtYear <= HIPPED_ROOF_YEARS.to
  return isRebuilt && fill > HIPPED_ROOF_FILL && hashOf(id, 3) < 0.35 ? 'hipped' : undefined
}

/** The rectangle of equal area where the footprint nearly fills one, else its simplified outline. */
function toBlock(footprint: Footprint, box: OrientedBox): Footprint {
  const area = footprintArea(footprint)
  const fill = area / (box.length * box.depth)
  if (fill > BLOCK_FILL) {
    const scale = Math.sqrt(Math.min(1, fill))
    return { outer: rectangleIn(box, [0, 0], [box.length * scale, box.depth * scale]), holes: [] }
  }
  const isLarge = (ring: Ring) => Math.abs(ringArea(ring)) > SMALL_COURTYARD_SQUARE_METERS
  return {
    outer: simplifyRing(footprint.outer, COARSE_TOLERANCE_METERS),
    holes: footprint.holes
      .filter(isLarge)
      .map((ring) => simplifyRing(ring, COARSE_TOLERANCE_METERS)),
  }
}
