const DAY_MILLISECONDS = 86_400_000
/** 30 December 1899: day 0 of Excel for all days after the 29 February 1900 that it believes in. */
const EPOCH = Date.UTC(1899, 11, 30)

/**
 * The day (YYYY-MM-DD) that Excel means by a number, counted from 1900; undefined where it is none
 * between 1900 and 2199.
 */
export function toDay(serial: number): string | undefined {
  const day = Math.floor(serial)
  if (!(day >= 1 && day < 109_575)) return undefined
  // Excel counts a 29 February 1900, which never was.
  return new Date(EPOCH + (day < 60 ? day + 1 : day) * DAY_MILLISECONDS).toISOString().slice(0, 10)
}
