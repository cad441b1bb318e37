import type { RosterField } from '../../contract/rosters.ts'
import type { RowReason } from '../../contract/row-reasons.ts'
import { parseDwellingAddress, toBuildingNames } from '../../registry/parse-dwelling-address.ts'
import type { Cell } from '../../spreadsheets/sheet.ts'
import type { AddressBook } from './address-book.ts'
import { toText } from './read-values.ts'

/** Where a row says that somebody lives; what is null was not told. */
export interface ReadPlace {
  buildingId: number
  unit: number | null
  floor: number | null
  door: number | null
}

export type Fields = Partial<Record<RosterField, Cell>>

/** Whether any cell tells an address. */
export const tellsAddress = (fields: Fields): boolean =>
  (['address', 'estate', 'building', 'unit', 'room', 'floor', 'door'] as const).some(
    (field) => toText(fields[field]) !== '',
  )

/**
 * The building, unit, floor and door that a row names: from one line, or from columns of their own.
 * A line that can be read in several ways counts where the city knows one of them only.
 */
export function readPlace(
  fields: Fields,
  book: AddressBook,
): { place: ReadPlace } | { reason: RowReason } {
  const readings = parseDwellingAddress(toLine(fields))
  if (readings.length === 0) return { reason: 'address-unclear' }
  let knowsEstate = false
  const places = new Map<number, ReadPlace>()
  for (const { place, building, unit, floor, door } of readings) {
    const estate = book.findEstate(place)
    if (!estate) continue
    knowsEstate = true
    const names = building === undefined ? [] : toBuildingNames(building)
    const buildingId = building === undefined ? estate.onlyBuildingId : estate.find(names)
    if (buildingId === undefined) continue
    places.set(places.size, {
      ...{ buildingId, unit: unit ?? null, floor: floor ?? null, door: door ?? null },
    })
  }
  const [first, ...others] = places.values()
  if (first && others.length === 0) return { place: first }
  if (first) return { reason: 'address-unclear' }
  return { reason: knowsEstate ? 'building-unknown' : 'estate-unknown' }
}

/** Columns as one line: what is told in one column is completed by the others. */
function toLine(fields: Fields): string {
  const told = (field: RosterField) => toText(fields[field]).replace(/\s/g, '')
  const [line, estate, building] = [told('address'), told('estate'), told('building')]
  const [unit, room] = [told('unit'), told('room')]
  const [floor, door] = [told('floor'), told('door')]
  const head = line.includes(estate) ? line : `${line}${estate}`
  return [
    head,
    /^\d+[a-z]?$/i.test(building) ? `${building}号楼` : building,
    /^\d+$/.test(unit) ? `${unit}单元` : unit,
    room ||
      (floor && door ? `${floor.replace(/[层楼]$/, '')}层${door.replace(/[户室号]$/, '')}户` : ''),
  ].join('')
}
