import Type, { type Static } from 'typebox'
import { Id, Nullable, OneOf, Position } from './atoms.ts'

export const placeKinds = ['facility', 'street', 'estate'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** A place to fly to: its outline, line or point, and what is written there. */
export const PlaceFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Id,
  geometry: Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) }),
  properties: Type.Object({
    id: Id,
    /** What sort of facility, street or estate. */
    kind: Type.String(),
    name: Nullable(Type.String()),
    address: Nullable(Type.String()),
    /** Main building of a facility. */
    buildingId: Nullable(Id),
    /** A point on it. */
    position: Position,
  }),
})
export type PlaceFeature = Static<typeof PlaceFeature>

export const labelKinds = ['estate', 'park', 'facility', 'water'] as const
export type LabelKind = (typeof labelKinds)[number]

/** Names that the scene writes on the map. */
export const LabelList = Type.Object({
  items: Type.Array(
    Type.Object({ kind: OneOf(labelKinds), id: Id, name: Type.String(), position: Position }),
  ),
})
export type LabelList = Static<typeof LabelList>
