import { addBuilding, type Box, type Parcel, toCity } from '../plan/parcel.ts'
import type { ShopFront } from '../plan/sketch.ts'
import type { Side } from '../plan/street-plan.ts'
import { rectangle } from './footprints.ts'

export const shopDepthMeters = 12

/** What a row of shops needs to know about its place. */
export interface ShopRowPlace {
  cell: number
  box: Box
  /** The side on which the doors open. */
  facing: Side
  kind: ShopFront['kind']
  builtYear: number
  estate?: number
}

/** A row of two- or three-storey shop houses that fills its box. */
export function addShopRow(parcel: Parcel, place: ShopRowPlace): void {
  const [west, south, east, north] = place.box
  const isAlongStreet = place.facing === 'south' || place.facing === 'north'
  const length = isAlongStreet ? east - west : north - south
  const depth = isAlongStreet ? north - south : east - west
  const premises = Math.floor(length / (place.kind === 'estate' ? 6.6 : 5.4))
  if (premises < 2) return
  const floors = parcel.random.weighted([1, 2, 3], place.kind === 'estate' ? [2, 7, 0] : [1, 6, 2])
  addBuilding(parcel, {
    cell: place.cell,
    estate: place.estate ?? -1,
    x: (west + east) / 2,
    y: (south + north) / 2,
    outline: isAlongStreet ? rectangle(length, depth) : rectangle(depth, length),
    alongRoad: !isAlongStreet,
    use: 'commerce',
    floors,
    storeyMeters: 3.6,
    hasShopFloor: true,
    builtYear: place.builtYear,
    front: { ...frontLine(parcel, place), premises, kind: place.kind },
  })
}

/** The line of shop doors, 1.5 m inside the wall. */
export function frontLine(parcel: Parcel, { box, facing }: Pick<ShopRowPlace, 'box' | 'facing'>) {
  const [west, south, east, north] = box
  const inside = 1.5
  const line = {
    south: [west, south + inside, east, south + inside],
    north: [west, north - inside, east, north - inside],
    west: [west + inside, south, west + inside, north],
    east: [east - inside, south, east - inside, north],
  }[facing] as [number, number, number, number]
  return { from: toCity(parcel, line[0], line[1]), to: toCity(parcel, line[2], line[3]) }
}
