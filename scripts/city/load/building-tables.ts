import type { City } from '../generate.ts'
import { fictionalDivision } from '../people/identity.ts'
import { toUnits } from '../plan/frame.ts'
import { at } from '../random.ts'
import type { GridColumns } from './grid-columns.ts'
import { polygonText, searchColumns, type Table, tableOf } from './table.ts'

/** Buildings with their units and dwellings. */
export function buildingTables(
  { sketch, estateNames, buildingNames, residents }: City,
  grids: GridColumns,
): Table[] {
  return [
    tableOf('building', sketch.buildings, (building, index) => {
      const { name, address } = at(buildingNames, index)
      const estate = building.homes ? estateNames[building.estate] : undefined
      return {
        building_id: index + 1,
        code: `${fictionalDivision}B${String(index + 1).padStart(5, '0')}`,
        name,
        ...searchColumns(`${estate ?? ''}${name}`),
        estate_id: building.estate >= 0 ? building.estate + 1 : null,
        address,
        use: building.use,
        floor_count: building.floors,
        height_meters: building.heightMeters,
        storey_height_meters: Math.round(building.storeyMeters * 100) / 100,
        has_shop_floor: building.hasShopFloor,
        built_year: building.builtYear,
        source: 'generator',
        source_key: String(index + 1),
        geom: polygonText(building.ring.map(toUnits)),
      }
    }),
    tableOf('unit', residents.units, ({ id, building, number }) => ({
      unit_id: id,
      building_id: building + 1,
      grid_id: grids.ofBuilding(building + 1),
      number,
    })),
    tableOf('dwelling', residents.dwellings, (dwelling) => ({
      dwelling_id: dwelling.id,
      building_id: dwelling.building + 1,
      grid_id: grids.ofBuilding(dwelling.building + 1),
      unit_id: dwelling.unitId,
      floor: dwelling.floor,
      door: dwelling.door,
      area_square_meters: dwelling.areaSquareMeters,
      tenure: dwelling.tenure,
    })),
  ]
}
