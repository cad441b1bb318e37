const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const checkDigits = '10X98765432'

/** Check character of an identity number: GB 11643-1999, ISO 7064 MOD 11-2. */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkDigits.charAt(sum % 11)
}

/**
 * The birth date (YYYY-MM-DD) that a number of 18 characters states; undefined where the number
 * is malformed, its check character wrong or its date none.
 */
export function readBirthDate(number: string): string | undefined {
  const [, first17, year, month, day, check] =
    /^((?=\d{17})\d{6}(\d{4})(\d{2})(\d{2})\d{3})([\dX])$/.exec(number) ?? []
  if (!first17 || checkCharacter(first17) !== check) return undefined
  const date = `${year}-${month}-${day}`
  return isDate(date) ? date : undefined
}

/** Whether a text of the form YYYY-MM-DD names a day that exists. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}
