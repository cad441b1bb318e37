import type { Parcel } from '../plan/parcel.ts'
import { at } from '../random.ts'
import { type EstateContext, setbackMeters, shopStripMeters } from './estate-context.ts'
import type { RowPlace } from './estate-rows.ts'

export interface Slot {
  west: number
  east: number
  units: number
}

/** How many slabs of how many units fill the row; spare width becomes longer slabs or gaps. */
export function planSlots(parcel: Parcel, context: EstateContext, place: RowPlace): Slot[] {
  const { random, inset, width } = parcel
  const { form, unitWidth, shops } = context
  const isTower = form.kind === 'tower'
  const west = inset.west + setbackMeters + (shops.west ? shopStripMeters + 3 : 0)
  const east = width - inset.east - setbackMeters - (shops.east ? shopStripMeters + 3 : 0)
  const room = east - west
  const unitLimit = place.row.floors > 12 ? 2 : place.row.floors > 8 ? 3 : 5
  const mostUnits = Math.min(unitLimit, form.units[1])
  const units = random.int(Math.min(form.units[0], mostUnits), mostUnits)
  const length = Math.min(units * unitWidth, room)
  const gap = form.sideGapMeters
  const count = Math.max(1, Math.floor((room + gap) / (length + gap)))
  const spare = room - count * length - (count - 1) * gap
  if (isTower) return towerSlots({ west, room, length, count, spare, gap }, place)
  const longer = units < mostUnits ? Math.min(count, Math.floor(Math.max(spare, 0) / unitWidth)) : 0
  const rest = Math.max(0, spare - longer * unitWidth)
  const wider = count > 1 ? Math.min(rest / (count - 1), 7) : 0
  let x = west + (rest - wider * (count - 1)) * random.next()
  return Array.from({ length: count }, (_, index) => {
    const own = index < longer ? units + 1 : units
    const slot = { west: x, east: x + Math.min(own * unitWidth, room), units: own }
    x = slot.east + gap + wider
    return slot
  })
}

interface TowerRoom {
  west: number
  room: number
  length: number
  count: number
  spare: number
  gap: number
}

/** Every second row of towers stands in the gaps of the row before. */
function towerSlots({ west, room, length, count, spare, gap }: TowerRoom, place: RowPlace): Slot[] {
  const isOdd = Math.round(place.row.south / 60) % 2 === 1
  const number = isOdd && count > 1 && spare < (length + gap) / 2 ? count - 1 : count
  const pitch = number > 0 ? (room - number * length) / Math.max(number, 1) + length : room
  return Array.from({ length: number }, (_, index) => {
    const x = west + pitch * index + (pitch - length) * (isOdd ? 0.75 : 0.25)
    return { west: x, east: x + length, units: 1 }
  })
}

/** Cell boundaries between slots: the middle of each gap. */
export function slotCuts(parcel: Parcel, slots: Slot[]): number[] {
  const cuts = [0]
  for (let index = 1; index < slots.length; index++) {
    cuts.push((at(slots, index - 1).east + at(slots, index).west) / 2)
  }
  cuts.push(parcel.width)
  return cuts
}
