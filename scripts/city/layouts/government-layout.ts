import { addCell, addLandUse, innerBox, type Parcel, wholeBox } from '../plan/parcel.ts'
import { horseshoe, mirrored, rectangle } from './footprints.ts'
import { addHouse } from './house.ts'

/** Government, courts, offices of the county: a main building over a square, two wings. */
export function layOutGovernment(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const [west, south, east, north] = innerBox(parcel, 8)
  const x = (west + east) / 2
  addLandUse(parcel, 'public', innerBox(parcel, 2), name)
  addLandUse(parcel, 'plaza', [x - 45, south, x + 45, south + (north - south) * 0.4])
  const length = Math.min(96, east - west - 10)
  const facility = { kind: 'government' as const, name }
  addHouse(parcel, cell, {
    x,
    y: north - 16,
    outline: mirrored(horseshoe(length, 26, 18)),
    use: 'public',
    floors: 9,
    name: `${name}主楼`,
    facility,
  })
  for (const [offset, wing] of [
    [-1, '西'],
    [1, '东'],
  ] as const) {
    addHouse(parcel, cell, {
      x: x + offset * (Math.min(length, east - west - 24) / 2 - 4),
      y: (south + north) / 2 + 4,
      outline: rectangle(20, Math.min(56, (north - south) * 0.32)),
      use: 'public',
      floors: 5,
      name: `${name}${wing}配楼`,
    })
  }
}
