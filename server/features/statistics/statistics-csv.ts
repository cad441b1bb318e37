import type { StatisticsCell, StatisticsTable } from '../../contract/statistics.ts'

/** Spreadsheets take a text without this mark for one in the encoding of the machine. */
const BYTE_ORDER_MARK = '\uFEFF'

/** The same table as RFC 4180 text: code, name, total and one column a class, named by its key. */
export function toStatisticsCsv({ columns, rows }: StatisticsTable): string {
  const header = ['code', 'name', 'total', ...columns.map(({ key }) => key)]
  const lines = rows.map(({ code, name, total, cells }) => [
    code,
    name,
    toText(total),
    ...cells.map(toText),
  ])
  return (
    BYTE_ORDER_MARK +
    [header, ...lines].map((line) => `${line.map(toField).join(',')}\r\n`).join('')
  )
}

function toText(cell: StatisticsCell): string {
  if ('value' in cell) return String(cell.value)
  return cell.kind === 'small' ? '<5' : '·'
}

function toField(text: string): string {
  // A spreadsheet would run what begins like a formula.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
