import type { Point } from '../plan/frame.ts'
import {
  addBuilding,
  addCell,
  addLandUse,
  innerBox,
  type Parcel,
  toCity,
  wholeBox,
} from '../plan/parcel.ts'
import { ell } from './footprints.ts'

/** A park with water, lawns, a small square and a pavilion. */
export function layOutPark(parcel: Parcel, name: string, waterName: string | null): void {
  const { random, sketch } = parcel
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 2)
  const [west, south, east, north] = box
  addLandUse(parcel, 'park', box, name)
  sketch.parks.push({ name, centre: toCity(parcel, (west + east) / 2, (south + north) / 2) })
  const [width, depth] = [east - west, north - south]
  const [wx, wy] = [west + width * 0.54, south + depth * 0.58]
  const size = waterName ? 0.35 : 0.2
  const ring = blob(parcel, [wx, wy], [width * size, depth * size * 0.86])
  sketch.waters.push({ kind: waterName ? 'lake' : 'pond', name: waterName ?? `${name}水池`, ring })
  addLandUse(parcel, 'plaza', [
    west + width * 0.06,
    south + depth * 0.04,
    west + width * 0.3,
    south + depth * 0.16,
  ])
  addBuilding(parcel, {
    cell,
    x: west + width * 0.8,
    y: south + depth * 0.1,
    outline: ell(18, 12, 6),
    use: 'public',
    floors: 1,
    storeyMeters: 4.2,
    hasShopFloor: false,
    builtYear: random.int(2000, 2020),
    name: `${name}游客服务点`,
  })
}

/** A blob around a point: a lake or pond. */
function blob(parcel: Parcel, [x, y]: Point, [rx, ry]: Point): Point[] {
  const { random } = parcel
  const [phase, second, third] = [
    random.between(0, 6),
    random.between(0.08, 0.14),
    random.between(0.04, 0.09),
  ]
  return Array.from({ length: 48 }, (_, step) => {
    const angle = (2 * Math.PI * step) / 48
    const reach = 1 + second * Math.sin(2 * angle + phase) + third * Math.sin(3 * angle + 2 * phase)
    return toCity(parcel, x + rx * reach * Math.cos(angle), y + ry * reach * Math.sin(angle))
  })
}

/** A small green with a paved square. */
export function layOutSquare(parcel: Parcel, name: string): void {
  addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 2)
  addLandUse(parcel, 'park', box, name)
  const [west, south, east, north] = innerBox(parcel, 2)
  const [width, depth] = [east - west, north - south]
  addLandUse(parcel, 'plaza', [
    west + width * 0.3,
    south + depth * 0.04,
    west + width * 0.7,
    south + depth * 0.42,
  ])
}

/** Land that waits: a building site, or a lawn. */
export function layOutReserve(parcel: Parcel): void {
  addCell(parcel, wholeBox(parcel))
  addLandUse(parcel, parcel.random.chance(0.35) ? 'construction' : 'green', innerBox(parcel, 2))
}
