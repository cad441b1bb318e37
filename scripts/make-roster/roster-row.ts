import type { ImportOutcome } from '../../server/contract/rosters.ts'
import type { RowReason } from '../../server/contract/row-reasons.ts'
import type { RelationToHead } from '../../server/contract/vocabulary.ts'
import type { WrittenCell } from '../../server/spreadsheets/xlsx/write-workbook.ts'
import type { Random } from '../city/random.ts'
import type { Home, Member, RegisteredHousehold } from './read-households.ts'

export const HEADER = [
  ...['小区名称', '楼栋', '单元', '房号', '户编号', '姓名', '与户主关系'],
  ...['身份证号码', '性别', '出生日期', '联系电话', '户籍地'],
]

/** A row before it is written, and what an import has to say of it. */
export interface RosterRow {
  estate: string
  building: string
  unit: string
  room: string
  householdNumber: string
  name: string
  relation: string
  number: WrittenCell
  sex: string
  birthDate: WrittenCell
  phone: WrittenCell
  registration: string
  outcome: ImportOutcome
  reason?: RowReason
}

const RELATIONS: Record<RelationToHead, string[]> = {
  head: ['户主', '户主', '本人'],
  spouse: ['配偶', '妻', '夫', '爱人'],
  child: ['子', '女', '长子', '次女', '子女'],
  'child-in-law': ['儿媳', '女婿'],
  grandchild: ['孙子', '孙女', '外孙', '孙子女'],
  parent: ['父亲', '母亲', '父母'],
  'parent-in-law': ['岳父', '岳母', '公公', '婆婆'],
  grandparent: ['祖父', '奶奶', '祖父母'],
  sibling: ['兄', '妹', '兄弟姐妹'],
  'other-relative': ['其他亲属', '侄子'],
  unrelated: ['非亲属', '合租', '其他'],
}
const REGISTRATIONS: Record<string, string> = {
  ...{ here: '本地', county: '本县', prefecture: '本市', province: '本省', elsewhere: '外省' },
}

/** A row that says what the registry knows, written as people write. */
export function toRow(
  { id, home, isShared }: Omit<RegisteredHousehold, 'members'>,
  member: Member,
  random: Random,
): RosterRow {
  return {
    ...addressCells(home, random),
    householdNumber: isShared ? String(id) : '',
    name: random.chance(0.03) ? [...member.name].join(' ') : blanks(member.name, random),
    relation: random.pick(RELATIONS[member.relation]),
    number: random.chance(0.02) ? toFullWidth(member.identityNumber) : member.identityNumber,
    sex: member.sex === 'male' ? '男' : random.pick(['女', '女 ', '女性']),
    birthDate: dayCell(member.birthDate, random),
    phone: member.phone === null ? null : phoneCell(member.phone, random),
    registration: REGISTRATIONS[member.registration] ?? '',
    outcome: 'same',
  }
}

export function addressCells({ estate, building, unit, floor, door }: Home, random: Random) {
  const room = `${floor}${String(door).padStart(2, '0')}`
  return {
    estate: blanks(estate, random),
    building: random.chance(0.1) ? building.replace(/号楼$|号院$/, '') : building,
    unit: random.pick([`${unit}`, `${unit}单元`, toFullWidth(`${unit}`)]),
    room: random.chance(0.05) ? toFullWidth(room) : room,
  }
}

export const toCells = (row: RosterRow): WrittenCell[] => [
  ...[row.estate, row.building, row.unit, row.room, row.householdNumber, row.name, row.relation],
  ...[row.number, row.sex, row.birthDate, row.phone, row.registration],
]

const DAY_MILLISECONDS = 86_400_000

/** Days of Excel are known since 1900 only as numbers; others are written. */
function dayCell(day: string, random: Random): WrittenCell {
  const [year = '', month = '', date = ''] = day.split('-')
  switch (random.int(0, 4)) {
    case 0:
      return { serial: Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / DAY_MILLISECONDS) }
    case 1:
      return `${year}/${Number(month)}/${Number(date)}`
    case 2:
      return `${year}年${Number(month)}月${Number(date)}日`
    case 3:
      return `${year}${month}${date}`
    default:
      return day
  }
}

function phoneCell(phone: string, random: Random): WrittenCell {
  if (random.chance(0.1)) return Number(phone)
  if (random.chance(0.05)) return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
  return random.chance(0.03) ? toFullWidth(phone) : phone
}

const blanks = (text: string, random: Random) => (random.chance(0.04) ? `${text} ` : text)

const toFullWidth = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
