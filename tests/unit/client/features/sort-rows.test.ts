import { expect, test } from 'vitest'
import {
  nextSorting,
  type Sorting,
  sortRows,
} from '../../../../client/features/statistics/sort-rows.ts'
import type { StatisticsCell, StatisticsRow } from '../../../../server/contract/statistics.ts'

const row = (id: number, cell: StatisticsCell): StatisticsRow => ({
  id,
  code: String(id),
  name: `第${id}网格`,
  parentId: 1,
  total: { value: 100 },
  cells: [cell],
})

const rows = [
  row(3, { value: 5 }),
  row(1, { kind: 'hidden' }),
  row(2, { kind: 'small' }),
  row(4, { value: 12 }),
]

const idsBy = (sorting: Sorting) => sortRows(rows, sorting).map(({ id }) => id)

test('small counts stand below five, and what is not shown is last either way', () => {
  expect(idsBy({ column: 0, isDescending: true })).toEqual([4, 3, 2, 1])
  expect(idsBy({ column: 0, isDescending: false })).toEqual([2, 3, 4, 1])
})

test('names stand in the order of their codes', () => {
  expect(idsBy({ column: 'name', isDescending: false })).toEqual([1, 2, 3, 4])
})

test('the first click on a count shows the largest, the second the smallest', () => {
  const first = nextSorting({ column: 'name', isDescending: false }, 'total')
  expect(first).toEqual({ column: 'total', isDescending: true })
  expect(nextSorting(first, 'total').isDescending).toBe(false)
})
