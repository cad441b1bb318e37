/**
 * Masks as lists show them. The database keeps to the same forms by its constraints
 * person_identity_number_masked and person_phone_masked; names are masked by its mask_name.
 */

/** 370783195601011234 → 3****************4: neither place of origin nor birth date remains. */
export function maskIdentityNumber(number: string): string {
  const length = Math.min(20, number.length)
  const first = /^\d/.exec(number)?.[0] ?? '*'
  const last = /[\dX]$/i.exec(number)?.[0].toUpperCase() ?? '*'
  return `${first}${'*'.repeat(Math.max(1, length - 2))}${last}`
}

/** 15407831234 → 154******34; of a short number nothing remains. */
export function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '').slice(0, 15)
  if (digits.length < 9) return '*'.repeat(Math.max(4, digits.length))
  return `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`
}
