import Type, { type Static } from 'typebox'
import { Day, Id, Nullable, OneOf } from './atoms.ts'
import { residenceKinds } from './vocabulary.ts'

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
