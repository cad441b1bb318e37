import type { Point } from '../plan/frame.ts'
import { addCell, addLandUse, innerBox, type Parcel, toCity, wholeBox } from '../plan/parcel.ts'
import { horseshoe, rectangle, stadium } from './footprints.ts'
import { addHouse } from './house.ts'

/** A school: teaching wings in the east, the track in the west, the gate in the south. */
export function layOutSchool(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 5)
  addLandUse(parcel, 'school', innerBox(parcel, 2), name)
  const [west, south, east, north] = box
  const trackWidth = Math.min(72, (east - west) * 0.42)
  const trackLength = Math.min(trackWidth * 2.05, north - south - 12)
  const [tx, ty] = [west + trackWidth / 2 + 4, (south + north) / 2]
  addTrack(parcel, [tx, ty], trackWidth, trackLength)
  const from = west + trackWidth + 16
  const length = Math.min(72, east - from)
  const x = (from + east) / 2
  let y = north - 10
  const facility = { kind: 'school' as const, name }
  for (const [index, title] of ['综合楼', '教学楼A', '教学楼B', '实验楼'].entries()) {
    const depth = index === 0 ? 26 : 15
    if (y - depth < south + 38) break
    const outline =
      index === 0 ? horseshoe(length, depth, 13) : rectangle(length - index * 3, depth)
    addHouse(parcel, cell, {
      x,
      y: y - depth / 2,
      outline,
      use: 'school',
      floors: index === 0 ? 5 : 4,
      name: `${name}${title}`,
      ...(index === 0 && { facility }),
    })
    y -= depth + 27
  }
  addHouse(parcel, cell, {
    x,
    y: south + 14,
    outline: rectangle(Math.min(42, length), 24),
    use: 'school',
    floors: 1,
    storeyMeters: 9,
    name: `${name}体育馆`,
  })
}

function addTrack(parcel: Parcel, [x, y]: Point, width: number, length: number): void {
  const ring = (outline: Point[]) => outline.map(([dx, dy]) => toCity(parcel, x + dx, y + dy))
  const lanes = 8
  parcel.sketch.landUses.push(
    { kind: 'sports-track', name: null, ring: ring(stadium(width, length)) },
    {
      kind: 'sports-field',
      name: null,
      ring: ring(stadium(width - 2 * lanes, length - 2 * lanes)),
    },
  )
}
