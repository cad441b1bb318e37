import type { City } from '../generate.ts'
import type { ShopRow } from '../places/shops.ts'
import type { GridColumns } from './grid-columns.ts'
import { pointText, type Row, searchColumns, type Table, tableOf } from './table.ts'

/** Shops and facilities: what has a sign over its door. */
export function placeTables(city: City, grids: GridColumns): Table[] {
  const { shops, facilities } = city
  const owners = chooseOwners(city)
  return [
    // Before the shops, whose history begins with them where it is not told.
    tableOf('shop_state', shops, (shop, index) => ({
      shop_state_id: index + 1,
      ...shopColumns(shop, index),
      valid: `[${shop.openedOn},)`,
      owner_id: owners[index] ?? null,
    })),
    tableOf('shop', shops, (shop, index) => ({
      ...shopColumns(shop, index),
      grid_id: grids.ofBuilding(shop.building + 1),
      opened_on: shop.openedOn,
    })),
    tableOf('facility', facilities, (facility, index) => ({
      facility_id: index + 1,
      building_id: facility.building === null ? null : facility.building + 1,
      community_id: facility.community === null ? null : facility.community + 1,
      kind: facility.kind,
      name: facility.name,
      ...searchColumns(facility.name),
      area_square_meters: facility.areaSquareMeters,
      geom: pointText(facility.position),
    })),
  ]
}

const shopColumns = (shop: ShopRow, index: number): Row => ({
  shop_id: index + 1,
  building_id: shop.building + 1,
  name: shop.name,
  ...searchColumns(shop.name),
  trade: shop.trade,
  legal_form: shop.legalForm,
  licence_number: shop.licenceNumber,
  address: shop.address,
  floor: shop.floor,
  area_square_meters: shop.areaSquareMeters,
  geom: pointText(shop.position),
})

/**
 * Keys of those who run the shops, most of them one each; of each fourth it is not known. All were
 * grown up when the first shop opened, in 2004.
 */
function chooseOwners({ shops, residents: { persons } }: City): (number | null)[] {
  const adults = persons.filter(
    ({ birthDate, householdId }) => householdId != null && birthDate < '1986' && birthDate > '1955',
  )
  // Far apart, so that neighbours in a house do not run neighbouring shops.
  return shops.map((_, index) =>
    index % 4 === 3 ? null : (adults[(index * 7919) % adults.length]?.id ?? null),
  )
}
