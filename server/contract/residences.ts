import Type, { type Static } from 'typebox'
import { Id, Nullable, OneOf } from './atoms.ts'
import { lifeEventSources, relationsToHead, residenceKinds } from './vocabulary.ts'

const Day = Type.String({ format: 'date' })
const Moment = Type.String({ format: 'date-time' })

/** Residences of one person or in one dwelling: exactly one of both has to be named. */
export const ResidenceQuery = Type.Object(
  {
    person: Type.Optional(Id),
    dwelling: Type.Optional(Id),
    /** What was true on this day; without it all that is known. */
    asOf: Type.Optional(Day),
    /** What was believed at this moment; without it what is believed now. */
    knownAt: Type.Optional(Moment),
  },
  { additionalProperties: false },
)
export type ResidenceQuery = Static<typeof ResidenceQuery>

/** A link between a person and a dwelling, in both times. */
export const Residence = Type.Object({
  id: Id,
  personId: Id,
  /** Masked; null for who does not see it, or where the person is out of reach now. */
  personName: Nullable(Type.String()),
  dwellingId: Id,
  /** Unit and room, such as 2-1802. */
  label: Type.String(),
  householdId: Nullable(Id),
  kind: OneOf(residenceKinds),
  /** First day; null where it is not known. */
  from: Nullable(Day),
  /** Day after the last; null while it lasts. */
  until: Nullable(Day),
  source: Type.String(),
  verifiedBy: Nullable(Type.String()),
  verifiedOn: Nullable(Day),
  /** Since when this is believed, and until when it was. */
  recordedAt: Moment,
  replacedAt: Nullable(Moment),
  /** Act that made it so; null where it was loaded. */
  lifeEventId: Nullable(Id),
})
export type Residence = Static<typeof Residence>

export const ResidenceList = Type.Object({ items: Type.Array(Residence) })
export type ResidenceList = Static<typeof ResidenceList>

/** What every act is told. */
const lifeEvent = {
  /** First day in the new home, and the first no longer in the old one. */
  happenedOn: Day,
  source: OneOf(lifeEventSources),
  /** Day on which who records it has seen that it is so. */
  verifiedOn: Type.Optional(Nullable(Day)),
  reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
}

/** Each member who stays behind, with the relation to the new head. */
const stayers = Type.Optional(
  Nullable(
    Type.Array(
      Type.Object(
        { personId: Id, relationToHead: OneOf(relationsToHead) },
        { additionalProperties: false },
      ),
      { maxItems: 500 },
    ),
  ),
)

const home = {
  dwellingId: Id,
  /** Household of that dwelling to join; null begins a new one. */
  householdId: Nullable(Id),
  relationToHead: OneOf(relationsToHead),
}

export const MoveIn = Type.Object({ ...lifeEvent, ...home }, { additionalProperties: false })
export type MoveIn = Static<typeof MoveIn>

export const MoveOut = Type.Object(
  { ...lifeEvent, isWholeHousehold: Type.Boolean(), stayers },
  { additionalProperties: false },
)
export type MoveOut = Static<typeof MoveOut>

/** A household that moves as a whole stays itself: householdId is null, the relations stay. */
export const Move = Type.Object(
  { ...lifeEvent, ...home, isWholeHousehold: Type.Boolean(), stayers },
  { additionalProperties: false },
)
export type Move = Static<typeof Move>

export const UndoneLifeEvent = Type.Object(
  { reason: lifeEvent.reason },
  { additionalProperties: false },
)

/** The event that was written; it can be undone by its id. */
export const RecordedLifeEvent = Type.Object({ lifeEventId: Id })
export type RecordedLifeEvent = Static<typeof RecordedLifeEvent>
