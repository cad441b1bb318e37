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
import { ell, rectangle } from './footprints.ts'

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

/** A pocket park 游园: a paved square with a pavilion in the south, a pond and a ball court behind. */
export function layOutSquare(parcel: Parcel, name: string): void {
  const { random, sketch } = parcel
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 2)
  const [west, south, east, north] = box
  const [width, depth] = [east - west, north - south]
  const inside = (x: number, y: number): Point => [west + width * x, south + depth * y]
  addLandUse(parcel, 'park', box, name)
  addLandUse(parcel, 'plaza', [...inside(0.3, 0.04), ...inside(0.7, 0.42)])
  const pond = blob(parcel, inside(0.34, 0.7), [width * 0.15, depth * 0.13])
  sketch.waters.push({ kind: 'pond', name: `${name}水池`, ring: pond })
  const [courtX, courtY] = inside(0.72, 0.72)
  addLandUse(parcel, 'sports-field', [courtX - 14, courtY - 15, courtX + 14, courtY + 15])
  const houses = [
    { place: inside(0.5, 0.46), outline: rectangle(12, 12), name: `${name}凉亭` },
    { place: inside(0.86, 0.16), outline: rectangle(12, 7), name: `${name}公共卫生间` },
  ]
  for (const { place, ...house } of houses) {
    addBuilding(parcel, {
      ...house,
      cell,
      x: place[0],
      y: place[1],
      use: 'public',
      floors: 1,
      storeyMeters: 4,
      hasShopFloor: false,
      builtYear: random.int(2000, 2020),
    })
  }
}
