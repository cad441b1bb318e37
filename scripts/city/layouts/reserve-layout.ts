import {
  addBuilding,
  addCell,
  addLandUse,
  innerBox,
  type Parcel,
  wholeBox,
} from '../plan/parcel.ts'
import { rectangle } from './footprints.ts'
import { addHouse } from './house.ts'
import { slotMiddle } from './slot-grid.ts'

/** Land that waits: a lawn. */
export function layOutReserve(parcel: Parcel): void {
  addCell(parcel, wholeBox(parcel))
  addLandUse(parcel, 'green', innerBox(parcel, 2))
}

/** A building site: the huts of the builders by the gate, shells of slabs at different heights. */
export function layOutConstruction(parcel: Parcel): void {
  const { random } = parcel
  const cell = addCell(parcel, wholeBox(parcel))
  addLandUse(parcel, 'construction', innerBox(parcel, 2))
  const [west, south, east, north] = innerBox(parcel, 10)
  for (const [hut, name] of ['项目部', '工人宿舍'].entries()) {
    addHouse(parcel, cell, {
      x: west + 20 + hut * 38,
      y: south + 6,
      outline: rectangle(32, 7),
      use: 'public',
      floors: 2,
      storeyMeters: 2.8,
      name: `工地${name}`,
    })
  }
  const columns = Math.max(1, Math.round((east - west) / 70))
  const rows = Math.max(1, Math.round((north - south - 30) / 58))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const number = row * columns + column + 1
      if (random.chance(0.2)) continue
      const [x, y] = slotMiddle([west, south + 30, east, north], { columns, rows, column, row })
      addBuilding(parcel, {
        cell,
        x,
        y,
        outline: rectangle(Math.min(46, (east - west) / columns - 12), 14),
        use: 'housing',
        floors: random.int(1, 11),
        storeyMeters: 2.95,
        hasShopFloor: false,
        builtYear: 2025,
        name: `在建${number}号楼`,
      })
    }
  }
}
