import type { RowReason } from '../../contract/row-reasons.ts'
import { toPlainAddress } from '../../registry/plain-address.ts'
import type { AddressBook } from './address-book.ts'
import { toHeaderKey } from './column-names.ts'
import { type Fields, readPlace } from './read-address.ts'
import { type Read, readAmount, readDay, readLegalForm, toText } from './read-values.ts'

/** What a row says of a shop; null where it says nothing. */
export interface RosterShop {
  name: string | null
  trade: string | null
  legalForm: string | null
  /** Street and number. */
  address: string | null
  floor: number | null
  area: number | null
  openedOn: string | null
  buildingId: number | null
  reasons: RowReason[]
}

export interface ShopContext {
  book: AddressBook
  /** Codes of trades by their names. */
  trades: ReadonlyMap<string, string>
  /** YYYY-MM-DD */
  today: string
}

/** Reads one row of a roster of shops. */
export function readShop(fields: Fields, { book, trades, today }: ShopContext): RosterShop {
  const reasons: RowReason[] = []
  const take = <T>(read: Read<T>): T | null => {
    if ('value' in read) return read.value
    reasons.push(read.reason)
    return null
  }
  const name = toText(fields['shop-name']).slice(0, 100) || null
  if (name === null) reasons.push('shop-name-missing')
  const told = toText(fields.trade)
  const trade = told === '' ? null : (trades.get(toHeaderKey(told)) ?? null)
  if (told !== '' && trade === null) reasons.push('trade-wrong')
  const buildingId = findBuilding(fields, book)
  if (typeof buildingId === 'string') reasons.push(buildingId)
  return {
    ...{ name, trade, reasons },
    legalForm: take(readLegalForm(fields['legal-form'])),
    address: toText(fields.address).slice(0, 200) || null,
    floor: take(readFloor(fields)),
    area: take(readAmount(fields.area, [0.1, 1_000_000], 'area-wrong')),
    openedOn: take(readDay(fields['opened-on'], 'opened-on-wrong', today)),
    buildingId: typeof buildingId === 'string' ? null : buildingId,
  }
}

function readFloor(fields: Fields): Read<number> {
  const read = readAmount(fields.floor, [-5, 200], 'floor-wrong')
  const isFloor = !('value' in read) || read.value === null || Number.isInteger(read.value)
  return isFloor && !('value' in read && read.value === 0) ? read : { reason: 'floor-wrong' }
}

/** By the name of the building, by the house number of the street, else as a dwelling is found. */
function findBuilding(fields: Fields, book: AddressBook): number | RowReason {
  const estate = toText(fields.estate)
  const building = toText(fields.building)
  const line = toText(fields.address)
  if (`${estate}${building}${line}` === '') return 'address-missing'
  const named = building === '' ? undefined : book.findBuilding(building)
  if (named !== undefined && estate === '') return named
  const [, house] = /^(.*?\d+)(?:-\d+)?号?$/.exec(toPlainAddress(line)) ?? []
  const standing = book.findBuilding(line) ?? (house ? book.findHouse(house) : undefined)
  if (standing !== undefined && building === '' && estate === '') return standing
  const read = readPlace(
    { ...fields, floor: '', ...(estate && building ? { address: '' } : {}) },
    book,
  )
  return 'place' in read ? read.place.buildingId : read.reason
}
