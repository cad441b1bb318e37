import { expect, test } from 'vitest'
import { toFieldLock } from '../../../../client/features/persons/field-state.ts'

const gridLeader = {
  fields: ['name', 'birth-date', 'phone'],
  revealableFields: ['name', 'phone'],
} as const
const session = {
  fields: [...gridLeader.fields],
  revealableFields: [...gridLeader.revealableFields],
}

test.each([
  ['phone', false, 'revealable'],
  ['phone', true, 'restricted'],
  ['birth-date', false, 'kept-masked'],
  ['identity-number', false, 'not-for-role'],
  ['identity-number', true, 'not-for-role'],
] as const)('the lock of %s, restricted %s, says: %s', (field, isRestricted, expected) => {
  expect(toFieldLock(field, session, isRestricted)).toBe(expected)
})
