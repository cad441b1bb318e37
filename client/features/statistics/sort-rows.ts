import type { StatisticsCell, StatisticsRow } from '../../../server/contract/statistics.ts'

/** 'name', 'total', or the place of a class. */
export type SortColumn = 'name' | 'total' | number

export interface Sorting {
  column: SortColumn
  isDescending: boolean
}

/** Names in the order of their codes, counts from large to small and back; unknown ones stay last. */
export function sortRows(rows: readonly StatisticsRow[], sorting: Sorting): StatisticsRow[] {
  const { column, isDescending } = sorting
  const sign = isDescending ? -1 : 1
  if (column === 'name') {
    return [...rows].sort((a, b) => (a.code < b.code ? -1 : 1) * sign)
  }
  const cellOf = (row: StatisticsRow) => (column === 'total' ? row.total : row.cells[column])
  return [...rows].sort((a, b) => {
    const [left, right] = [rankOf(cellOf(a)), rankOf(cellOf(b))]
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined)
    }
    return (left - right) * sign
  })
}

/** First click on a count shows the largest, on the name the first. */
export function nextSorting(current: Sorting, column: SortColumn): Sorting {
  if (current.column === column) return { column, isDescending: !current.isDescending }
  return { column, isDescending: column !== 'name' }
}

/** "<5" stands between nobody and five. */
function rankOf(cell: StatisticsCell | undefined): number | undefined {
  if (!cell) return undefined
  if ('value' in cell) return cell.value
  return cell.kind === 'small' ? 2.5 : undefined
}
