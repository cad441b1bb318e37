import { buildingUses } from '../../contract/vocabulary.ts'
import type { TileBuilding } from './tile-building.ts'
import type { TileMesh } from './tile-mesh.ts'

/** `_FACADE` counts in 1/32 metre: 3 cm fine, and 1 km at most. */
export const FACADE_STEPS_PER_METER = 32
/** Building numbers in `_BLD` are taken modulo this, the last integer that a float holds exactly. */
export const BUILDING_NUMBER_MODULUS = 2 ** 24
/** Added to the storey height in `_BLD` where the ground floor is one of shops. */
export const SHOP_FLOOR_FLAG = 100

const MAX_SHORT = 32_767
const FINEST_STEP_METERS = 0.01

/** Positions as whole steps from the origin of the tile. */
export interface QuantizedPositions {
  /** glTF axes (x east, y up, z south), four shorts a vertex, the fourth unused. */
  readonly values: Int16Array
  readonly stepMeters: number
  readonly min: [number, number, number]
  readonly max: [number, number, number]
}

/** Rounds positions to centimetres, or as coarsely as the extent of the tile demands. */
export function quantizePositions({ positions }: TileMesh): QuantizedPositions {
  let reach = 0
  for (const coordinate of positions) reach = Math.max(reach, Math.abs(coordinate))
  const stepMeters = Math.max(1, Math.ceil(reach / MAX_SHORT / FINEST_STEP_METERS)) / 100
  const count = positions.length / 3
  const values = new Int16Array(count * 4)
  const min: [number, number, number] = [MAX_SHORT, MAX_SHORT, MAX_SHORT]
  const max: [number, number, number] = [-MAX_SHORT, -MAX_SHORT, -MAX_SHORT]
  for (let vertex = 0; vertex < count; vertex += 1) {
    const [east = 0, north = 0, up = 0] = positions.slice(vertex * 3, vertex * 3 + 3)
    const steps = [east, up, -north].map((meters) => Math.round(meters / stepMeters))
    steps.forEach((step, axis) => {
      values[vertex * 4 + axis] = step
      min[axis] = Math.min(min[axis] ?? step, step)
      max[axis] = Math.max(max[axis] ?? step, step)
    })
  }
  return { values, stepMeters, min, max }
}

/** Normals in glTF axes as signed bytes, four a vertex, the fourth unused. */
export function toNormalBytes({ normals }: TileMesh): Int8Array {
  const count = normals.length / 3
  const bytes = new Int8Array(count * 4)
  for (let vertex = 0; vertex < count; vertex += 1) {
    bytes[vertex * 4] = Math.round((normals[vertex * 3] ?? 0) * 127)
    bytes[vertex * 4 + 1] = Math.round((normals[vertex * 3 + 2] ?? 0) * 127)
    bytes[vertex * 4 + 2] = Math.round(-(normals[vertex * 3 + 1] ?? 0) * 127)
  }
  return bytes
}

/** `_FACADE`: metres along, metres up, wall length or surface kind, building height, in 1/32 m. */
export function toFacadeShorts({ facades }: TileMesh): Int16Array {
  return Int16Array.from(facades, (meters) =>
    Math.max(-MAX_SHORT, Math.min(MAX_SHORT, Math.round(meters * FACADE_STEPS_PER_METER))),
  )
}

/** `_FEATURE_ID_0`: rows of the property table, two shorts a vertex, the second unused. */
export function toFeatureIdShorts({ featureIds }: TileMesh): Uint16Array {
  const shorts = new Uint16Array(featureIds.length * 2)
  featureIds.forEach((featureId, vertex) => {
    shorts[vertex * 2] = featureId
  })
  return shorts
}

/** `_BLD`: building number, code of the use, floors, storey height with the flag of shops. */
export function toBuildingFloats(
  { featureIds }: TileMesh,
  buildings: readonly TileBuilding[],
): Float32Array {
  const floats = new Float32Array(featureIds.length * 4)
  const rows = buildings.map((building) => [
    building.id % BUILDING_NUMBER_MODULUS,
    buildingUses.indexOf(building.use),
    building.floors,
    building.storeyHeightMeters + (building.hasShopFloor ? SHOP_FLOOR_FLAG : 0),
  ])
  featureIds.forEach((featureId, vertex) => {
    floats.set(rows[featureId] ?? [], vertex * 4)
  })
  return floats
}
