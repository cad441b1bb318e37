import type { Point } from '../plan/frame.ts'
import {
  addBuilding,
  addCell,
  addLandUse,
  type Box,
  innerBox,
  type Parcel,
} from '../plan/parcel.ts'
import { rectangle } from './footprints.ts'

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
