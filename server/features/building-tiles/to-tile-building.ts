import type { BuildingRow } from './building-tiles.queries.ts'
import type { Ring } from './footprint.ts'
import type { TileBuilding } from './tile-building.ts'
import { type GroundPoint, type TileFrame, toGround } from './tile-frame.ts'

/** Puts a building of the database into the frame of its tile. */
export function toTileBuilding({ rings, ...facts }: BuildingRow, frame: TileFrame): TileBuilding {
  const [outer = [], ...holes] = rings.map((ring) => toRing(ring, frame))
  return { ...facts, footprint: { outer, holes } }
}

function toRing(closed: readonly (readonly [number, number])[], frame: TileFrame): Ring {
  return closed
    .slice(0, -1)
    .map(([longitude, latitude]): GroundPoint => toGround(frame, longitude, latitude))
}
