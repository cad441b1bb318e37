import { addBuilding, addLandUse, type Parcel } from '../plan/parcel.ts'
import type { EstateContext } from './estate-context.ts'
import type { Row } from './estate-rows.ts'
import type { Slot } from './estate-slots.ts'
import { rectangle, slab, tower } from './footprints.ts'
import { frontLine } from './shop-rows.ts'

interface HousePlace {
  cell: number
  slot: Slot
  row: Row
}

/** A slab or tower of homes, with shops on its ground floor where the row has them. */
export function addHousing(
  parcel: Parcel,
  context: EstateContext,
  { cell, slot, row }: HousePlace,
): void {
  const { form, depth, doors, hasBays, builtYear, estate } = context
  const length = slot.east - slot.west
  const isTower = form.kind === 'tower'
  addBuilding(parcel, {
    cell,
    estate,
    x: (slot.west + slot.east) / 2,
    y: (row.south + row.north) / 2,
    outline: isTower ? tower(length, depth) : slab(length, depth, slot.units, hasBays),
    use: row.floors > 12 ? 'tower' : 'housing',
    floors: row.floors,
    storeyMeters: form.storeyMeters,
    hasShopFloor: row.hasShopFloor,
    builtYear: builtYear + (parcel.random.chance(0.3) ? 1 : 0),
    homes: {
      units: slot.units,
      doors,
      firstFloor: row.hasShopFloor ? 2 : 1,
      lastFloor: row.floors,
      areaSquareMeters: Math.min(
        form.areaSquareMeters[1],
        Math.max(form.areaSquareMeters[0], (length / slot.units / doors) * depth * 0.95),
      ),
    },
    ...(row.hasShopFloor && {
      front: {
        ...frontLine(parcel, {
          box: [slot.west, row.south, slot.east, row.north],
          facing: 'south',
        }),
        premises: Math.floor(length / 6.6),
        kind: 'estate' as const,
      },
    }),
  })
}

interface PublicPlace extends HousePlace {
  isSchool: boolean
}

/** A kindergarten, or a house for the property office, a club or the service centre. */
export function addPublicHouse(parcel: Parcel, context: EstateContext, place: PublicPlace): void {
  const { cell, slot, row, isSchool } = place
  const length = Math.min(slot.east - slot.west, isSchool ? 40 : 26)
  const depth = Math.min(context.depth + (isSchool ? 3 : 2), 15)
  addBuilding(parcel, {
    cell,
    estate: context.estate,
    x: (slot.west + slot.east) / 2,
    y: row.south + depth / 2,
    outline: rectangle(length, depth),
    use: isSchool ? 'school' : 'public',
    floors: isSchool ? 3 : 2,
    storeyMeters: 3.6,
    hasShopFloor: false,
    builtYear: context.builtYear,
    facility: { kind: isSchool ? 'kindergarten' : 'centre-candidate', name: '' },
  })
}

/** The heating and power house that stands in the garden of an estate. */
export function addServiceHouse(
  parcel: Parcel,
  context: EstateContext,
  { cell, slot, row }: HousePlace,
) {
  addLandUse(parcel, 'green', [slot.west, row.south, slot.east, row.north])
  addBuilding(parcel, {
    cell,
    estate: context.estate,
    x: slot.west + 9,
    y: row.south + 5,
    outline: rectangle(13, 8),
    use: 'public',
    floors: 1,
    storeyMeters: 4,
    hasShopFloor: false,
    builtYear: context.builtYear,
    name: '换热站配电室',
  })
}
