import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Point } from './frame.ts'

export type CopyValue = string | number | boolean | null | undefined

/** Streams rows into a table by COPY; the caller holds the transaction. */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const target = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(toChunks(rows), { objectMode: false }), target)
}

const chunkCharacters = 1 << 18

function* toChunks(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${row.map(toField).join('\t')}\n`
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

/** Text of a polygon; the ring is open, in units of 1e-7 degree. */
export function polygonText(ring: readonly Point[]): string {
  const points = ring.map(pointPair)
  return `SRID=4326;POLYGON((${points.join(',')},${points[0]}))`
}

export function lineText(points: readonly Point[]): string {
  return `SRID=4326;LINESTRING(${points.map(pointPair).join(',')})`
}

export function pointText(point: Point): string {
  return `SRID=4326;POINT(${pointPair(point)})`
}

function pointPair([longitude, latitude]: Point): string {
  return `${(longitude / 1e7).toFixed(7)} ${(latitude / 1e7).toFixed(7)}`
}
