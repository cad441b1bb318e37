import { Zip, ZipDeflate } from 'fflate'
import { MOST_COLUMNS } from '../sheet.ts'
import { workbookParts } from './workbook-skeleton.ts'

/** A cell to write: text, a number, nothing, or a day of Excel. */
export type WrittenCell = string | number | null | { serial: number }

export interface WorkbookColumn {
  /** In characters. */
  width: number
  /** Typed in later, everything stays the text that was typed: long numbers keep their digits. */
  isText: boolean
}

export interface WorkbookContent {
  sheetName: string
  columns: readonly WorkbookColumn[]
  rows: Iterable<readonly WrittenCell[]> | AsyncIterable<readonly WrittenCell[]>
  /** Merged cells such as A2:A4. */
  merges?: readonly string[]
}

/** Cell styles of the skeleton. */
const TEXT_STYLE = 1
const DAY_STYLE = 2

const BUFFER_CHARACTERS = 2 ** 17

/** An Excel workbook of one sheet, as a stream; texts are shared, as Excel itself writes them. */
export async function* writeWorkbook(content: WorkbookContent): AsyncGenerator<Uint8Array> {
  let finished: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    finished.push(chunk)
  })
  const take = () => finished.splice(0)
  const strings = new Map<string, number>()
  for (const [path, parts] of [
    ...workbookParts(content.sheetName),
    ['xl/worksheets/sheet1.xml', sheetParts(content, strings)] as const,
    ['xl/sharedStrings.xml', stringParts(strings)] as const,
  ]) {
    const entry = new ZipDeflate(path, { level: 6 })
    // The same content is the same file, whenever it is written.
    entry.mtime = new Date('2000-01-01T00:00:00')
    zip.add(entry)
    let buffer = ''
    for await (const part of parts) {
      buffer += part
      if (buffer.length < BUFFER_CHARACTERS) continue
      entry.push(Buffer.from(buffer))
      buffer = ''
      yield* take()
    }
    entry.push(Buffer.from(buffer), true)
    yield* take()
  }
  zip.end()
  yield* take()
  finished = []
}

async function* sheetParts(
  { columns, rows, merges = [] }: WorkbookContent,
  strings: Map<string, number>,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
  yield `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>`
  for (const [index, { width, isText }] of columns.entries()) {
    yield `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="${isText ? TEXT_STYLE : 0}"/>`
  }
  yield '</cols><sheetData>'
  let line = 0
  for await (const row of rows) {
    line++
    yield `<row r="${line}">${row.map((cell, column) => cellXml(cell, `${LETTERS[column]}${line}`, strings)).join('')}</row>`
  }
  yield '</sheetData>'
  if (merges.length > 0) {
    yield `<mergeCells count="${merges.length}">${merges.map((merge) => `<mergeCell ref="${merge}"/>`).join('')}</mergeCells>`
  }
  yield '</worksheet>'
}

function cellXml(cell: WrittenCell, place: string, strings: Map<string, number>): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${place}" s="${DAY_STYLE}"><v>${cell.serial}</v></c>`
  const index = strings.get(cell) ?? strings.size
  if (index === strings.size) strings.set(cell, index)
  return `<c r="${place}" s="${TEXT_STYLE}" t="s"><v>${index}</v></c>`
}

function* stringParts(strings: ReadonlyMap<string, number>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${strings.size}">`
  for (const text of strings.keys()) yield `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`
  yield '</sst>'
}

/** Characters that XML cannot carry are left out. */
const escapeXml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;')

const LETTERS = Array.from({ length: MOST_COLUMNS }, (_, column) => {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : String.fromCharCode(64 + Math.floor(column / 26)) + last
})
