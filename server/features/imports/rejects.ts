import { Readable } from 'node:stream'
import type { importFileFormats, importLanguages } from '../../contract/imports.ts'
import { reasonText } from '../../contract/row-reasons.ts'
import type { Database } from '../../db/database.ts'
import { BYTE_ORDER_MARK, toCsvLine } from '../../http/csv.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import type { Cell } from '../../spreadsheets/sheet.ts'
import { writeWorkbook } from '../../spreadsheets/xlsx/write-workbook.ts'
import { listRejects } from './imports.queries.ts'
import { rawPlace } from './stage-roster.ts'

export interface RejectsFile {
  batchId: number
  columns: readonly string[]
  format: (typeof importFileFormats)[number]
  language: (typeof importLanguages)[number]
}

const ROWS_AT_ONCE = 1000

/**
 * The rows that were not taken, with the same columns and one more for the reasons: corrected, the
 * file is sent again. Columns of a workbook are text, so that Excel leaves long numbers alone.
 */
export function streamRejects(database: Database, sealer: Sealer, file: RejectsFile): Readable {
  const { columns, format, language } = file
  const header = [...columns, language === 'zh-CN' ? '未接受原因' : 'Why it was not taken']
  const rows = readRows(database, sealer, file)
  if (format === 'csv') return Readable.from(toCsv(header, rows))
  return Readable.from(
    writeWorkbook({
      sheetName: language === 'zh-CN' ? '未接受' : 'Not taken',
      columns: header.map((_, index) => ({
        width: index === columns.length ? 60 : 16,
        isText: true,
      })),
      rows: withHeader(header, rows),
    }),
    { objectMode: false },
  )
}

async function* readRows(
  database: Database,
  sealer: Sealer,
  { batchId, columns, language }: RejectsFile,
): AsyncGenerator<Cell[]> {
  for (let after = 0; ; ) {
    const rejects = await listRejects(database, batchId, after, ROWS_AT_ONCE)
    for (const { line, reasons, sealed } of rejects) {
      const cells: Cell[] = JSON.parse(sealer.openText(rawPlace(batchId, line), sealed))
      const why = reasons.map(({ code, line: about }) => reasonText(code, language, about))
      yield [...columns.map((_, index) => cells[index] ?? ''), why.join(' ')]
    }
    const last = rejects.at(-1)
    if (!last || rejects.length < ROWS_AT_ONCE) return
    after = last.line
  }
}

async function* toCsv(header: readonly string[], rows: AsyncIterable<Cell[]>) {
  yield BYTE_ORDER_MARK + toCsvLine(header)
  for await (const row of rows) yield toCsvLine(row)
}

async function* withHeader(header: readonly string[], rows: AsyncIterable<Cell[]>) {
  yield header
  yield* rows
}
