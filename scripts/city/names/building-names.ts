import { centreOf } from '../plan/frame.ts'
import type { Sketch } from '../plan/sketch.ts'
import { at } from '../random.ts'
import type { AddressBook } from './address-book.ts'

export interface BuildingName {
  name: string
  address: string
}

/**
 * Names and addresses: 3号楼 in an estate, counted from north to south and west to east as on
 * the estate's plan; 12号院 in a village; shop houses after their street.
 */
export function nameBuildings(
  sketch: Sketch,
  estateNames: readonly string[],
  addresses: AddressBook,
): BuildingName[] {
  const numbers = numberInEstates(sketch)
  const seen = new Map<string, number>()
  return sketch.buildings.map((building, index) => {
    const { street, number } = addresses.addressAt(centreOf(building.ring))
    const estate = estateNames[building.estate]
    const address = `${street}${number}号${estate ? ` ${estate}` : ''}`
    if (building.name) return { name: building.name, address }
    const inEstate = numbers.get(index)
    if (inEstate !== undefined) {
      return { name: `${inEstate}${building.use === 'village-house' ? '号院' : '号楼'}`, address }
    }
    const title = `${street}${number}号商铺楼`
    const copies = (seen.get(title) ?? 0) + 1
    seen.set(title, copies)
    return { name: copies === 1 ? title : `${title}${copies}`, address }
  })
}

function numberInEstates({ buildings, estates }: Sketch): Map<number, number> {
  const members = estates.map(() => [] as { index: number; band: number; x: number }[])
  buildings.forEach(({ estate, homes, ring }, index) => {
    if (estate < 0 || !homes) return
    const [x, y] = centreOf(ring)
    at(members, estate).push({ index, band: -Math.round(y / 25), x })
  })
  const numbers = new Map<number, number>()
  for (const list of members) {
    list.sort((a, b) => a.band - b.band || a.x - b.x)
    for (const [place, { index }] of list.entries()) numbers.set(index, place + 1)
  }
  return numbers
}
