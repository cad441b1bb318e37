/** Tells spreadsheets that the text is UTF-8; without it they take the encoding of the machine. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** A line by RFC 4180. */
export const toCsvLine = (values: readonly unknown[]): string =>
  `${values.map(toCsvCell).join(',')}\r\n`

/**
 * A cell by RFC 4180. Spreadsheets run a text that begins like a formula, so it gets an apostrophe
 * before it (OWASP, CSV injection); full-width signs count as well.
 */
export function toCsvCell(value: unknown): string {
  const text = toText(value)
  const isFormula = typeof value !== 'number' && /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
