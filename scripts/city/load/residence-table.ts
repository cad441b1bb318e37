import type { City } from '../generate.ts'
import type { GridColumns } from './grid-columns.ts'
import { type Table, tableOf } from './table.ts'

/** The links between persons and dwellings, with their time. */
export function residenceTable({ residents: { residences } }: City, grids: GridColumns): Table {
  return tableOf('residence', residences, (link, index) => ({
    residence_id: index + 1,
    person_id: link.personId,
    dwelling_id: link.dwellingId,
    household_id: link.householdId ?? null,
    kind: link.kind,
    valid: `[${link.from},${link.until ?? ''})`,
    source: link.source,
    verified_on: link.verifiedOn,
    grid_id: grids.ofDwelling(link.dwellingId),
  }))
}
