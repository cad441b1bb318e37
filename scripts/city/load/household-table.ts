import type { City } from '../generate.ts'
import type { GridColumns } from './grid-columns.ts'
import { type Table, tableOf } from './table.ts'

/** The households and their dwellings. */
export function householdTable({ residents: { households } }: City, grids: GridColumns): Table {
  return tableOf('household', households, ({ id, dwellingId, kind }) => ({
    household_id: id,
    dwelling_id: dwellingId,
    kind,
    grid_id: grids.ofDwelling(dwellingId),
  }))
}
