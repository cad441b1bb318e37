import Type, { type Static } from 'typebox'
import { Count, Day, Id, Nullable, OneOf, PageQuery, Position } from './atoms.ts'
import { act, lifeEvent } from './life-events.ts'
import { legalForms, lifeEventSources, sexes, shopEventKinds } from './vocabulary.ts'

const Moment = Type.String({ format: 'date-time' })

/** What is told of premises and business, on the day that is asked for. */
const shopFacts = {
  name: Type.String(),
  trade: Type.String(),
  tradeNameZh: Type.String(),
  tradeNameEn: Type.String(),
  legalForm: OneOf(legalForms),
  /** Unified social credit code 统一社会信用代码; null where it is not known. */
  licenceNumber: Nullable(Type.String()),
  address: Nullable(Type.String()),
  floor: Type.Integer(),
  areaSquareMeters: Nullable(Type.Number()),
  buildingId: Id,
}

export const Shop = Type.Object({
  id: Id,
  ...shopFacts,
  openedOn: Nullable(Day),
  /** First day on which it was closed; null while it is open. */
  closedOn: Nullable(Day),
  position: Position,
})
export type Shop = Static<typeof Shop>

export const ShopPage = Type.Object({ items: Type.Array(Shop), total: Count })
export type ShopPage = Static<typeof ShopPage>

export const BuildingShopsQuery = Type.Object(
  { ...PageQuery.properties, asOf: Type.Optional(Day) },
  { additionalProperties: false },
)

/** What shops trade in, by code. */
export const ShopTrades = Type.Object({
  items: Type.Array(
    Type.Object({ trade: Type.String(), nameZh: Type.String(), nameEn: Type.String() }),
  ),
})
export type ShopTrades = Static<typeof ShopTrades>

/** Shops within reach, open today or on a day. */
export const ShopQuery = Type.Object(
  {
    ...PageQuery.properties,
    building: Type.Optional(Id),
    trade: Type.Optional(Type.String({ minLength: 1, maxLength: 10 })),
    asOf: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type ShopQuery = Static<typeof ShopQuery>

// ── Acts ───────────────────────────────────────────────────────────────────────────────────────

const business = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  trade: Type.String({ minLength: 1, maxLength: 10 }),
  legalForm: OneOf(legalForms),
}
const known = {
  /** With or without spaces; its check character is compared. */
  licenceNumber: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  /** Who runs it: a person of the registry. */
  ownerId: Type.Optional(Nullable(Id)),
}
const premises = {
  address: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
  floor: Type.Optional(Type.Integer({ minimum: -5, maximum: 200 })),
  areaSquareMeters: Type.Optional(
    Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })),
  ),
  /** At the building; without it on its street front. */
  position: Type.Optional(Position),
}
const changed = {
  name: Type.Optional(business.name),
  trade: Type.Optional(business.trade),
  legalForm: Type.Optional(business.legalForm),
  ...known,
}

/** What an act tells of a shop; what it does not tell stays. */
const ToldShop = Type.Object({ ...changed, ...premises, buildingId: Type.Optional(Id) })
export type ToldShop = Static<typeof ToldShop>

export const ShopOpening = act({ ...business, ...known, ...premises, buildingId: Id })
export type ShopOpening = Static<typeof ShopOpening>

export const ShopMove = act({ ...premises, buildingId: Id })
export type ShopMove = Static<typeof ShopMove>

export const BusinessChange = act(changed)
export type BusinessChange = Static<typeof BusinessChange>

export const ShopClosing = act({})
export type ShopClosing = Static<typeof ShopClosing>

/** What was written wrong of it since its last change, and the day of its opening. */
export const ShopCorrection = Type.Object(
  {
    ...changed,
    ...premises,
    buildingId: Type.Optional(Id),
    openedOn: Type.Optional(Nullable(Day)),
    reason: lifeEvent.reason,
  },
  { additionalProperties: false },
)
export type ShopCorrection = Static<typeof ShopCorrection>

/** The event that was written; it can be undone by its id. */
export const RecordedShopEvent = Type.Object({ shopEventId: Id })
export type RecordedShopEvent = Static<typeof RecordedShopEvent>

export const RecordedShop = Type.Object({ shopEventId: Id, shopId: Id })
export type RecordedShop = Static<typeof RecordedShop>

// ── History ────────────────────────────────────────────────────────────────────────────────────

export const ShopHistoryQuery = Type.Object(
  {
    /** What was true on this day; without it all that is known. */
    asOf: Type.Optional(Day),
    /** What was believed at this moment; without it what is believed now. */
    knownAt: Type.Optional(Moment),
  },
  { additionalProperties: false },
)
export type ShopHistoryQuery = Static<typeof ShopHistoryQuery>

/** What a shop was for a time, in both times. */
export const ShopState = Type.Object({
  id: Id,
  ...shopFacts,
  buildingName: Type.String(),
  /** First day; null where it is not known. */
  from: Nullable(Day),
  /** Day after the last; null while it lasts. */
  until: Nullable(Day),
  recordedAt: Moment,
  replacedAt: Nullable(Moment),
  /** Act that made it so; null where it was loaded or imported. */
  shopEventId: Nullable(Id),
})
export type ShopState = Static<typeof ShopState>

export const ShopEvent = Type.Object({
  id: Id,
  kind: OneOf(shopEventKinds),
  happenedOn: Day,
  source: Nullable(OneOf(lifeEventSources)),
  verifiedOn: Nullable(Day),
  recordedAt: Moment,
  isUndone: Type.Boolean(),
  undoes: Nullable(Id),
})
export type ShopEvent = Static<typeof ShopEvent>

/** Newest first. */
export const ShopHistory = Type.Object({
  states: Type.Array(ShopState),
  events: Type.Array(ShopEvent),
})
export type ShopHistory = Static<typeof ShopHistory>

/** Who runs a shop and who did, newest first; no person where they are out of reach. */
export const ShopOwners = Type.Object({
  items: Type.Array(
    Type.Object({
      from: Nullable(Day),
      until: Nullable(Day),
      /** Masked; every field is null where the caller does not see it. */
      person: Nullable(
        Type.Object({
          id: Id,
          name: Nullable(Type.String()),
          sex: Nullable(OneOf(sexes)),
          ageBand: Nullable(Type.String()),
          phone: Nullable(Type.String()),
          isRestricted: Type.Boolean(),
        }),
      ),
    }),
  ),
})
export type ShopOwners = Static<typeof ShopOwners>
