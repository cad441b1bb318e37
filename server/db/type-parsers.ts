import pg from 'pg'

/**
 * How values leave the database: `int8` and `numeric` as numbers (counts, areas), `date` as the
 * text `YYYY-MM-DD`, because a day has no time zone and a JavaScript Date would move it.
 */
export const typeParsers = new pg.TypeOverrides()

typeParsers.setTypeParser(pg.types.builtins.INT8, toSafeInteger)
typeParsers.setTypeParser(pg.types.builtins.NUMERIC, Number)
typeParsers.setTypeParser(pg.types.builtins.DATE, (text: string) => text)

function toSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`int8 value ${text} does not fit a JavaScript number`)
  }
  return value
}
