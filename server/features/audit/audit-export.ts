import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import type { AuditFilter, auditExportFormats } from '../../contract/audit.ts'
import type { Database } from '../../db/database.ts'
import { selectForExport } from './audit.queries.ts'

type ExportFormat = (typeof auditExportFormats)[number]

const COLUMNS = [
  'entry',
  'at',
  'account',
  'accountName',
  'role',
  'action',
  'subjectKind',
  'subjectId',
  'persons',
  'fields',
  'purpose',
  'detail',
  'origin',
  'hash',
] as const
type ExportRow = Record<(typeof COLUMNS)[number], unknown>

const ROWS_AT_ONCE = 500

/**
 * The audit as text, row by row from a cursor of the database: nothing waits in memory but the
 * rows of one step. Ends early where the reader has gone.
 *
 * @param upTo number of the newest entry that belongs to it
 */
export function streamAudit(
  database: Database,
  filter: AuditFilter,
  upTo: number,
  format: ExportFormat,
): Readable {
  const stream = new PassThrough()
  void writeRows(database, filter, upTo, format, stream).catch((error) => stream.destroy(error))
  return stream
}

async function writeRows(
  database: Database,
  filter: AuditFilter,
  upTo: number,
  format: ExportFormat,
  stream: PassThrough,
): Promise<void> {
  const toLine = format === 'csv' ? toCsvLine : toJsonLine
  await database.transaction(async (transaction) => {
    const { text, values } = selectForExport(filter, upTo)
    await transaction.query(`DECLARE audit_export NO SCROLL CURSOR FOR ${text}`, values)
    if (format === 'csv') stream.write(CSV_HEAD)
    while (!stream.destroyed) {
      const { rows } = await transaction.query<ExportRow>(`FETCH ${ROWS_AT_ONCE} FROM audit_export`)
      if (rows.length === 0) break
      if (!stream.write(rows.map(toLine).join(''))) await drainOrEnd(stream)
    }
  })
  stream.end()
}

/** A reader who goes away never drains. */
async function drainOrEnd(stream: PassThrough): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  ended.abort()
}

/** The mark at the beginning tells Excel that the file is UTF-8. */
const CSV_HEAD = `\uFEFF${COLUMNS.join(',')}\r\n`

const toJsonLine = (row: ExportRow) => `${JSON.stringify(row)}\n`

const toCsvLine = (row: ExportRow) => `${COLUMNS.map((name) => toCsvCell(row[name])).join(',')}\r\n`

/**
 * A cell by RFC 4180. Spreadsheets run a text that begins like a formula, so it gets an apostrophe
 * before it (OWASP, CSV injection); full-width signs count as well.
 */
export function toCsvCell(value: unknown): string {
  const text = toText(value)
  const isFormula = typeof value !== 'number' && /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
