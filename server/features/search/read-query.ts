import { normaliseIdentityNumber } from '../../contract/identity-number.ts'
import { normalisePhone } from '../../contract/phone.ts'
import {
  type DwellingAddress,
  parseDwellingAddress,
} from '../../registry/parse-dwelling-address.ts'
import { toSearchKey } from './search-key.ts'

/** By what a person can be sought, and the text or number to compare. */
export interface SoughtPerson {
  by: 'name' | 'pinyin' | 'identity-number' | 'phone'
  /** A name without spaces, pinyin in lower case, or a number without signs. */
  key: string
}

/** What a line in the search box can mean; it may mean several things. */
export interface ReadQuery {
  /** For names of places. */
  key: string
  person: SoughtPerson | undefined
  addresses: DwellingAddress[]
}

/** Whole numbers only: of a number, nobody may feel their way from digit to digit. */
const IDENTITY_NUMBER = /^(\d{17}[\dX]|\d{15})$/
/** Mobile, landline with its area, landline in the city. */
const PHONE = /^(1\d{10}|0\d{9,11}|[2-8]\d{6,7})$/
const CHINESE_NAME = /^(?=.*\p{Script=Han})[\p{L}\p{M}·•.]+$/u
const PINYIN = /^[a-z][a-z'’-]*$/

/** Reads what was typed; a text of blanks means nothing. */
export function readQuery(query: string): ReadQuery {
  return {
    key: toSearchKey(query),
    person: readPerson(query),
    // Without a place or a building it would be any 2-1102 of the city.
    addresses: parseDwellingAddress(query).filter(({ place, building }) => place || building),
  }
}

function readPerson(query: string): SoughtPerson | undefined {
  const plain = query.normalize('NFKC').replaceAll(/\s/gu, '')
  const number = normaliseIdentityNumber(query)
  if (IDENTITY_NUMBER.test(number)) return { by: 'identity-number', key: number }
  const phone = normalisePhone(query)
  if (phone && PHONE.test(phone)) return { by: 'phone', key: phone }
  if (CHINESE_NAME.test(plain)) return { by: 'name', key: plain }
  const letters = plain.toLowerCase()
  if (PINYIN.test(letters)) return { by: 'pinyin', key: letters.replaceAll(/['’-]/g, '') }
  return undefined
}
