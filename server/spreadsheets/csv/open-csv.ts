import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { isBlankRow, MOST_CHARACTERS, MOST_COLUMNS, type Sheet, type SheetRow } from '../sheet.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { detectDelimiter } from './detect-delimiter.ts'
import { detectEncoding, type TextEncodingOfFile } from './detect-encoding.ts'
import { readChunks } from './read-chunks.ts'

const SAMPLE_CHARACTERS = 2 ** 16
/** Of which one file may hold several, as it was put together. */
const LINE_ENDS = ['\r\n', '\n', '\r']
const ROWS_AT_ONCE = 1000
/** A record that is longer has an open quotation mark. */
const MOST_RECORD_BYTES = 2 ** 17

/**
 * A text table: encoding and delimiter are found out.
 *
 * @throws UnreadableFile
 */
export async function openCsv(file: FileHandle, size: number): Promise<Sheet> {
  const text = await detectEncoding(file)
  let readBytes = 0
  const decode = () =>
    decodeChunks(file, text, (count) => {
      readBytes = count
    })
  const delimiter = detectDelimiter(await takeSample(decode()))
  return {
    ...{ format: 'csv', encoding: text.encoding, delimiter, names: [], name: null },
    progress: () => Math.min(1, readBytes / size),
    rows: () => parseRows(decode(), delimiter),
  }
}

async function* decodeChunks(
  file: FileHandle,
  { encoding, markBytes }: TextEncodingOfFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  let bytes = markBytes
  for await (const chunk of readChunks(file, markBytes)) {
    bytes += chunk.length
    onRead(bytes)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

async function takeSample(chunks: AsyncGenerator<string>): Promise<string> {
  let sample = ''
  for await (const chunk of chunks) {
    sample += chunk
    if (sample.length >= SAMPLE_CHARACTERS) break
  }
  return sample.slice(0, SAMPLE_CHARACTERS)
}

async function* parseRows(
  chunks: AsyncGenerator<string>,
  delimiter: string,
): AsyncGenerator<SheetRow[]> {
  const parser = parse({
    ...{ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    ...{ info: true, max_record_size: MOST_RECORD_BYTES, record_delimiter: LINE_ENDS },
  })
  const source = Readable.from(chunks)
  source.on('error', (error) => parser.destroy(error)).pipe(parser)
  let rows: SheetRow[] = []
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      if (record.length > MOST_COLUMNS) throw new UnreadableFile('file-too-wide')
      // A record may hold line feeds: `lines` is where it ends.
      if (!isBlankRow(record))
        rows.push({ line: startOf(record, info.lines), cells: record.map(cut) })
      if (rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
    }
  } catch (error) {
    throw toUnreadable(error)
  } finally {
    source.destroy()
  }
  if (rows.length > 0) yield rows
}

interface CsvRecord {
  record: string[]
  info: { lines: number }
}

function startOf(record: readonly string[], lastLine: number): number {
  let breaks = 0
  for (const cell of record) {
    if (cell.includes('\n')) breaks += cell.split('\n').length - 1
  }
  return lastLine - breaks
}

const cut = (cell: string) =>
  cell.length > MOST_CHARACTERS ? cell.slice(0, MOST_CHARACTERS) : cell

function toUnreadable(error: unknown): unknown {
  const { code, lines } = error as CsvError & { lines?: number }
  if (code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED') {
    return new UnreadableFile('file-quote-open', lines === undefined ? '' : `Line ${lines}: `)
  }
  return error
}
