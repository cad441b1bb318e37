import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskIdentityNumber, maskPhone } from '../../../../server/privacy/masking.ts'

const digits = (length: fc.Arbitrary<number>) =>
  length.chain((size) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size })
      .map((all) => all.join('')),
  )
const signs = fc.constantFrom('', ' ', '-', '+86 ', '(0536) ', '０', 'x', '*')

/** What people type: digits with signs between them, in any length. */
const anyNumber = fc
  .array(fc.tuple(digits(fc.integer({ min: 0, max: 9 })), signs), { maxLength: 5 })
  .map((parts) => parts.flat().join(''))

describe('masks', () => {
  test.each([
    ['identity number', maskIdentityNumber],
    ['phone', maskPhone],
  ])('of any %s let no four digits in a row survive', (_name, mask) => {
    fc.assert(
      fc.property(anyNumber, (text) => {
        expect(mask(text)).not.toMatch(/\d{4}/)
      }),
      { numRuns: 2000 },
    )
  })

  test('of an identity number let two characters survive', () => {
    fc.assert(
      fc.property(digits(fc.constant(17)), fc.constantFrom(...'0123456789X'), (first17, check) => {
        const masked = maskIdentityNumber(first17 + check)
        expect(masked.replaceAll('*', '')).toBe(first17[0] + check)
        expect(masked).toHaveLength(18)
      }),
    )
  })

  test('of a phone let five digits survive, of a short one none', () => {
    fc.assert(
      fc.property(digits(fc.integer({ min: 1, max: 15 })), (phone) => {
        const survivors = maskPhone(phone).replaceAll('*', '')
        expect(survivors).toBe(phone.length < 9 ? '' : phone.slice(0, 3) + phone.slice(-2))
      }),
    )
  })

  test('have the form that the constraints of the database demand', () => {
    fc.assert(
      fc.property(anyNumber, (text) => {
        expect(maskIdentityNumber(text)).toMatch(/^[\d*]\*+[\dX*]$/)
        expect(maskPhone(text)).toMatch(/^\d{0,3}\*{4,}\d{0,2}$/)
      }),
    )
  })
})
