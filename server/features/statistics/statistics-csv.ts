import type { StatisticsCell, StatisticsTable } from '../../contract/statistics.ts'
import { BYTE_ORDER_MARK, toCsvLine } from '../../http/csv.ts'

/** The same table as RFC 4180 text: code, name, total and one column a class, named by its key. */
export function toStatisticsCsv({ columns, rows }: StatisticsTable): string {
  const header = ['code', 'name', 'total', ...columns.map(({ key }) => key)]
  const lines = rows.map(({ code, name, total, cells }) => [
    code,
    name,
    toText(total),
    ...cells.map(toText),
  ])
  return BYTE_ORDER_MARK + [header, ...lines].map(toCsvLine).join('')
}

function toText(cell: StatisticsCell): string {
  if ('value' in cell) return String(cell.value)
  return cell.kind === 'small' ? '<5' : '·'
}
