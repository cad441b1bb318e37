import type { Sex } from './vocabulary.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const checkDigits = '10X98765432'

/** What an identity number says about its holder. */
export interface StatedByNumber {
  /** YYYY-MM-DD */
  birthDate: string
  sex: Sex
}

/** Check character of an identity number: GB 11643-1999, ISO 7064 MOD 11-2. */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkDigits.charAt(sum % 11)
}

/** As it is stored: narrow digits, a capital X, without the spaces and signs between them. */
export function normaliseIdentityNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()\-–]/g, '')
    .toUpperCase()
}

/**
 * What a number of 18 characters states; undefined where it is malformed, its check character
 * wrong or its date none. The last digit of the running number is odd for men (GB 11643).
 */
export function readIdentityNumber(number: string): StatedByNumber | undefined {
  const [, first17, year, month, day, running, check] =
    /^((?=\d{17})\d{6}(\d{4})(\d{2})(\d{2})(\d{3}))([\dX])$/.exec(number) ?? []
  if (!first17 || checkCharacter(first17) !== check) return undefined
  const birthDate = `${year}-${month}-${day}`
  if (!isDate(birthDate)) return undefined
  return { birthDate, sex: Number(running) % 2 === 1 ? 'male' : 'female' }
}

/** Whether a text of the form YYYY-MM-DD names a day that exists. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}
