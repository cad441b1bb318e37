/** Digits and letters without those that look alike: I, O, S, V and Z. */
export const licenceAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** Check character of a unified social credit code 统一社会信用代码: GB 32100-2015, weights 3^i mod 31. */
export function licenceCheckCharacter(first17: string): string {
  let weight = 1
  let total = 0
  for (const character of first17) {
    total += weight * licenceAlphabet.indexOf(character)
    weight = (weight * 3) % 31
  }
  return licenceAlphabet.charAt((31 - (total % 31)) % 31)
}

/** As it is stored: narrow capitals, without spaces and signs. */
export const normaliseLicenceNumber = (text: string): string =>
  text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Whether a text is the number of a business licence: 18 characters, the last checks the others. */
export const isLicenceNumber = (number: string): boolean =>
  form.test(number) && licenceCheckCharacter(number.slice(0, 17)) === number[17]
