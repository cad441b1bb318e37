import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Transaction } from './database.ts'

export type CopyValue = string | number | boolean | Buffer | null | undefined

/** A line of COPY in its text format. */
export const toCopyLine = (values: readonly CopyValue[]): string =>
  `${values.map(toField).join('\t')}\n`

/** Streams lines into a table by COPY, in the caller's transaction. */
export async function copyLines(
  transaction: Transaction,
  table: string,
  columns: readonly string[],
  lines: Iterable<Buffer>,
): Promise<void> {
  const target = transaction.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(lines, { objectMode: false }), target)
}

function toField(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : value
}
