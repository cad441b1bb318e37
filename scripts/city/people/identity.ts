import { checkCharacter } from '../../../server/contract/identity-number.ts'

/** Division code that is not assigned; numbers that begin with it are nobody's. */
export const fictionalDivision = '390783'

/** Mobile prefix that is not assigned (MIIT allocation of 2023-03-31). */
export const fictionalMobilePrefix = '154'

export interface IdentityNumbers {
  /** A number that was not given before; throws when a day has used its 500 numbers. */
  next(birthDate: string, sex: 'male' | 'female'): string
}

/** Gives out identity numbers: division, birth date, order (odd for men), check character. */
export function createIdentityNumbers(): IdentityNumbers {
  const used = new Map<string, number>()
  return {
    next(birthDate, sex) {
      const key = `${birthDate}${sex}`
      const count = used.get(key) ?? 0
      if (count >= 500) throw new RangeError(`no identity number left for ${birthDate}`)
      used.set(key, count + 1)
      const order = String(count * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')
      const first17 = `${fictionalDivision}${birthDate.replaceAll('-', '')}${order}`
      return first17 + checkCharacter(first17)
    },
  }
}

/** A mobile number for each count from 0 to 99,999,999, none twice, without a visible order. */
export function toMobileNumber(count: number): string {
  // 61,803,399 has no factor in common with 10^8, so the product runs through all remainders.
  const scrambled = Number((BigInt(count) * 61803399n + 7830000n) % 100000000n)
  return fictionalMobilePrefix + String(scrambled).padStart(8, '0')
}
