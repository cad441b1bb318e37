import Type, { type Static } from 'typebox'
import { revealableFields } from './access.ts'
import { Nullable, OneOf } from './atoms.ts'

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
