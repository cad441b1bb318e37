import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { CopyValue, Table } from './table.ts'

/** Streams a table's rows into the database by COPY; the caller holds the transaction. */
export async function copyRows(
  client: PoolClient,
  { name, rows }: Table,
  onRow: () => void = () => undefined,
): Promise<void> {
  const [first] = rows()
  if (!first) return
  const columns = Object.keys(first).join(', ')
  const target = client.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`))
  await pipeline(Readable.from(toChunks(rows(), onRow), { objectMode: false }), target)
}

const chunkCharacters = 1 << 18

function* toChunks(rows: ReturnType<Table['rows']>, onRow: () => void): Generator<Buffer> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${Object.values(row).map(toField).join('\t')}\n`
    onRow()
    if (chunk.length < chunkCharacters) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk) yield Buffer.from(chunk)
}

function toField(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : value
}

/** Sets a table's identity behind the keys that were loaded. */
export async function restartIdentity(client: PoolClient, table: string): Promise<void> {
  const key = `${table}_id`
  await client.query(
    `SELECT setval(pg_get_serial_sequence('${table}', '${key}'), coalesce(max(${key}), 1), max(${key}) IS NOT NULL) FROM ${table}`,
  )
}
