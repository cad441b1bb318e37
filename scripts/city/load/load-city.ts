import type { PoolClient } from 'pg'
import type { Sealer } from '../../../server/privacy/sealing.ts'
import type { City } from '../generate.ts'
import { areaTables } from './area-tables.ts'
import { buildingTables } from './building-tables.ts'
import { copyRows, restartIdentity } from './copy-rows.ts'
import {
  createGridColumns,
  type GridColumns,
  restGridTriggers,
  wakeGridTriggers,
} from './grid-columns.ts'
import { groundTables } from './ground-tables.ts'
import { householdTable } from './household-table.ts'
import { personTable } from './person-table.ts'
import { placeTables } from './place-tables.ts'
import { residenceTable } from './residence-table.ts'
import type { Table } from './table.ts'

/** Called before each table with its name and the share of all rows that are loaded. */
export type OnTable = (table: string, share: number) => void

/** Loads the city by COPY; runs in the caller's transaction and leaves the sequences right. */
export async function loadCity(
  client: PoolClient,
  city: City,
  sealer: Sealer,
  onTable: OnTable,
): Promise<void> {
  const grids = createGridColumns(city)
  const tables = cityTables(city, grids, sealer)
  const { residents, sketch } = city
  const total =
    residents.persons.length +
    residents.residences.length +
    residents.dwellings.length +
    residents.households.length +
    sketch.buildings.length
  await restGridTriggers(client)
  let done = 0
  for (const table of tables) {
    onTable(table.name, Math.min(1, done / total))
    await copyRows(client, table, () => done++)
    if (table.name === 'building') await grids.read(client)
  }
  await wakeGridTriggers(client)
  for (const { name } of tables) await restartIdentity(client, name)
}

/** All tables of the city, each after those to which it refers. */
export function cityTables(city: City, grids: GridColumns, sealer: Sealer): Table[] {
  return [
    ...areaTables(city),
    ...groundTables(city),
    ...buildingTables(city, grids),
    householdTable(city, grids),
    personTable(city, grids, sealer),
    residenceTable(city, grids),
    ...placeTables(city, grids),
  ]
}
