import Type, { type Static } from 'typebox'
import { revealableFields } from './access.ts'
import { Day, Id, Nullable, OneOf } from './atoms.ts'
import {
  lifeEventKinds,
  registrationPlaces,
  relationsToHead,
  residenceKinds,
  sexes,
} from './vocabulary.ts'

/** Which fields of one person are wanted in clear, and what for. */
export const RevealRequest = Type.Object(
  {
    fields: Type.Array(OneOf(revealableFields), { minItems: 1, maxItems: 4, uniqueItems: true }),
    /** In words that the person concerned may read one day. */
    purpose: Type.String({ minLength: 4, maxLength: 200, pattern: '\\S' }),
  },
  { additionalProperties: false },
)
export type RevealRequest = Static<typeof RevealRequest>

/** The fields that were asked for; null where nothing is known. */
export const RevealedPerson = Type.Object({
  name: Type.Optional(Nullable(Type.String())),
  'birth-date': Type.Optional(Nullable(Type.String())),
  'identity-number': Type.Optional(Nullable(Type.String())),
  phone: Type.Optional(Nullable(Type.String())),
})
export type RevealedPerson = Static<typeof RevealedPerson>

/** One person, masked; every field is null where the caller does not see it. */
export const PersonRecord = Type.Object({
  id: Id,
  /** The next act on the person is based on it, as on the entity tag. */
  revision: Type.Integer(),
  /** Masked: 王*明. */
  name: Nullable(Type.String()),
  sex: Nullable(OneOf(sexes)),
  /** Ten-year band, such as 30–39; of the dead that of their last day. */
  ageBand: Nullable(Type.String()),
  diedOn: Nullable(Day),
  /** Masked; null also where none is known. */
  identityNumber: Nullable(Type.String()),
  /** Masked; null also where none is known. */
  phone: Nullable(Type.String()),
  registrationPlace: Nullable(OneOf(registrationPlaces)),
  isRestricted: Type.Boolean(),
  isErased: Type.Boolean(),
  /** Null: the person lives nowhere in the city. */
  household: Nullable(
    Type.Object({
      id: Id,
      dwellingId: Id,
      buildingId: Id,
      label: Type.String(),
      relationToHead: Nullable(OneOf(relationsToHead)),
    }),
  ),
  /** By a recorded marriage, or as head and spouse of a household. */
  spouseId: Nullable(Id),
  /** Those that last, within the reach of the caller; at most 100. */
  residences: Type.Array(
    Type.Object({
      id: Id,
      dwellingId: Id,
      label: Type.String(),
      kind: OneOf(residenceKinds),
      from: Nullable(Day),
      until: Nullable(Day),
    }),
  ),
  /** The newest 100 acts that touched the person, the newest first. */
  lifeEvents: Type.Array(
    Type.Object({
      id: Id,
      kind: OneOf(lifeEventKinds),
      happenedOn: Day,
      recordedAt: Type.String({ format: 'date-time' }),
      isUndone: Type.Boolean(),
    }),
  ),
})
export type PersonRecord = Static<typeof PersonRecord>
