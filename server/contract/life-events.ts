import Type, { type Static } from 'typebox'
import { Day, Id, Nullable, OneOf } from './atoms.ts'
import { lifeEventSources, registrationPlaces, relationsToHead, sexes } from './vocabulary.ts'

/** What every act is told. */
export const lifeEvent = {
  /** First day in the new home, and the first no longer in the old one. */
  happenedOn: Day,
  source: OneOf(lifeEventSources),
  /** Day on which who records it has seen that it is so. */
  verifiedOn: Type.Optional(Nullable(Day)),
  reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
}
const LifeEvent = Type.Object(lifeEvent)
export type LifeEvent = Static<typeof LifeEvent>

/** The body of an act: what every act is told, and more. */
export const act = <Fields extends Type.TProperties>(fields: Fields) =>
  Type.Object({ ...lifeEvent, ...fields }, { additionalProperties: false })

/** A member of a household, with the relation to its head. */
const Member = Type.Object(
  { personId: Id, relationToHead: OneOf(relationsToHead) },
  { additionalProperties: false },
)
export type Member = Static<typeof Member>
const Members = Type.Array(Member, { minItems: 1, maxItems: 500 })

/** Each member who stays behind, with the relation to the new head. */
const stayers = Type.Optional(Nullable(Type.Array(Member, { maxItems: 500 })))

const home = {
  dwellingId: Id,
  /** Household of that dwelling to join; null begins a new one. */
  householdId: Nullable(Id),
}
const relationToHead = OneOf(relationsToHead)

// ── Moves ──────────────────────────────────────────────────────────────────────────────────────

export const MoveIn = act({ ...home, relationToHead })
export type MoveIn = Static<typeof MoveIn>

export const MoveOut = act({ isWholeHousehold: Type.Boolean(), stayers })
export type MoveOut = Static<typeof MoveOut>

/** A household that moves as a whole stays itself: householdId is null, the relations stay. */
export const Move = act({ ...home, relationToHead, isWholeHousehold: Type.Boolean(), stayers })
export type Move = Static<typeof Move>

// ── Persons and households that are new ────────────────────────────────────────────────────────

const newPerson = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  sex: OneOf(sexes),
  /** With or without spaces; checked against birth date and sex. */
  identityNumber: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  registrationPlace: Type.Optional(OneOf(registrationPlaces)),
}
const NewPerson = Type.Object({ ...newPerson, birthDate: Day })
export type NewPerson = Static<typeof NewPerson>

/** Somebody registered who lives nowhere, or somebody new. */
const ArrivingMember = Type.Union([
  Member,
  Type.Object({ ...newPerson, birthDate: Day, relationToHead }, { additionalProperties: false }),
])
export type ArrivingMember = Static<typeof ArrivingMember>

/** A household comes to live in a dwelling as a whole; exactly one member is its head. */
export const Arrival = act({
  dwellingId: Id,
  members: Type.Array(ArrivingMember, { minItems: 1, maxItems: 30 }),
})
export type Arrival = Static<typeof Arrival>

export const Registration = act({ ...newPerson, birthDate: Day })
export type Registration = Static<typeof Registration>

/** Happened on the day of birth; the relation is the child's to the head of the household. */
export const Birth = act({ ...newPerson, relationToHead })
export type Birth = Static<typeof Birth>

// ── Lives and households ───────────────────────────────────────────────────────────────────────

export const Death = act({ stayers })
export type Death = Static<typeof Death>

/** Every member, with the relation to the new head. */
export const ChangeOfHead = act({ members: Members })
export type ChangeOfHead = Static<typeof ChangeOfHead>

/** Leavers form a household in a dwelling, the same or another, with a head of their own. */
export const Split = act({ dwellingId: Id, leavers: Members, stayers })
export type Split = Static<typeof Split>

/**
 * With a home, both live there from that day on: whoever does not yet is among the movers, and
 * others of their households may come along. Without one, both stay where they live.
 */
export const Marriage = act({
  spouseId: Id,
  home: Nullable(Type.Object({ ...home, movers: Members }, { additionalProperties: false })),
  stayers,
})
export type Marriage = Static<typeof Marriage>

export const Divorce = act({})

/** To a dwelling of the city (place here), or to a place outside of which no dwelling is known. */
export const RegisteredAddress = act({
  dwellingId: Nullable(Id),
  registrationPlace: OneOf(registrationPlaces),
})
export type RegisteredAddress = Static<typeof RegisteredAddress>

// ── Leases and ownership ───────────────────────────────────────────────────────────────────────

const PersonIds = Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true })

export const LeaseBegin = act({
  tenantIds: PersonIds,
  /** Day after the last; null while it is open. */
  until: Type.Optional(Nullable(Day)),
})
export type LeaseBegin = Static<typeof LeaseBegin>

/** Null: of all tenants. */
export const LeaseEnd = act({ tenantIds: Type.Optional(Nullable(PersonIds)) })
export type LeaseEnd = Static<typeof LeaseEnd>

/** All who own the dwelling from that day on. */
export const Sale = act({ ownerIds: PersonIds })
export type Sale = Static<typeof Sale>

// ── Answers ────────────────────────────────────────────────────────────────────────────────────

export const Undo = Type.Object({ reason: lifeEvent.reason }, { additionalProperties: false })

/** The event that was written; it can be undone by its id. */
export const RecordedLifeEvent = Type.Object({ lifeEventId: Id })
export type RecordedLifeEvent = Static<typeof RecordedLifeEvent>

export const RecordedPerson = Type.Object({ lifeEventId: Id, personId: Id })
export type RecordedPerson = Static<typeof RecordedPerson>

export const RecordedArrival = Type.Object({
  lifeEventId: Id,
  householdId: Id,
  /** In the order in which the members were named. */
  personIds: Type.Array(Id),
})
export type RecordedArrival = Static<typeof RecordedArrival>

/** The household that began, or that a couple lives in; null where none was asked for. */
export const RecordedHousehold = Type.Object({ lifeEventId: Id, householdId: Nullable(Id) })
export type RecordedHousehold = Static<typeof RecordedHousehold>
