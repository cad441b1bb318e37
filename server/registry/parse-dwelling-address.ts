import { toPlainAddress } from './plain-address.ts'

/**
 * One way to read a line as an address in an estate. What the line does not tell is undefined;
 * nothing is guessed. A whole dwelling has building, unit, floor and door.
 */
export interface DwellingAddress {
  /** What stands before the building, as written but without spaces: an estate, perhaps behind street and number; perhaps its pinyin; '' where nothing does. */
  place: string
  /** Number of the building, such as 3 or 3A, without its 号楼. */
  building: string | undefined
  unit: number | undefined
  /** Negative below the ground; never 0. */
  floor: number | undefined
  /** Door on its floor, from 1 to 99. */
  door: number | undefined
}

/**
 * All readings of a line such as 金光花园3号楼2单元1102室, 金光花园 3-2-1102, 3#楼2-1102,
 * 三号楼二单元11层2户 or jghy3-2-1102. Full-width forms, spaces and any kind of dash are taken.
 * Two bare numbers (3-1102) have two readings, because people leave out the unit as well as the
 * building. No reading: the line is no such address, or its numbers cannot be meant (room 5 has no
 * floor, no building has the number 2024).
 */
export function parseDwellingAddress(line: string): DwellingAddress[] {
  const plain = toPlainAddress(line)
  const readings = readFloorWords(plain) ?? readNumbers(plain) ?? readHead(plain, {})
  return readings.filter(isMeaningful)
}

/** Names that a building of this number may bear, the commonest first. */
export function toBuildingNames(building: string): string[] {
  return ['号楼', '号院', '栋', '幢', '座', '#楼', '#', '号', '楼', ''].map((end) => building + end)
}

type Tail = Partial<Pick<DwellingAddress, 'unit' | 'floor' | 'door'>>

/** Counted in Chinese: 一 to 九十九. */
const CHINESE = '[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]'
const BUILDING = `(?:\\d{1,3}[A-Z甲乙丙丁]?|(?<![A-Z])[A-Z]\\d{0,3}|${CHINESE})`
const BUILDING_END = '(?:号楼|号院|号|#楼|#|栋|幢|座|楼)'

/** …11层2户, …11楼02室, …负1层01室; without a door the floor alone. */
const FLOOR_WORDS = new RegExp(
  `^(?<head>.*?)-?(?<below>负|地下|B)?(?<floor>\\d{1,3}|${CHINESE})[层楼]-?(?:(?<door>\\d{1,2}|${CHINESE})(?:室|户|号)?|[东西中南北]户)?$`,
)
/** …3-2-1102, …1102室, …B101; the numbers at the end and what is said of them. */
const NUMBERS =
  /^(?<head>|.*?[^\d-])-?(?<numbers>(?:(?<![A-Z])B)?\d+[A-Z甲乙丙丁]?(?:-B?\d+){0,3})(?<end>号房|室|户|房|号)?$/
const HEAD = new RegExp(
  `^(?<place>.*?)-?(?:(?<building>${BUILDING})${BUILDING_END}-?)?(?:(?<unit>\\d{1,2}|${CHINESE})(?:单元|门)-?)?$`,
)

function readFloorWords(plain: string): DwellingAddress[] | undefined {
  const { head, below, floor, door } = FLOOR_WORDS.exec(plain)?.groups ?? {}
  if (head === undefined || floor === undefined) return undefined
  const tail = {
    floor: below ? -toNumber(floor) : toNumber(floor),
    door: door === undefined ? undefined : toNumber(door),
  }
  // 金光花园3楼 is as often the building as the floor.
  const readings = readHead(head, tail).filter(({ building, unit }) => building ?? unit)
  return readings.length > 0 ? readings : undefined
}

function readNumbers(plain: string): DwellingAddress[] | undefined {
  const { head, numbers, end = '' } = NUMBERS.exec(plain)?.groups ?? {}
  if (head === undefined || numbers === undefined) return undefined
  const [before] = readHead(head, {})
  if (!before) return undefined
  const readings = toTails(numbers.split('-'), before, end).map(({ building, ...tail }) => ({
    ...before,
    ...(building !== undefined && { building: toBuildingNumber(building) }),
    ...tail,
  }))
  return readings.length > 0 ? readings : undefined
}

/** What bare numbers can mean behind what stands before them in words. */
function toTails(
  numbers: string[],
  { place, building, unit }: DwellingAddress,
  end: string,
): (Tail & { building?: string })[] {
  const [first = '', second = '', third = '', fourth = ''] = numbers
  if (numbers.length === 4 && building === undefined && unit === undefined) {
    return [{ building: first, unit: Number(second), ...toFloorAndDoor(third, fourth) }]
  }
  if (numbers.length === 3 && unit === undefined) {
    if (building !== undefined) return [{ unit: Number(first), ...toFloorAndDoor(second, third) }]
    return toRoom(third).map((room) => ({ building: first, unit: Number(second), ...room }))
  }
  if (numbers.length === 2) {
    if (unit !== undefined) return [toFloorAndDoor(first, second)]
    const asUnit = toRoom(second).map((room) => ({ unit: Number(first), ...room }))
    if (building !== undefined) return asUnit
    return [...toRoom(second).map((room) => ({ building: first, ...room })), ...asUnit]
  }
  if (numbers.length > 1) return []
  // A number alone is a room only behind a building or unit, or where it says so: 金光大厦1102室.
  const isRoom =
    building !== undefined || unit !== undefined || (place !== '' && end !== '' && end !== '号')
  return isRoom ? toRoom(first) : []
}

function readHead(head: string, tail: Tail): DwellingAddress[] {
  const { place = '', building, unit } = HEAD.exec(head)?.groups ?? {}
  return [
    {
      place,
      building: building && toBuildingNumber(building),
      unit: unit === undefined ? undefined : toNumber(unit),
      floor: undefined,
      door: undefined,
      ...tail,
    },
  ]
}

/** 1102 is floor 11, door 2; B101 is door 1 one floor below the ground. */
function toRoom(room: string): Tail[] {
  const [, below, floor, door] = /^(B?)(\d{1,3})(\d\d)$/.exec(room) ?? []
  if (!floor || !door) return []
  return [{ floor: below ? -Number(floor) : Number(floor), door: Number(door) }]
}

/** 11-02. */
function toFloorAndDoor(floor: string, door: string): Tail {
  return {
    floor: floor.startsWith('B') ? -Number(floor.slice(1)) : Number(floor),
    door: Number(door),
  }
}

const toBuildingNumber = (text: string) =>
  /^[A-Z]/.test(text) || /^\d/.test(text) ? text.replace(/^0+(?=\d)/, '') : String(toNumber(text))

const DIGITS = '零一二三四五六七八九'

function toNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text]
  return (
    (tens === '' ? 1 : DIGITS.indexOf(tens ?? '零')) * 10 +
    Math.max(0, DIGITS.indexOf(ones || '零'))
  )
}

/** Whether the numbers can be those of a building, a unit, a floor and a door. */
function isMeaningful({ building, unit, floor, door }: DwellingAddress): boolean {
  if (building === undefined && unit === undefined && door === undefined) return false
  return (
    (building === undefined || /^(?!0)[0-9A-Z甲乙丙丁]{1,4}$/.test(building)) &&
    isWithin(unit, 1, 99) &&
    isWithin(floor, -5, 200) &&
    floor !== 0 &&
    isWithin(door, 1, 99)
  )
}

const isWithin = (value: number | undefined, least: number, most: number) =>
  value === undefined || (value >= least && value <= most)
