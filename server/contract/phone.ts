/**
 * A phone as it is stored: digits only, those of a mobile number without the prefix of the
 * country; undefined where it cannot be one. `+86 138-0000 0000` and `13800000000` are one number.
 */
export function normalisePhone(text: string): string | undefined {
  const dialled = text
    .normalize('NFKC')
    .replace(/[\s()\-–.]/g, '')
    .replace(/^(\+|00)86(?=1\d{10}$)/, '')
  return /^\+?\d{7,15}$/.test(dialled) ? dialled : undefined
}
