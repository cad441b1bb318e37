import Type, { type Static } from 'typebox'
import { Count, Id, Nullable, OneOf, Position } from './atoms.ts'
import { buildingUses, relationsToHead, sexes, tenures } from './vocabulary.ts'

const AreaReference = Nullable(Type.Object({ id: Id, code: Type.String(), name: Type.String() }))

export const Building = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  address: Nullable(Type.String()),
  estate: Nullable(Type.Object({ id: Id, name: Type.String() })),
  use: OneOf(buildingUses),
  floorCount: Type.Integer(),
  heightMeters: Type.Number(),
  storeyHeightMeters: Type.Number(),
  hasShopFloor: Type.Boolean(),
  builtYear: Nullable(Type.Integer()),
  grid: AreaReference,
  zone: AreaReference,
  community: AreaReference,
  /** None for who may not count people. */
  dwellingCount: Nullable(Count),
  householdCount: Nullable(Count),
  personCount: Nullable(Count),
  shopCount: Count,
  /** A point inside the footprint. */
  position: Position,
  /** Outer ring of the footprint, counter-clockwise, first point repeated at the end. */
  footprint: Type.Array(Position),
  /** Units with the number of doors on a floor, from west to east: the columns of the matrix. */
  units: Type.Array(Type.Object({ number: Type.Integer(), doorCount: Count })),
  facilities: Type.Array(Type.Object({ id: Id, kind: Type.String(), name: Type.String() })),
})
export type Building = Static<typeof Building>

/** How a household holds the dwelling that it lives in. */
export const householdTenures = ['owner', 'tenant', 'other'] as const

const DwellingAddress = {
  dwellingId: Id,
  unit: Type.Integer(),
  floor: Type.Integer(),
  door: Type.Integer(),
  /** Unit and room as people write them: 2-1802. */
  label: Type.String(),
}

/** A household of a building; lists come in the order unit, floor, door. */
export const HouseholdRow = Type.Object({
  id: Id,
  ...DwellingAddress,
  /** Masked: 王*明. Empty where the household has no head. */
  headName: Nullable(Type.String()),
  residenceKind: OneOf(householdTenures),
  memberCount: Count,
  /** Members whose registration lies elsewhere 人户分离. */
  registeredElsewhereCount: Count,
  members: Type.Array(
    Type.Object({
      name: Nullable(Type.String()),
      relationToHead: Nullable(OneOf(relationsToHead)),
    }),
  ),
})
export type HouseholdRow = Static<typeof HouseholdRow>

export const HouseholdPage = Type.Object({ items: Type.Array(HouseholdRow), total: Count })
export type HouseholdPage = Static<typeof HouseholdPage>

/** A cell of the dwelling matrix 楼盘表: every dwelling, also those that stand empty. */
export const DwellingCell = Type.Object({
  ...DwellingAddress,
  areaSquareMeters: Nullable(Type.Number()),
  tenure: OneOf(tenures),
  occupancy: OneOf(['owner', 'tenant', 'other', 'empty'] as const),
  personCount: Count,
  householdIds: Type.Array(Id),
})
export type DwellingCell = Static<typeof DwellingCell>

export const DwellingList = Type.Object({ items: Type.Array(DwellingCell), total: Count })
export type DwellingList = Static<typeof DwellingList>

/** Every field is null where the caller's role or department does not see it. */
export const HouseholdMember = Type.Object({
  personId: Id,
  /** Masked: 王*明. */
  name: Nullable(Type.String()),
  relationToHead: Nullable(OneOf(relationsToHead)),
  sex: Nullable(OneOf(sexes)),
  /** Ten-year band, such as 30–39. */
  ageBand: Nullable(Type.String()),
  /** Masked; null also where none is known. */
  identityNumber: Nullable(Type.String()),
  /** Masked; null also where none is known. */
  phone: Nullable(Type.String()),
  isRegisteredElsewhere: Nullable(Type.Boolean()),
  /** The person's data may not be used for now: nothing can be revealed. */
  isRestricted: Type.Boolean(),
  residences: Type.Array(Type.Object({ kind: Type.String(), from: Nullable(Type.String()) })),
})
export type HouseholdMember = Static<typeof HouseholdMember>

export const Household = Type.Object({
  id: Id,
  /** The next act on the household is based on it, as on the entity tag; null of a past day. */
  revision: Nullable(Type.Integer()),
  kind: OneOf(['family', 'collective'] as const),
  dwelling: Type.Object({
    id: Id,
    buildingId: Id,
    unit: Type.Integer(),
    floor: Type.Integer(),
    door: Type.Integer(),
    label: Type.String(),
    areaSquareMeters: Nullable(Type.Number()),
    tenure: OneOf(tenures),
    address: Type.String(),
  }),
  members: Type.Array(HouseholdMember),
})
export type Household = Static<typeof Household>

/** A building that no grid covers whole. */
export const UnassignedBuilding = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  /** The imported file, or the generator. */
  source: Type.String(),
  position: Position,
})
export type UnassignedBuilding = Static<typeof UnassignedBuilding>

export const UnassignedBuildingPage = Type.Object({
  items: Type.Array(UnassignedBuilding),
  total: Count,
})
export type UnassignedBuildingPage = Static<typeof UnassignedBuildingPage>

/** Two lists side by side, as short as possible: thousands of buildings. */
export const HouseholdCounts = Type.Object({
  buildingIds: Type.Array(Id),
  householdCounts: Type.Array(Count),
})
export type HouseholdCounts = Static<typeof HouseholdCounts>
