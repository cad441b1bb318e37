import type { PoolClient } from 'pg'
import type { City } from '../generate.ts'

/** Tables whose grid follows that of their parent, and how the parent is found. */
const followers = [
  { table: 'unit', parent: 'building' },
  { table: 'dwelling', parent: 'building' },
  { table: 'shop', parent: 'building' },
  { table: 'household', parent: 'dwelling' },
  { table: 'residence', parent: 'dwelling' },
  { table: 'person', parent: 'household' },
] as const

/** Grids of what stands in a building, once the buildings are loaded; null without a grid. */
export interface GridColumns {
  ofBuilding(buildingId: number): number | null
  ofDwelling(dwellingId: number): number | null
  ofHousehold(householdId: number | null): number | null
  /** Asks the database in which grid it has put each building. */
  read(client: PoolClient): Promise<void>
}

/** The grids as rows name them while their triggers rest; see {@link restGridTriggers}. */
export function createGridColumns({ residents }: City): GridColumns {
  const gridOfBuilding = new Map<number, number | null>()
  const buildingOfDwelling = new Map(
    residents.dwellings.map(({ id, building }) => [id, building + 1]),
  )
  const dwellingOfHousehold = new Map(
    residents.households.map(({ id, dwellingId }) => [id, dwellingId]),
  )
  const ofBuilding = (id: number) => gridOfBuilding.get(id) ?? null
  const ofDwelling = (id: number) => ofBuilding(buildingOfDwelling.get(id) ?? 0)
  return {
    ofBuilding,
    ofDwelling,
    ofHousehold: (id) => (id === null ? null : ofDwelling(dwellingOfHousehold.get(id) ?? 0)),
    async read(client) {
      const { rows } = await client.query('SELECT building_id, grid_id FROM building')
      for (const { building_id, grid_id } of rows) gridOfBuilding.set(building_id, grid_id)
    },
  }
}

/**
 * Lets the triggers rest that copy the grid of the parent into each row: a look and a lock for
 * each of 650,000 rows. Until {@link wakeGridTriggers} in the same transaction, which proves every
 * row by one join a table, nobody else sees these tables.
 */
export async function restGridTriggers(client: PoolClient): Promise<void> {
  for (const { table } of followers) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_grid`)
  }
}

/** @throws Error where a row names another grid than its parent */
export async function wakeGridTriggers(client: PoolClient): Promise<void> {
  for (const { table, parent } of followers) {
    await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_grid`)
    const { rows } = await client.query(
      `SELECT count(*) AS count FROM ${table} AS child JOIN ${parent} AS parent USING (${parent}_id)
       WHERE child.grid_id IS DISTINCT FROM parent.grid_id`,
    )
    if (rows[0].count > 0) throw new Error(`${rows[0].count} rows of ${table} name a wrong grid`)
  }
}
