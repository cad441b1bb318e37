import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkCharacter,
  isDate,
  normaliseIdentityNumber,
  readIdentityNumber,
} from '../../../../server/contract/identity-number.ts'

describe('an identity number', () => {
  test('has the check character of the example in GB 11643', () => {
    expect(checkCharacter('11010519491231002')).toBe('X')
  })

  test('states birth date and sex', () => {
    expect(readIdentityNumber('11010519491231002X')).toEqual({
      birthDate: '1949-12-31',
      sex: 'female',
    })
  })

  test('is kept narrow, with a capital X and without spaces', () => {
    expect(normaliseIdentityNumber(' １１０１０５ 19491231 002x')).toBe('11010519491231002X')
  })

  test('with any other digit in one place is none', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(digits, ([place, step]) => {
        const number = [...'11010519491231002X']
        number[place] = String((Number(number[place]) + step) % 10)
        expect(readIdentityNumber(number.join(''))).toBeUndefined()
      }),
    )
  })

  test('with a day that does not exist is none', () => {
    const first17 = '39078319800231001'
    expect(readIdentityNumber(first17 + checkCharacter(first17))).toBeUndefined()
  })
})

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2023-13-01', false],
  ['1980-5-1', false],
])('%s as a day: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected)
})
