import type { RevealableField, Session } from '../../../server/contract/access.ts'

/** Why a field is hidden, or that one may ask for it. */
export type FieldLock = 'revealable' | 'kept-masked' | 'not-for-role' | 'restricted'

/** What the lock beside a field says to who is signed in. */
export function toFieldLock(
  field: RevealableField,
  { fields, revealableFields }: Pick<Session, 'fields' | 'revealableFields'>,
  isRestricted: boolean,
): FieldLock {
  if (!fields.includes(field)) return 'not-for-role'
  if (isRestricted) return 'restricted'
  return revealableFields.includes(field) ? 'revealable' : 'kept-masked'
}
