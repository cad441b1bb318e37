import { addCell, addLandUse, innerBox, type Parcel, wholeBox } from '../plan/parcel.ts'
import { rectangle } from './footprints.ts'
import { addHouse } from './house.ts'
import { slotMiddle } from './slot-grid.ts'

/** A work yard: halls, an office house by the gate. */
export function layOutIndustry(parcel: Parcel, name: string): void {
  const { random } = parcel
  const box = innerBox(parcel, 10)
  const [west, south, east, north] = box
  addLandUse(parcel, 'industry', innerBox(parcel, 2), name)
  const columns = Math.max(1, Math.round((east - west) / 92))
  const rows = Math.max(1, Math.round((north - south) / 52))
  const cell = addCell(parcel, wholeBox(parcel))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const isOffice = row === 0 && column === 0
      if (!isOffice && random.chance(0.12)) continue
      const [x, y] = slotMiddle(box, { columns, rows, column, row })
      const length = ((east - west) / columns - 14) * (isOffice ? 0.5 : random.between(0.75, 1))
      const depth = isOffice ? 16 : ((north - south) / rows - 14) * random.between(0.7, 1)
      addHouse(parcel, cell, {
        x,
        y,
        outline: rectangle(length, depth),
        use: isOffice ? 'office' : 'industry',
        floors: isOffice ? 4 : 1,
        storeyMeters: isOffice ? 3.5 : random.between(7, 11),
        name: isOffice ? `${name}办公楼` : `${name}${row * columns + column}号车间`,
        ...(isOffice && { facility: { kind: 'organisation' as const, name } }),
      })
    }
  }
}
