import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DwellingAddress,
  parseDwellingAddress,
  toBuildingNames,
} from '../../../../server/registry/parse-dwelling-address.ts'

/** place | building | unit | floor | door; a dot for what the line does not tell. */
const show = ({ place, building, unit, floor, door }: DwellingAddress) =>
  [place, building ?? '.', unit ?? '.', floor ?? '.', door ?? '.'].join(' | ')
const read = (line: string) => parseDwellingAddress(line).map(show)

describe('a dwelling is read', () => {
  test.each([
    ['金光花园3号楼2单元1102室', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园 3-2-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3-2-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园-3-2-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园３－２－１１０２', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园　３号楼　２单元　１１０２', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园 3 2 1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3—2—1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3/2/1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3#2-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3#楼2单元1102户', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3栋2单元1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3幢2门1102号', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3楼2单元1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园三号楼二单元1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园十二号楼二单元十一层二户', '金光花园 | 12 | 2 | 11 | 2'],
    ['金光花园3号楼2单元11层02室', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3号楼2单元11楼2', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3号楼2单元11-02', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3号楼2-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3号楼2-11-02', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3-2-11-02', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园03-02-1102', '金光花园 | 3 | 2 | 11 | 2'],
    ['金光花园3号楼2单元1102室（出租）', '金光花园 | 3 | 2 | 11 | 2'],
    ['jghy3-2-1102', 'JGHY | 3 | 2 | 11 | 2'],
    ['jinguanghuayuan 3-2-1102', 'JINGUANGHUAYUAN | 3 | 2 | 11 | 2'],
    ['jghy3号楼2单元1102', 'JGHY | 3 | 2 | 11 | 2'],
    ['ydjb3-2-1102', 'YDJB | 3 | 2 | 11 | 2'],
    ['金光花园3a-2-1102', '金光花园 | 3A | 2 | 11 | 2'],
    ['3号楼2单元1102', ' | 3 | 2 | 11 | 2'],
    ['3-2-1102', ' | 3 | 2 | 11 | 2'],
    ['三友里3-2-101', '三友里 | 3 | 2 | 1 | 1'],
    ['八一小区二区3-2-101', '八一小区二区 | 3 | 2 | 1 | 1'],
    ['新村二区三号楼二单元101', '新村二区 | 3 | 2 | 1 | 1'],
    ['新城A区3号楼1单元101', '新城A区 | 3 | 1 | 1 | 1'],
    ['金光花园A座2单元101', '金光花园 | A | 2 | 1 | 1'],
    ['金光花园3A号楼2单元101', '金光花园 | 3A | 2 | 1 | 1'],
    ['金光花园13号楼1单元101', '金光花园 | 13 | 1 | 1 | 1'],
    ['金光花园3-2-B101', '金光花园 | 3 | 2 | -1 | 1'],
    ['金光花园3号楼2单元负一层1户', '金光花园 | 3 | 2 | -1 | 1'],
    ['文澜路12号金光花园3号楼2单元1102室', '文澜路12号金光花园 | 3 | 2 | 11 | 2'],
    ['文澜路12号 金光花园 3-2-1102', '文澜路12号金光花园 | 3 | 2 | 11 | 2'],
    ['高楼-10-1-10102', '高楼 | 10 | 1 | 101 | 2'],
  ])('whole from %s', (line, expected) => {
    expect(read(line)).toEqual([expected])
  })

  test.each([
    ['金光花园3号楼1102', '金光花园 | 3 | . | 11 | 2'],
    ['金光花园3号楼', '金光花园 | 3 | . | . | .'],
    ['金光花园3号楼2单元', '金光花园 | 3 | 2 | . | .'],
    ['金光花园3号楼2单元11层', '金光花园 | 3 | 2 | 11 | .'],
    ['金光花园3号楼2单元3楼东户', '金光花园 | 3 | 2 | 3 | .'],
    ['东柳杭村12号院', '东柳杭村 | 12 | . | . | .'],
    ['东柳杭村12号', '东柳杭村 | 12 | . | . | .'],
    ['2单元1102', ' | . | 2 | 11 | 2'],
    ['金光大厦1102室', '金光大厦 | . | . | 11 | 2'],
  ])('in part from %s, and the rest is not guessed', (line, expected) => {
    expect(read(line)).toEqual([expected])
  })

  test('in two ways where two numbers stand alone', () => {
    expect(read('金光花园2-1102')).toEqual([
      '金光花园 | 2 | . | 11 | 2',
      '金光花园 | . | 2 | 11 | 2',
    ])
  })
})

test.each([
  '',
  '金光花园',
  '第一中学',
  '1102',
  '3A',
  '12甲',
  '金光花园3',
  '金光花园3-2-5',
  '金光花园3-2-1100',
  '金光花园3-0-1102',
  '2024-01-15',
  '0536-5221102',
  '15412345678',
  '390783198005010012',
  '王小明',
])('%j is no dwelling', (line) => {
  expect(read(line)).toEqual([])
})

test('a building number tells the names that the building may bear', () => {
  expect(toBuildingNames('3').slice(0, 2)).toEqual(['3号楼', '3号院'])
})

const address = fc.record({
  place: fc.constantFrom(
    '金光花园',
    '三友里',
    '二〇一医院宿舍',
    '文澜路12号翰林府',
    'JGHY',
    '安澜家苑B区',
    '',
  ),
  building: fc.oneof(fc.integer({ min: 1, max: 999 }).map(String), fc.constantFrom('3A', '12B')),
  unit: fc.integer({ min: 1, max: 99 }),
  floor: fc.integer({ min: 1, max: 200 }),
  door: fc.integer({ min: 1, max: 99 }),
})
type Whole = { place: string; building: string; unit: number; floor: number; door: number }

const two = (door: number) => String(door).padStart(2, '0')
/** The ways in which one person or another writes a whole dwelling. */
const ways: ((one: Whole) => string)[] = [
  ({ place, building, unit, floor, door }) =>
    `${place}${building}号楼${unit}单元${floor}${two(door)}室`,
  ({ place, building, unit, floor, door }) => `${place} ${building}-${unit}-${floor}${two(door)}`,
  ({ place, building, unit, floor, door }) => `${place}${building}#${unit}-${floor}${two(door)}`,
  ({ place, building, unit, floor, door }) => `${place}${building}栋${unit}单元${floor}层${door}户`,
  ({ place, building, unit, floor, door }) =>
    `${place} ${building}号楼 ${unit}单元 ${floor}楼${two(door)}室`,
  ({ place, building, unit, floor, door }) => `${place}${building}-${unit}-${floor}-${two(door)}`,
]
/** Signs as another keyboard gives them. */
const hands: ((line: string) => string)[] = [
  (line) => line,
  (line) => line.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (line) => ` ${[...line].join(' ').replace(/(?<=\d) (?=\d)/g, '')}\t`,
  (line) => line.replaceAll('-', '—').toLowerCase(),
]

describe('however it is written', () => {
  test('a whole dwelling is read as the same one', () => {
    fc.assert(
      fc.property(
        address,
        fc.constantFrom(...ways),
        fc.constantFrom(...hands),
        (one, way, hand) => {
          expect(parseDwellingAddress(hand(way(one)))).toEqual([one])
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a line of any signs is answered, and only with what the registry can hold', () => {
    const sign = fc.constantFrom(...'金光花园号楼单元室层户负座栋#-—. 一二十九03129AB王')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 24 }), (signs) => {
        for (const { unit = 1, floor = 1, door = 1 } of parseDwellingAddress(signs.join(''))) {
          expect([
            unit > 0 && unit < 100,
            floor !== 0 && floor <= 200,
            door > 0 && door < 100,
          ]).toEqual([true, true, true])
        }
      }),
      { numRuns: 5000 },
    )
  })
})
