import Type, { type Static } from 'typebox'
import { type PersonField, personFields, revealableFields } from './access.ts'
import { Count, Nullable, OneOf } from './atoms.ts'
import { findingKinds, visitOutcomes } from './visits.ts'
import { lifeEventKinds, registrationPlaces, relationsToHead, sexes } from './vocabulary.ts'

/** In words that the resident may read one day. */
const Reason = Type.String({ minLength: 4, maxLength: 200, pattern: '\\S' })

/** Fields that can be corrected, and the form of their values. */
export const correctableFields = [
  'name',
  'sex',
  'birth-date',
  'identity-number',
  'phone',
  'registration',
] as const satisfies readonly PersonField[]
export type CorrectableField = (typeof correctableFields)[number]

/** What the report is for; the audit writes it down. */
export const PersonReportRequest = Type.Object({ purpose: Reason }, { additionalProperties: false })

export const Correction = Type.Object(
  {
    field: OneOf(correctableFields),
    /** Null: nothing is known any more; for identity number and phone only. */
    value: Nullable(Type.String({ maxLength: 60 })),
    reason: Reason,
  },
  { additionalProperties: false },
)
export type Correction = Static<typeof Correction>

export const Restriction = Type.Object({ reason: Reason }, { additionalProperties: false })

export const Erasure = Type.Object(
  {
    reason: Reason,
    /** The record was wrong from the beginning: the person need not move out first. */
    isFalseEntry: Type.Optional(Type.Boolean({ default: false })),
  },
  { additionalProperties: false },
)

/** All that is held about one person, and who looked. */
export const PersonReport = Type.Object({
  personId: Type.Integer(),
  /** Fields that stand here in clear; all others are masked. */
  clearFields: Type.Array(OneOf(revealableFields)),
  name: Type.String(),
  sex: OneOf(sexes),
  /** The day, or a ten-year band of age where it is masked. */
  birthDate: Nullable(Type.String()),
  identityNumber: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  registration: OneOf(registrationPlaces),
  relationToHead: Nullable(OneOf(relationsToHead)),
  restriction: Nullable(Type.Object({ at: Type.String(), reason: Type.String() })),
  erasure: Nullable(
    Type.Object({
      at: Type.String(),
      by: Type.String(),
      reason: Type.String(),
      wasFalseEntry: Type.Boolean(),
    }),
  ),
  residences: Type.Array(
    Type.Object({
      kind: Type.String(),
      from: Nullable(Type.String()),
      until: Nullable(Type.String()),
      source: Type.String(),
      verifiedOn: Nullable(Type.String()),
      /** When something else became known; null for what is believed now. */
      replacedAt: Nullable(Type.String()),
      /** Null for who does not see residences. */
      address: Nullable(Type.String()),
    }),
  ),
  diedOn: Nullable(Type.String()),
  /** Recorded ones; head and spouse of a household are married without a record. */
  marriages: Type.Array(
    Type.Object({ from: Nullable(Type.String()), until: Nullable(Type.String()) }),
  ),
  /** Acts that touched the person, the newest first. */
  lifeEvents: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: OneOf(lifeEventKinds),
      happenedOn: Type.String(),
      at: Type.String(),
      by: Type.String(),
      /** Null where it was recorded for somebody else, about whom it may tell. */
      reason: Nullable(Type.String()),
      isUndone: Type.Boolean(),
    }),
  ),
  /** Which the person runs or ran. */
  shops: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      from: Nullable(Type.String()),
      until: Nullable(Type.String()),
    }),
  ),
  /** To a household of which the person was a member, the newest first. */
  visits: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Type.String(),
      by: Type.String(),
      outcome: OneOf(visitOutcomes),
      isVerified: Type.Boolean(),
      /** Words to a visit of several people are not told: they may be about the others. */
      hasNotes: Type.Boolean(),
      notes: Nullable(Type.String()),
      /** What was found otherwise about the person. */
      findings: Type.Array(
        Type.Object({ kind: OneOf(findingKinds), note: Nullable(Type.String()) }),
      ),
    }),
  ),
  corrections: Type.Array(
    Type.Object({
      at: Type.String(),
      by: Type.String(),
      field: OneOf(personFields),
      reason: Type.String(),
      /** False: the values are hidden from the caller. */
      isClear: Type.Boolean(),
      old: Nullable(Type.String()),
      new: Nullable(Type.String()),
    }),
  ),
  /** Newest first; masked lists are told once a day and account, with how often. */
  looks: Type.Array(
    Type.Object({
      at: Type.String(),
      count: Count,
      by: Type.String(),
      role: Type.String(),
      action: Type.String(),
      fields: Type.Array(Type.String()),
      purpose: Nullable(Type.String()),
    }),
  ),
})
export type PersonReport = Static<typeof PersonReport>
