import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { ExportFormat, ExportLanguage } from '../contract/exports.ts'
import { BYTE_ORDER_MARK, toCsvLine } from '../http/csv.ts'
import { type WrittenCell, writeWorkbook } from '../spreadsheets/xlsx/write-workbook.ts'
import { type Heading, headingOf, markOf } from './export-words.ts'

/** Who takes a list along, and under which number the audit knows it. */
export interface ExportMark {
  by: string
  entry: number
  purpose: string
}

export interface TableFile {
  /** Begins the name of the file; Latin letters. */
  name: string
  format: ExportFormat
  language: ExportLanguage
  mark: ExportMark
  columns: readonly Heading[]
  rows: AsyncIterable<readonly WrittenCell[]>
}

export const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A list as a file, row by row as the database gives them. Its first line says who took it along,
 * when and what for. In CSV no cell begins as a formula does; in a workbook all cells are texts or
 * numbers, which nothing runs.
 */
export function sendTableFile(reply: FastifyReply, file: TableFile): FastifyReply {
  const { name, format, mark } = file
  const day = new Date().toISOString().slice(0, 10)
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}-${day}-${mark.entry}.${format}"`)
    .type(format === 'csv' ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes.xlsx)
    .send(Readable.from(format === 'csv' ? toCsv(file) : toWorkbook(file), { objectMode: false }))
}

async function* lines({ language, mark, columns, rows }: TableFile) {
  yield [markOf(mark, language)]
  yield columns.map((heading) => headingOf(heading, language))
  yield* rows
}

async function* toCsv(file: TableFile): AsyncGenerator<string> {
  let text = BYTE_ORDER_MARK
  for await (const line of lines(file)) {
    text += toCsvLine(line)
    if (text.length < CHUNK_CHARACTERS) continue
    yield text
    text = ''
  }
  yield text
}

const CHUNK_CHARACTERS = 2 ** 16

const toWorkbook = (file: TableFile) =>
  writeWorkbook({
    sheetName: file.name,
    columns: file.columns.map((heading) => ({
      width: heading === 'address' || heading === 'otherAddress' ? 32 : 16,
      isText: true,
    })),
    rows: lines(file),
  })
