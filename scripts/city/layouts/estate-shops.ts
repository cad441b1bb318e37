import type { Box, Parcel } from '../plan/parcel.ts'
import { type Side, sides } from '../plan/street-plan.ts'
import type { EstateContext } from './estate-context.ts'
import type { RowPlace } from './estate-rows.ts'
import { addShopRow, shopDepthMeters } from './shop-rows.ts'

/** Shop houses on the street sides of a cell. */
export function addStreetShops(
  parcel: Parcel,
  context: EstateContext,
  place: RowPlace,
  { cell, box }: { cell: number; box: Box },
): void {
  const { inset, width, height } = parcel
  const { builtYear, shops } = context
  const near = 3
  const west = Math.max(box[0] + 2.5, inset.west + near)
  const east = Math.min(box[2] - 2.5, width - inset.east - near)
  const corner = near + shopDepthMeters + 5
  const south = Math.max(box[1] + 5, inset.south + (shops.south && place.isFirst ? corner : near))
  const north = Math.min(
    box[3] - 5,
    height - inset.north - (shops.north && place.isLast ? corner : near),
  )
  for (const side of sides) {
    const kind = shops[side]
    if (!kind) continue
    const strip: Partial<Record<Side, Box | false>> = {
      south: place.isFirst && [
        west,
        inset.south + near,
        east,
        inset.south + near + shopDepthMeters,
      ],
      north: place.isLast && [
        west,
        height - inset.north - near - shopDepthMeters,
        east,
        height - inset.north - near,
      ],
      west: box[0] === 0 && [inset.west + near, south, inset.west + near + shopDepthMeters, north],
      east: box[2] === width && [
        width - inset.east - near - shopDepthMeters,
        south,
        width - inset.east - near,
        north,
      ],
    }
    const stripBox = strip[side]
    if (!stripBox) continue
    const isTooShort = Math.max(stripBox[2] - stripBox[0], stripBox[3] - stripBox[1]) < 16
    if (isTooShort || stripBox[2] <= stripBox[0] || stripBox[3] <= stripBox[1]) continue
    addShopRow(parcel, { cell, box: stripBox, facing: side, kind, builtYear })
  }
}
