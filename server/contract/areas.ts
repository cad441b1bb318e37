import Type, { type Static } from 'typebox'
import { AsOfQuery, Count, Id, Nullable } from './atoms.ts'

/** What the tree and the panels show of a community, zone or grid. */
export const AreaProperties = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  /** The zone of a grid, the community of a zone, nothing for a community. */
  parentId: Nullable(Id),
  /** None for who may not count people. */
  householdCount: Nullable(Count),
  shopCount: Count,
  personCount: Nullable(Count),
  buildingCount: Count,
  areaSquareMeters: Type.Number(),
  revision: Type.Integer(),
})
export type AreaProperties = Static<typeof AreaProperties>

const Ring = Type.Array(Type.Array(Type.Number()))

/** Grids are Polygons; zones and communities, being unions, are MultiPolygons. */
export const AreaGeometry = Type.Union([
  Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(Ring) }),
  Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(Ring)) }),
])

export const AreaFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Id,
  geometry: Nullable(AreaGeometry),
  properties: AreaProperties,
})
export type AreaFeature = Static<typeof AreaFeature>

export const AreaCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(AreaFeature),
})
export type AreaCollection = Static<typeof AreaCollection>

const BoundingBoxText = Type.Optional(
  Type.String({ description: 'west,south,east,north in degrees', maxLength: 100 }),
)

export const AreaQuery = Type.Object(
  { bbox: BoundingBoxText, parent: Type.Optional(Id), ...AsOfQuery.properties },
  { additionalProperties: false },
)
export type AreaQuery = Static<typeof AreaQuery>

/** Communities have no parent. */
export const CommunityQuery = Type.Object(
  { bbox: BoundingBoxText, ...AsOfQuery.properties },
  { additionalProperties: false },
)
