import type { PoolClient } from 'pg'
import { copyLines, toCopyLine } from '../../../server/db/copy-lines.ts'
import type { Table } from './table.ts'

/** Streams a table's rows into the database by COPY; the caller holds the transaction. */
export async function copyRows(
  client: PoolClient,
  { name, rows }: Table,
  onRow: () => void = () => undefined,
): Promise<void> {
  const [first] = rows()
  if (!first) return
  await copyLines(client, name, Object.keys(first), toChunks(rows(), onRow))
}

const chunkCharacters = 1 << 18

function* toChunks(rows: ReturnType<Table['rows']>, onRow: () => void): Generator<Buffer> {
  let chunk = ''
  for (const row of rows) {
    chunk += toCopyLine(Object.values(row))
    onRow()
    if (chunk.length < chunkCharacters) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk) yield Buffer.from(chunk)
}

/** Sets a table's identity behind the keys that were loaded. */
export async function restartIdentity(client: PoolClient, table: string): Promise<void> {
  const key = `${table}_id`
  await client.query(
    `SELECT setval(pg_get_serial_sequence('${table}', '${key}'), coalesce(max(${key}), 1), max(${key}) IS NOT NULL) FROM ${table}`,
  )
}
