import { describe, expect, test } from 'vitest'
import {
  isLicenceNumber,
  licenceCheckCharacter,
  normaliseLicenceNumber,
} from '../../../../server/contract/licence-number.ts'

describe('a licence number', () => {
  // The example of GB 32100-2015.
  test.each(['91350100M000100Y43'])('ends in its check character: %s', (number) => {
    expect(licenceCheckCharacter(number.slice(0, 17))).toBe(number[17])
    expect(isLicenceNumber(number)).toBe(true)
  })

  test.each([
    ['another check character', '91350100M000100Y44'],
    ['a character too few', '91350100M000100Y4'],
    ['a letter that looks like a digit', '9135O100M000100Y43'],
    ['nothing', ''],
  ])('is refused with %s', (_, number) => {
    expect(isLicenceNumber(number)).toBe(false)
  })

  test('is stored in narrow capitals without spaces and signs', () => {
    expect(normaliseLicenceNumber(' 91350100-m000100y４3 ')).toBe('91350100M000100Y43')
  })
})
