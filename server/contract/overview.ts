import Type, { type Static } from 'typebox'
import { Count, Nullable, OneOf } from './atoms.ts'
import { areaLevels } from './vocabulary.ts'

export const AreaLevelInfo = Type.Object({
  level: OneOf(areaLevels),
  nameZh: Type.String(),
  nameEn: Type.String(),
  targetHouseholdCount: Count,
})
export type AreaLevelInfo = Static<typeof AreaLevelInfo>

/** west, south, east, north in degrees */
const Bounds = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])

export const Overview = Type.Object({
  communities: Count,
  zones: Count,
  grids: Count,
  buildings: Count,
  /** None for who may not count people. */
  dwellings: Nullable(Count),
  households: Nullable(Count),
  persons: Nullable(Count),
  shops: Count,
  unassignedBuildings: Count,
  areaSquareKilometers: Type.Number(),
  city: Nullable(
    Type.Object({
      name: Type.String(),
      isDemonstration: Type.Boolean(),
      bbox: Bounds,
    }),
  ),
  /** What the caller may see of the city: where the map begins; null without any grid. */
  reach: Nullable(Bounds),
  levels: Type.Array(AreaLevelInfo),
  /** Changes with everything on the map; tiles under `/tiles/{mapVersion}/` are kept for good. */
  mapVersion: Type.String(),
})
export type Overview = Static<typeof Overview>
