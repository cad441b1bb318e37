import { addCell, addLandUse, innerBox, type Parcel, wholeBox } from '../plan/parcel.ts'
import { horseshoe, rectangle } from './footprints.ts'
import { addHouse } from './house.ts'

/** A hospital: the wards in the north, the clinics over a square in the south. */
export function layOutHospital(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const [west, south, east, north] = innerBox(parcel, 8)
  addLandUse(parcel, 'hospital', innerBox(parcel, 2), name)
  const x = (west + east) / 2
  const length = Math.min(110, east - west - 20)
  const facility = { kind: 'hospital' as const, name }
  addHouse(parcel, cell, {
    x,
    y: north - 16,
    outline: rectangle(length * 0.8, 24),
    use: 'hospital',
    floors: 14,
    name: `${name}住院楼`,
    facility,
  })
  addHouse(parcel, cell, {
    x,
    y: south + 42,
    outline: horseshoe(length, 44, 17),
    use: 'hospital',
    floors: 5,
    name: `${name}门诊楼`,
  })
  addHouse(parcel, cell, {
    x: west + 14,
    y: (south + north) / 2 + 8,
    outline: rectangle(22, 30),
    use: 'hospital',
    floors: 4,
    name: `${name}医技楼`,
  })
  addLandUse(parcel, 'plaza', [x - 40, south, x + 40, south + 16])
}
