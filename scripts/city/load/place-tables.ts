import type { City } from '../generate.ts'
import type { GridColumns } from './grid-columns.ts'
import { pointText, searchColumns, type Table, tableOf } from './table.ts'

/** Shops and facilities: what has a sign over its door. */
export function placeTables({ shops, facilities }: City, grids: GridColumns): Table[] {
  return [
    tableOf('shop', shops, (shop, index) => ({
      shop_id: index + 1,
      building_id: shop.building + 1,
      grid_id: grids.ofBuilding(shop.building + 1),
      name: shop.name,
      ...searchColumns(shop.name),
      trade: shop.trade,
      legal_form: shop.legalForm,
      address: shop.address,
      floor: shop.floor,
      area_square_meters: shop.areaSquareMeters,
      opened_on: shop.openedOn,
      geom: pointText(shop.position),
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
