import { describe, expect, test } from 'vitest'
import {
  createTemporaryPassword,
  findPasswordFault,
} from '../../../../server/privacy/password-policy.ts'

const rules = { minimumLength: 12, names: ['li.na', '李娜娜'] }

describe('a new password', () => {
  test.each([
    ['winter-kite', 'too-short'],
    ['十一个字的密码还差一', 'too-short'],
    ['passwordpassword', 'too-common'],
    ['Password2026!', 'too-common'],
    ['***qwertyuiop1', 'too-common'],
    ['1q2w3e4r5t6y', 'too-common'],
    ['aaaaaaaaaaaaaa', 'too-common'],
    ['abcabcabcabcabc', 'too-common'],
    ['abcdefghijklmno', 'too-common'],
    ['987654321098765', 'too-common'],
    ['13805361234567', 'too-common'],
    ['my-LI.NA-secret', 'holds-name'],
    ['李娜娜的密码是很长的一句', 'holds-name'],
  ] as const)('%s is refused: %s', async (password, fault) => {
    expect(await findPasswordFault(password, rules)).toBe(fault)
  })

  test.each([
    'brass kettle on the lake',
    '晨雾里的青瓦与三只白鹭在飞',
    'dragon-and-a-yellow-umbrella',
    'h7Gq-02mz-Xw4t',
  ])('%s may be used', async (password) => {
    expect(await findPasswordFault(password, rules)).toBeUndefined()
  })

  test('counts characters, not their bytes, in the form that is stored', async () => {
    const wide = 'ｗｉｄｅ　ｆｏｒｍｓ　ｏｆ　ｌｅｔｔｅｒｓ'
    expect(await findPasswordFault(wide, rules)).toBeUndefined()
    expect(await findPasswordFault('ｐａｓｓｗｏｒｄ２０２６', rules)).toBe('too-common')
  })
})

describe('a temporary password', () => {
  test('is another each time and may be used as it is', async () => {
    const made = Array.from({ length: 50 }, () => createTemporaryPassword(12))
    expect(new Set(made).size).toBe(50)
    for (const password of made) expect(await findPasswordFault(password, rules)).toBeUndefined()
  })

  test('is as long as the rules ask for', () => {
    expect(createTemporaryPassword(64).length).toBeGreaterThanOrEqual(64)
    expect(createTemporaryPassword(8)).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  })
})
