import {
  isDate,
  normaliseIdentityNumber,
  readIdentityNumber,
} from '../../contract/identity-number.ts'
import { normalisePersonName } from '../../contract/person-name.ts'
import { normalisePhone } from '../../contract/phone.ts'
import type { RowReason } from '../../contract/row-reasons.ts'
import type { RegistrationPlace, RelationToHead, Sex } from '../../contract/vocabulary.ts'
import type { Cell } from '../../spreadsheets/sheet.ts'
import { toDay } from '../../spreadsheets/xlsx/serial-day.ts'
import { legalForms, registrationWords, relationWords, sexWords } from './value-words.ts'

/** A value of a cell, null where the cell is empty, or why it is none. */
export type Read<T> = { value: T | null } | { reason: RowReason }

const EMPTY = { value: null }
/** Excel keeps 15 digits of a number. */
const SAFE_DIGITS = 1e15
const ROUNDED = /^\d(\.\d+)?E\+?\d{1,3}$/i

/** Narrow characters, no blanks at the ends; what people write for "nothing" is nothing. */
export function toText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toFixed(0) : String(cell)
  const text = cell.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return /^([-—/\\]+|无|n\/a|null|#n\/a)$/i.test(text) ? '' : text
}

export function readName(cell: Cell | undefined): Read<string> {
  const text = toText(cell)
  if (text === '') return { reason: 'name-missing' }
  // Names of two characters are often spread to the width of three.
  const name = normalisePersonName(text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ''))
  return name === undefined ? { reason: 'name-wrong' } : { value: name }
}

export interface IdentityNumber {
  number: string
  birthDate: string
  sex: Sex
}

export function readNumber(cell: Cell | undefined): Read<IdentityNumber> {
  const text = toText(cell)
  if (text === '') return EMPTY
  if (ROUNDED.test(text) || (typeof cell === 'number' && cell >= SAFE_DIGITS)) {
    return { reason: 'identity-number-lost' }
  }
  // An apostrophe before a number is how it is kept as text.
  const number = normaliseIdentityNumber(text.replace(/^['’`]/, ''))
  const stated = readIdentityNumber(number)
  return stated ? { value: { number, ...stated } } : { reason: 'identity-number-wrong' }
}

export function readPhone(cell: Cell | undefined): Read<string> {
  const text = toText(cell)
  if (text === '') return EMPTY
  if (ROUNDED.test(text)) return { reason: 'phone-lost' }
  // As a number, 0536-1234567 has lost its zero; no mobile number begins with another digit than 1.
  const isShortened = typeof cell === 'number' && /^[2-9]\d{8,10}$/.test(text)
  const phone = normalisePhone(isShortened ? `0${text}` : text.replace(/^['’`]/, ''))
  return phone === undefined ? { reason: 'phone-wrong' } : { value: phone }
}

/** A day from 1900 until today. */
export function readDay(cell: Cell | undefined, reason: RowReason, today: string): Read<string> {
  const text = toText(cell)
  if (text === '') return EMPTY
  const day = toIsoDay(text)
  const isSound = day !== undefined && isDate(day) && day >= '1900-01-01' && day <= today
  return isSound ? { value: day } : { reason }
}

/** 1980-5-1, 1980/05/01, 1980.5.1, 1980年5月1日, 19800501, each with a time behind it or not; 29342. */
function toIsoDay(text: string): string | undefined {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?:[ T].*)?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    []
  if (year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return /^\d{1,5}(\.\d+)?$/.test(text) ? toDay(Number(text)) : undefined
}

export const readSex = (cell: Cell | undefined): Read<Sex> => readWord(cell, sexWords, 'sex-wrong')

export const readRelation = (cell: Cell | undefined): Read<RelationToHead> =>
  readWord(cell, relationWords, 'relation-wrong')

export const readRegistration = (cell: Cell | undefined): Read<RegistrationPlace> =>
  readWord(cell, registrationWords, 'registration-wrong')

export const readLegalForm = (cell: Cell | undefined): Read<string> =>
  readWord(cell, legalForms, 'legal-form-wrong')

function readWord<T>(
  cell: Cell | undefined,
  words: ReadonlyMap<string, T>,
  reason: RowReason,
): Read<T> {
  const text = toText(cell)
  if (text === '') return EMPTY
  const value = words.get(text.toLowerCase().replace(/\s/g, ''))
  return value === undefined ? { reason } : { value }
}

/** A number between two bounds, also with its unit behind it. */
export function readAmount(
  cell: Cell | undefined,
  [low, high]: readonly [number, number],
  reason: RowReason,
): Read<number> {
  const text = toText(cell)
  if (text === '') return EMPTY
  const [, digits] = /^(-?\d+(?:\.\d+)?)\s?(?:m2|㎡|平方米|平米|平|层|楼)?$/i.exec(text) ?? []
  const value = digits === undefined ? Number.NaN : Number(digits)
  return value >= low && value <= high ? { value } : { reason }
}
