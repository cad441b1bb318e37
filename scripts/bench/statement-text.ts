import pg from 'pg'
import type { SqlFragment } from '../../server/db/sql.ts'

/** A statement with its parameters written into the text, as pgbench wants it. */
export function toStatementText({ text, values }: SqlFragment): string {
  return text.replaceAll(/\$(\d+)/g, (_, place) => toLiteral(values[Number(place) - 1]))
}

function toLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `ARRAY[${value.map(toLiteral).join(',')}]`
  return pg.escapeLiteral(String(value))
}
