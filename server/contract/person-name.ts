/** A name as it is stored: composed, without spaces at its ends, one between its parts. */
export function normalisePersonName(text: string): string | undefined {
  const name = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  return /^\p{L}[\p{L}\p{M}·•'’. -]{0,38}[\p{L}\p{M}.]$/u.test(name) ? name : undefined
}
