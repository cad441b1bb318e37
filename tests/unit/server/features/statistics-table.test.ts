import { expect, test } from 'vitest'
import type { CountedCity } from '../../../../server/features/statistics/statistics.queries.ts'
import { toStatisticsTable } from '../../../../server/features/statistics/statistics-table.ts'

const manyOfEachSize = { '1': 30, '2': 30, '3': 30, '4': 30, '5+': 30 }

/** A community of twenty zones of one grid, and a second one of one zone. */
function makeCity(personsPerGrid: number): CountedCity {
  const grids = [...Array(21).keys()].map((place) => ({
    id: place + 1,
    zoneId: place + 1,
    communityId: place < 20 ? 1 : 2,
    isInReach: true,
    counts: manyOfEachSize,
  }))
  const persons = grids.map(({ id }) => [id, id <= 20 ? personsPerGrid : 400])
  return {
    mayReadRegistry: false,
    seesCity: true,
    grids,
    areas: [1, 2].map((id) => ({ id, code: String(id), name: `社区${id}`, parentId: null })),
    persons: Object.fromEntries(persons),
    trades: [],
  }
}

const householdsOf = (city: CountedCity) =>
  toStatisticsTable(city, { level: 'community', by: 'household-size' }).rows.flatMap(
    ({ total, cells }) => [total, ...cells],
  )

test('households are shown while their communities show their persons', () => {
  expect(householdsOf(makeCity(300)).every((cell) => 'value' in cell)).toBe(true)
})

test('households are not shown where they would say how many persons a community hides', () => {
  expect(householdsOf(makeCity(4)).every((cell) => 'kind' in cell)).toBe(true)
})
