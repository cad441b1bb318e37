import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTwoZones, type TwoZones } from './two-zones.ts'

let zones: TwoZones

beforeAll(async () => {
  zones = await openTwoZones()
})
afterAll(() => zones?.drop())

describe('the grid of units, dwellings, residences, households, persons and shops', () => {
  test('follows each move, by whatever and however many hands', async () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('building', 'household', 'person'),
        one: fc.nat(5),
        target: fc.nat(5),
        isConcurrent: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        const running: Promise<unknown>[] = []
        for (const move of moves) {
          const work = zones.owner(...toStatement(move)).catch((error) => {
            // Of two that wait for each other one gives way; nothing is half done.
            if (!['40P01', '23505', '23P01'].includes(error.code)) throw error
          })
          if (move.isConcurrent) running.push(work)
          else await work
        }
        await Promise.all(running)
        expect(await findStrays()).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  /** Moves a building over a boundary, a household into another dwelling, a person into another household. */
  function toStatement({
    kind,
    one,
    target,
  }: {
    kind: string
    one: number
    target: number
  }): [string, unknown[]] {
    const household = (1 + (one >> 1)) * 10 + 1 + (one & 1)
    const other = 1 + (target >> 1)
    if (kind === 'building') {
      const [x, y] = [
        [0.5, 0.5],
        [2.5, 0.5],
        [1, 2.5],
      ][target % 3] as [number, number]
      return [
        `UPDATE building SET geom = ST_ForcePolygonCCW(ST_ReducePrecision(ST_Translate(geom,
           118 + $2::float8 / 1000 - ST_XMin(geom) + building_id * 0.00001, 36 + $3::float8 / 1000 - ST_YMin(geom)), 1e-7))
         WHERE building_id = $1`,
        [1 + (one % 3), x, y],
      ]
    }
    if (kind === 'household') {
      return [
        'UPDATE household SET dwelling_id = $2 WHERE household_id = $1',
        [household, other * 100 + 1 + (target & 1)],
      ]
    }
    return [
      `UPDATE person SET household_id = $2, relation_to_head = 'other-relative' WHERE household_id = $1`,
      [household, other * 10 + 1 + (target & 1)],
    ]
  }

  const findStrays = () =>
    zones.owner(`
      SELECT 'dwelling' AS kind, dwelling_id AS id FROM dwelling JOIN building USING (building_id)
        WHERE dwelling.grid_id IS DISTINCT FROM building.grid_id
      UNION ALL SELECT 'shop', shop_id FROM shop JOIN building USING (building_id)
        WHERE shop.grid_id IS DISTINCT FROM building.grid_id
      UNION ALL SELECT 'unit', unit_id FROM unit JOIN building USING (building_id)
        WHERE unit.grid_id IS DISTINCT FROM building.grid_id
      UNION ALL SELECT 'residence', residence_id FROM residence JOIN dwelling USING (dwelling_id)
        WHERE residence.grid_id IS DISTINCT FROM dwelling.grid_id
      UNION ALL SELECT 'household', household_id FROM household JOIN dwelling USING (dwelling_id)
        WHERE household.grid_id IS DISTINCT FROM dwelling.grid_id
      UNION ALL SELECT 'person', person_id FROM person JOIN household USING (household_id)
        WHERE person.grid_id IS DISTINCT FROM household.grid_id`)
})
