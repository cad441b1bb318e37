/**
 * An address in one form: narrow, capital letters, no spaces, `-` for every sign between numbers,
 * without remarks in brackets. Spaces between two numbers count as such a sign.
 */
export function toPlainAddress(line: string): string {
  return line
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[([【〔].*?[)\]】〕]/gu, '')
    .replace(/(?<=\d)\s+(?=\d)/gu, '-')
    .replace(/\s/gu, '')
    .replace(/[-‐‑‒–—―−─~_/\\.、,·]+/gu, '-')
    .replace(/^-|-$/g, '')
}
