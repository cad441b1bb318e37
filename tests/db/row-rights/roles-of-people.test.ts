import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccountRole, accountRoles } from '../../../server/contract/access.ts'
import { buildingHouseholds } from '../../../server/features/buildings/building-households.queries.ts'
import { openTwoZones, type TwoZones } from './two-zones.ts'

let zones: TwoZones

beforeAll(async () => {
  zones = await openTwoZones()
})
afterAll(() => zones?.drop())

/** Relations with rows of areas; `area` is what the owner asks for those of some grids ($1). */
const areaOf: Record<string, { key: string; area: string }> = {
  community: {
    key: 'community_id',
    area: 'community_id IN (SELECT community_id FROM grid JOIN zone USING (zone_id) WHERE grid_id = ANY ($1))',
  },
  zone: { key: 'zone_id', area: 'zone_id IN (SELECT zone_id FROM grid WHERE grid_id = ANY ($1))' },
  grid: { key: 'grid_id', area: 'grid_id = ANY ($1)' },
  building: { key: 'building_id', area: 'grid_id = ANY ($1)' },
  unit: {
    key: 'unit_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  shop: {
    key: 'shop_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  dwelling: {
    key: 'dwelling_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  household: { key: 'household_id', area: 'dwelling_id / 100 = ANY ($1)' },
  person_card: { key: 'person_id', area: 'household_id / 10 = ANY ($1)' },
  residence: { key: 'person_id', area: 'dwelling_id / 100 = ANY ($1)' },
  residence_past: { key: 'person_id', area: 'dwelling_id / 100 = ANY ($1)' },
  building_people: { key: 'building_id', area: 'building_id = ANY ($1)' },
  grid_count: { key: 'grid_id', area: 'grid_id = ANY ($1)' },
}
/** The owner sees through the view's policies only as somebody; the table beneath has all rows. */
const sourceOf = (relation: string) =>
  ({ person_card: 'person', building_people: 'building' })[relation] ?? relation

const gridsOf: Record<AccountRole, number[]> = {
  operator: [1, 2, 3],
  'zone-worker': [1, 2],
  'grid-leader': [1],
  'hotline-agent': [1, 2, 3],
  'department-user': [1, 2, 3],
  administrator: [1, 2, 3],
}
/** An administrator keeps accounts and sees no resident. */
const ofResidents = [
  'dwelling',
  'household',
  'person_card',
  'residence',
  'residence_past',
  'building_people',
]

describe.each(accountRoles)('%s', (role) => {
  test.each(Object.keys(areaOf))(
    'sees of %s exactly what lies within reach, though nothing is asked for',
    async (relation) => {
      const { key, area } = areaOf[relation]!
      const seesNone = role === 'administrator' && ofResidents.includes(relation)
      const expected = await zones.owner(
        `SELECT ${key} AS id FROM ${sourceOf(relation)} WHERE ${area} ORDER BY 1`,
        [seesNone ? [] : gridsOf[role]],
      )
      const seen = await zones.actAs({ role }, (query) =>
        query(`SELECT ${key} AS id FROM ${relation} ORDER BY 1`),
      )
      expect(seen).toEqual(expected)
      if (!seesNone) expect(seen.length).toBeGreaterThan(0)
    },
  )
})

describe('a query that has lost its filter', () => {
  test('still gives the households within reach, and no other', async () => {
    const { text, values } = buildingHouseholds(1, { page: 1, pageSize: 1000 })
    const careless = text.replace('WHERE dwelling.building_id = $1', 'WHERE $1::int IS NOT NULL')
    expect(careless).not.toBe(text)
    for (const role of accountRoles) {
      const [row] = await zones.actAs({ role }, (query) => query(careless, [...values]))
      const items = (row?.items ?? []) as { id: number }[]
      const grids = role === 'administrator' ? [] : gridsOf[role]
      expect(items.map(({ id }) => id).sort()).toEqual(
        grids.flatMap((grid) => [grid * 10 + 1, grid * 10 + 2]),
      )
    }
  })
})
