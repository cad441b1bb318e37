/** A query as the database compares it (`search_key`): no case, spaces or full-width forms. */
export const toSearchKey = (query: string): string =>
  query.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '')

/** Pairs of neighbouring characters, or the line feed that begins a name and the only one (`search_grams`). */
export function toSearchGrams(key: string): string[] {
  const characters = [...key]
  if (characters.length === 1) return [`\n${key}`]
  return [...new Set(characters.slice(1).map((character, place) => characters[place] + character))]
}
