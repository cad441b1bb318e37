/** Numbers and dates as the language writes them. */
export interface Formatters {
  /** 60,000; a dash for what may not be known */
  count: (value: number | null) => string
  /** 112.6, at most `digits` decimals */
  number: (value: number, digits?: number) => string
  /** 30.02 km² or 8,412 m² */
  area: (squareMeters: number) => string
  /** 1.25 km or 86.4 m */
  length: (meters: number) => string
  /** 86 % */
  percent: (share: number) => string
  /** A year is not a quantity: no separator. */
  year: (year: number) => string
  /** 2019-03-04 as 2019年3月4日 or 4 March 2019 */
  date: (isoDate: string) => string
  /** A moment in the reader's own time: 2026年3月4日 16:05 */
  moment: (isoTime: string) => string
  /** Its time of day alone: 16:05 */
  time: (isoTime: string) => string
  /** The same to the second, for the audit: 2026/3/4 16:05:36 */
  exactMoment: (isoTime: string) => string
  /** 118.74012° E, 36.88013° N */
  position: (longitude: number, latitude: number) => string
}

const squareKilometer = 1_000_000
const kilometer = 1000

export function createFormatters(language: string): Formatters {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const second = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' })
  const number = (value: number, digits = 1) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
  return {
    count: (value) => (value === null ? '–' : whole.format(value)),
    number,
    area: (squareMeters) =>
      squareMeters >= squareKilometer / 10
        ? `${number(squareMeters / squareKilometer, 2)} km²`
        : `${number(squareMeters, squareMeters < 1000 ? 1 : 0)} m²`,
    length: (meters) =>
      meters >= kilometer ? `${number(meters / kilometer, 2)} km` : `${number(meters, 1)} m`,
    percent: (value) => share.format(value),
    year: (year) => String(year),
    date: (isoDate) => day.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)),
    moment: (isoTime) => minute.format(new Date(isoTime)),
    time: (isoTime) => clock.format(new Date(isoTime)),
    exactMoment: (isoTime) => second.format(new Date(isoTime)),
    position: (longitude, latitude) =>
      `${toDegrees(longitude, 'E', 'W')}, ${toDegrees(latitude, 'N', 'S')}`,
  }
}

function toDegrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`
}
