import { addLandUse, type Box, innerBox, type Parcel } from '../plan/parcel.ts'
import { rectangle } from './footprints.ts'
import { addHouse } from './house.ts'
import { frontLine } from './shop-rows.ts'
import { addGridCell, slotMiddle } from './slot-grid.ts'

/** Halls of a market, each its own cell, because a hall holds as many shops as a grid. */
export function layOutMarket(parcel: Parcel, name: string, isFood: boolean): void {
  const box = innerBox(parcel, 8)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2), name)
  const columns = east - west > 150 ? 2 : 1
  const rows = Math.max(2, Math.floor((north - south) / 52))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = addGridCell(parcel, box, { columns, rows, column, row })
      const [x, y] = slotMiddle(box, { columns, rows, column, row })
      const length = (east - west) / columns - 14
      const depth = Math.min(32, (north - south) / rows - 14)
      const hall: Box = [x - length / 2 + 3, y - depth / 2, x + length / 2 - 3, y + depth / 2]
      const number = row * columns + column + 1
      addHouse(parcel, cell, {
        x,
        y,
        outline: rectangle(length, depth),
        use: 'commerce',
        floors: isFood ? 1 : 2,
        storeyMeters: isFood ? 6 : 4.5,
        name: `${name}${number}号厅`,
        ...(number === 1 && { facility: { kind: 'market' as const, name } }),
        front: {
          ...frontLine(parcel, { box: hall, facing: 'south' }),
          premises: Math.min(48, Math.floor(length / 1.7)),
          kind: 'market',
        },
      })
    }
  }
}
