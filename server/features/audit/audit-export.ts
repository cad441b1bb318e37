import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import type { AuditFilter, auditExportFormats } from '../../contract/audit.ts'
import type { Database } from '../../db/database.ts'
import { BYTE_ORDER_MARK, toCsvLine } from '../../http/csv.ts'
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
  const toLine = format === 'csv' ? toCsvRow : toJsonRow
  await database.transaction(async (transaction) => {
    const { text, values } = selectForExport(filter, upTo)
    await transaction.query(`DECLARE audit_export NO SCROLL CURSOR FOR ${text}`, values)
    if (format === 'csv') stream.write(BYTE_ORDER_MARK + toCsvLine(COLUMNS))
    while (!stream.destroyed) {
      const { rows } = await transaction.query<ExportRow>(`FETCH ${ROWS_AT_ONCE} FROM audit_export`)
      if (rows.length === 0) break
      if (!stream.write(rows.map(toLine).join(''))) await drainOrEnd(stream)
    }
  })
  stream.end()
}

/** A reader who goes away never drains, and who has gone says so no second time. */
async function drainOrEnd(stream: PassThrough): Promise<void> {
  if (stream.destroyed) return
  const ended = new AbortController()
  const { signal } = ended
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  ended.abort()
}

const toJsonRow = (row: ExportRow) => `${JSON.stringify(row)}\n`

const toCsvRow = (row: ExportRow) => toCsvLine(COLUMNS.map((name) => row[name]))
