import { addLandUse, innerBox, type Parcel } from '../plan/parcel.ts'
import { addShopRow, shopDepthMeters } from './shop-rows.ts'
import { addGridCell, slotMiddle } from './slot-grid.ts'

/** A market street quarter: rows of shop houses on both sides of narrow lanes. */
export function layOutMarketStreets(parcel: Parcel): void {
  const box = innerBox(parcel, 4)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  const columns = Math.max(1, Math.round((east - west) / 66))
  const pairs = Math.max(1, Math.floor((north - south) / 46))
  const builtYear = parcel.random.int(1994, 2014)
  const kind = ['C', 'O'].includes(parcel.block.neighbourhood) ? 'centre' : 'market'
  for (let row = 0; row < pairs; row++) {
    for (let column = 0; column < columns; column++) {
      const place = { columns, rows: pairs, column, row }
      const cell = addGridCell(parcel, box, place)
      const [x, y] = slotMiddle(box, place)
      const half = (east - west) / columns / 2 - 3
      const lane = 5.5
      const outer = lane + shopDepthMeters
      const common = { cell, kind, builtYear } as const
      addShopRow(parcel, {
        ...common,
        box: [x - half, y - outer, x + half, y - lane],
        facing: 'north',
      })
      addShopRow(parcel, {
        ...common,
        box: [x - half, y + lane, x + half, y + outer],
        facing: 'south',
      })
    }
  }
}
