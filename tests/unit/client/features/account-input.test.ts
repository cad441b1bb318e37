import { expect, test } from 'vitest'
import { toChange } from '../../../../client/features/accounts/account-input.ts'

const input = { displayName: ' 王芳 ', role: 'zone-worker', areaPath: [3, 14] } as const

test('an account is bound to the last area that was chosen', () => {
  expect(toChange({ ...input, areaPath: [3, 14] })).toEqual({
    displayName: '王芳',
    role: 'zone-worker',
    departmentId: null,
    area: { level: 'zone', id: 14 },
    singleSignOn: null,
  })
})

test('what was filled in for another role is not sent', () => {
  const areaPath = [3, 14]
  const administrator = toChange({ ...input, areaPath, role: 'administrator', departmentId: 2 })
  expect(administrator).toMatchObject({ area: null, departmentId: null })
  const user = toChange({ ...input, role: 'department-user', departmentId: 2, areaPath: [3] })
  expect(user).toMatchObject({ area: { level: 'community', id: 3 }, departmentId: 2 })
})

test('half a single sign-on is none', () => {
  const issuer = 'https://sso.example'
  expect(toChange({ ...input, areaPath: [3, 14], issuer }).singleSignOn).toBeNull()
  expect(toChange({ ...input, areaPath: [3, 14], issuer, subject: 'a' }).singleSignOn).toEqual({
    issuer,
    subject: 'a',
  })
})
