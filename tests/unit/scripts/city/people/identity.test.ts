import { describe, expect, it } from 'vitest'
import {
  createIdentityNumbers,
  toMobileNumber,
} from '../../../../../scripts/city/people/identity.ts'

describe('identity numbers', () => {
  it('have an odd order for men, an even one for women, and are never given twice', () => {
    const numbers = createIdentityNumbers()
    const men = Array.from({ length: 500 }, () => numbers.next('1980-02-29', 'male'))
    const women = Array.from({ length: 500 }, () => numbers.next('1980-02-29', 'female'))
    expect(new Set([...men, ...women]).size).toBe(1000)
    expect(men.every((number) => Number(number[16]) % 2 === 1)).toBe(true)
    expect(women.every((number) => Number(number[16]) % 2 === 0)).toBe(true)
    expect(men[0]).toMatch(/^39078319800229\d{3}[\dX]$/)
    expect(() => numbers.next('1980-02-29', 'male')).toThrow(RangeError)
  })

  it('come with mobile numbers of the unassigned prefix, none twice', () => {
    const phones = Array.from({ length: 20_000 }, (_, count) => toMobileNumber(count))
    expect(new Set(phones).size).toBe(20_000)
    expect(phones.every((phone) => /^154\d{8}$/.test(phone))).toBe(true)
  })
})
