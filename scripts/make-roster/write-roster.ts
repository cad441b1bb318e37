import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportOutcome } from '../../server/contract/rosters.ts'
import type { RowReason } from '../../server/contract/row-reasons.ts'
import { toCsvLine } from '../../server/http/csv.ts'
import { toDay } from '../../server/spreadsheets/xlsx/serial-day.ts'
import { type WrittenCell, writeWorkbook } from '../../server/spreadsheets/xlsx/write-workbook.ts'
import { encodeGbk } from './encode-gbk.ts'
import { HEADER, type RosterRow, toCells } from './roster-row.ts'

/** What an import of the file has to say. */
export interface ExpectedReport {
  rows: number
  counts: Record<ImportOutcome, number>
  /** Rows that are not the same as in the registry. */
  lines: { line: number; outcome: ImportOutcome; reason?: RowReason }[]
}

const TITLE = '社区居民名册'

/**
 * Writes a roster below a title, as .xlsx or, where the path ends so, as CSV in GBK.
 *
 * @returns what an import has to say of it
 */
export async function writeRoster(
  path: string,
  rows: AsyncIterable<RosterRow>,
): Promise<ExpectedReport> {
  const report: ExpectedReport = {
    rows: 0,
    counts: { new: 0, changed: 0, same: 0, ambiguous: 0, rejected: 0 },
    lines: [],
  }
  const cells = countRows(rows, report)
  const isCsv = path.endsWith('.csv')
  const content = isCsv
    ? Readable.from(toGbk(cells), { objectMode: false })
    : Readable.from(
        writeWorkbook({
          sheetName: '名册',
          columns: HEADER.map(() => ({ width: 16, isText: true })),
          rows: cells,
          merges: [`A1:L1`],
        }),
        { objectMode: false },
      )
  await pipeline(content, createWriteStream(path))
  return report
}

async function* countRows(
  rows: AsyncIterable<RosterRow>,
  report: ExpectedReport,
): AsyncGenerator<WrittenCell[]> {
  yield [TITLE]
  yield HEADER
  let line = 2
  for await (const row of rows) {
    line++
    report.rows++
    report.counts[row.outcome]++
    const { outcome, reason } = row
    if (outcome !== 'same') report.lines.push({ line, outcome, ...(reason && { reason }) })
    yield toCells(row)
  }
}

const CHUNK = 1 << 16

async function* toGbk(rows: AsyncIterable<WrittenCell[]>): AsyncGenerator<Buffer> {
  let text = ''
  for await (const row of rows) {
    text += toCsvLine(row.map(toCsvValue))
    if (text.length < CHUNK) continue
    yield encodeGbk(text)
    text = ''
  }
  yield encodeGbk(text)
}

/** As Excel shows a cell when it saves text: long numbers rounded, days by their numbers. */
function toCsvValue(cell: WrittenCell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return toDay(cell.serial)?.replaceAll('-', '/') ?? ''
  if (typeof cell !== 'number') return cell
  return cell >= 1e12 ? cell.toExponential(5).replace('e', 'E') : String(cell)
}
