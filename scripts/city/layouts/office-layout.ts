import { addLandUse, innerBox, type Parcel } from '../plan/parcel.ts'
import { ell, horseshoe, rectangle } from './footprints.ts'
import { addHouse } from './house.ts'
import { addGridCell, slotMiddle } from './slot-grid.ts'

/** Offices of one organisation or business park: a few free-standing houses, high and low. */
export function layOutOffices(parcel: Parcel, name: string): void {
  const { random } = parcel
  const box = innerBox(parcel, 8)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  const columns = Math.max(1, Math.round((east - west) / 88))
  const rows = Math.max(1, Math.round((north - south) / 84))
  const letters = 'ABCDEFGHJKLM'
  const hasTowers = 'CT'.includes(parcel.block.neighbourhood)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const place = { columns, rows, column, row }
      const number = row * columns + column
      const cell = addGridCell(parcel, box, place)
      const [x, y] = slotMiddle(box, place)
      const room = (east - west) / columns - 18
      const depth = Math.min(46, (north - south) / rows - 24)
      const isTower = random.chance(hasTowers ? 0.6 : 0.25)
      if (number > 0 && random.chance(0.12)) {
        addLandUse(parcel, 'plaza', [x - room / 2, y - depth / 2, x + room / 2, y + depth / 2])
        continue
      }
      const low = random.pick([ell, horseshoe, rectangle])
      addHouse(parcel, cell, {
        x,
        y,
        outline: isTower
          ? rectangle(Math.min(40, room), Math.min(depth, random.between(24, 32)))
          : low(Math.min(random.between(44, 66), room), low === rectangle ? 18 : depth, 15),
        use: 'office',
        floors: isTower ? random.int(11, 22) : random.int(3, 6),
        name: `${name}${letters.charAt(number % 12)}座`,
        ...(number === 0 && { facility: { kind: 'organisation' as const, name } }),
      })
    }
  }
}
