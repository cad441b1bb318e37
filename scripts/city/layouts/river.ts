import { type Frame, type Point, riverPlanEast } from '../plan/frame.ts'
import { addCell, addLandUse, innerBox, type Parcel } from '../plan/parcel.ts'
import type { Sketch } from '../plan/sketch.ts'
import type { Random } from '../random.ts'

/** The riverside between two bridges: banks, lawns and a path; the water comes later. */
export function layOutRiverside(parcel: Parcel): void {
  const { width, height } = parcel
  const [west, south, east, north] = innerBox(parcel, 1)
  addLandUse(parcel, 'river-bank', [west, south, east, north])
  const rows = Math.max(1, Math.round(height / 260))
  for (let row = 0; row < rows; row++) {
    const last = row === rows - 1
    addCell(parcel, [0, (height * row) / rows, width, last ? height : (height * (row + 1)) / rows])
  }
  addLandUse(parcel, 'park', [west + 6, south + 6, west + 58, north - 6])
  addLandUse(parcel, 'park', [east - 58, south + 6, east - 6, north - 6])
}

/** The river from the city's southern to its northern edge, wider in its bends. */
export function addRiver(
  sketch: Sketch,
  frame: Frame,
  random: Random,
  [south, north]: Point,
): void {
  const phase = random.between(0, 6)
  const half = (v: number) => 52 + 9 * Math.sin(v / 210 + phase) + 5 * Math.sin(v / 83)
  const stations = Array.from({ length: Math.ceil((north - south) / 40) + 1 }, (_, index) =>
    Math.min(south + index * 40, north),
  )
  const ring = [
    ...stations.map((v) => frame.toCity(riverPlanEast + half(v), v)),
    ...stations.reverse().map((v) => frame.toCity(riverPlanEast - half(v), v)),
  ]
  sketch.waters.push({ kind: 'river', name: '汀澜河', ring })
}
