import { addCell, addLandUse, type Box, innerBox, type Parcel, wholeBox } from '../plan/parcel.ts'
import { ell, rectangle } from './footprints.ts'
import { addHouse } from './house.ts'
import { frontLine } from './shop-rows.ts'

/** A department store with a square before it and an office tower beside it. */
export function layOutMall(parcel: Parcel, name: string): void {
  const { random } = parcel
  const cell = addCell(parcel, wholeBox(parcel))
  const [west, south, east, north] = innerBox(parcel, 10)
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  addLandUse(parcel, 'plaza', [west, south, east, south + 34])
  const length = Math.min(130, (east - west) * 0.66)
  const depth = Math.min(92, north - south - 44)
  const x = west + length / 2
  const y = north - depth / 2
  const box: Box = [x - length / 2 + 4, y - depth / 2, x + length / 2 - 4, y + depth / 2]
  addHouse(parcel, cell, {
    x,
    y,
    outline: ell(length, depth, depth * 0.72),
    use: 'commerce',
    floors: 5,
    storeyMeters: 5,
    name,
    facility: { kind: 'mall', name },
    front: { ...frontLine(parcel, { box, facing: 'north' }), premises: 66, kind: 'mall' },
  })
  const side = Math.min(32, east - (west + length) - 14)
  if (side < 16) return
  addHouse(parcel, cell, {
    x: east - side / 2 - 2,
    y: north - side / 2 - 4,
    outline: rectangle(side, side),
    use: 'office',
    floors: random.int(16, 24),
    name: `${name}写字楼`,
  })
}
