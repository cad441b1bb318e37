import { ell, rectangle } from './footprints.ts'
import { type Frame, type Point, riverPlanEast } from './frame.ts'
import {
  addBuilding,
  addCell,
  addLandUse,
  type Box,
  innerBox,
  type Parcel,
  toCity,
  wholeBox,
} from './parcel.ts'
import type { Random } from './random.ts'
import type { Sketch } from './sketch.ts'

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

/**
 * Vegetable greenhouses 大棚: long houses east-west, glass to the south, an earth wall to the
 * north; between them as much open ground as the winter sun asks for.
 */
export function layOutGreenhouses(parcel: Parcel, box: Box, cell?: number): void {
  const { random } = parcel
  const [west, south, east, north] = box
  if (east - west < 40 || north - south < 30) return
  const columns = Math.max(1, Math.round((east - west) / 112))
  const pitch = random.between(19, 24)
  for (let column = 0; column < columns; column++) {
    const from = west + ((east - west) * column) / columns + 3
    const to = west + ((east - west) * (column + 1)) / columns - 3
    for (let y = south + 2; y + 12 < north; y += pitch) {
      if (random.chance(0.06)) continue
      const start = from + random.between(0, 6)
      const hasHut = cell !== undefined && random.chance(0.3)
      addLandUse(parcel, 'greenhouse', [hasHut ? start + 6 : start, y, to, y + 12])
      if (hasHut) addKeeperHut(parcel, cell, [start + 2.5, y + 8])
    }
  }
}

/** The keeper's hut 耳房 at the end of a greenhouse. */
function addKeeperHut(parcel: Parcel, cell: number, [x, y]: Point): void {
  addBuilding(parcel, {
    cell,
    x,
    y,
    outline: rectangle(5, 6),
    use: 'industry',
    floors: 1,
    storeyMeters: 2.8,
    hasShopFloor: false,
    builtYear: parcel.random.int(2000, 2022),
    name: '大棚看护房',
  })
}

/** Greenhouse land of a whole block, with a tool house by the road. */
export function layOutFarm(parcel: Parcel): void {
  const { random, width, height } = parcel
  const columns = Math.max(1, Math.round(width / 230))
  const rows = Math.max(1, Math.round(height / 230))
  addLandUse(parcel, 'green', innerBox(parcel, 1))
  const inner = innerBox(parcel, 8)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const box: Box = [
        (width * column) / columns,
        (height * row) / rows,
        (width * (column + 1)) / columns,
        (height * (row + 1)) / rows,
      ]
      const cell = addCell(parcel, box)
      const [west, south, east, north] = [
        Math.max(box[0] + 4, inner[0]),
        Math.max(box[1] + 4, inner[1]),
        Math.min(box[2] - 4, inner[2]),
        Math.min(box[3] - 4, inner[3]),
      ]
      addBuilding(parcel, {
        cell,
        x: west + 10,
        y: south + 7,
        outline: rectangle(random.between(10, 16), 8),
        use: 'industry',
        floors: 1,
        storeyMeters: 3.4,
        hasShopFloor: false,
        builtYear: random.int(1998, 2020),
        name: '大棚管理房',
      })
      layOutGreenhouses(parcel, [west, south + 18, east, north], cell)
    }
  }
}

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
