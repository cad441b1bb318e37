import type { City } from '../generate.ts'
import { createAddressBook } from '../names/address-book.ts'
import { toUnits } from '../plan/frame.ts'
import { at } from '../random.ts'
import { lineText, polygonText, searchColumns, type Table, tableOf } from './table.ts'

/** What the ground map shows: streets, land, water and the outlines of estates. */
export function groundTables({ sketch, streets, estateNames }: City): Table[] {
  const addresses = createAddressBook(streets)
  return [
    tableOf('street', streets, (street, index) => ({
      street_id: index + 1,
      name: street.name,
      ...searchColumns(street.name ?? ''),
      class: street.class,
      width_meters: street.widthMeters,
      geom: lineText(street.points.map(toUnits)),
    })),
    tableOf('land_use', sketch.landUses, ({ kind, name, ring }, index) => ({
      land_use_id: index + 1,
      kind,
      name,
      geom: polygonText(ring.map(toUnits)),
    })),
    tableOf('water', sketch.waters, ({ kind, name, ring }, index) => ({
      water_id: index + 1,
      kind,
      name,
      geom: polygonText(ring.map(toUnits)),
    })),
    tableOf('estate', sketch.estates, ({ kind, builtYear, ring, centre }, index) => {
      const name = at(estateNames, index)
      const { street, number } = addresses.addressAt(centre)
      return {
        estate_id: index + 1,
        name,
        ...searchColumns(name),
        kind,
        built_year: builtYear,
        address: `${street}${number}号`,
        geom: polygonText(ring.map(toUnits)),
      }
    }),
  ]
}
