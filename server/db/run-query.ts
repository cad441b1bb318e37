import { createHash } from 'node:crypto'
import type { QueryConfig, QueryResultRow } from 'pg'
import type { Database, Statement } from './database.ts'
import type { SqlFragment } from './sql.ts'

const nameByText = new Map<string, string>()

/**
 * A statement that the connection prepares once and then only executes. Its text must come from
 * a small fixed set, because each text stays prepared on each connection.
 */
export function toPrepared(statement: SqlFragment): QueryConfig & { name: string } {
  const { text, values } = statement
  let name = nameByText.get(text)
  if (!name) {
    name = `dc_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    nameByText.set(text, name)
  }
  return { name, text, values }
}

/** Rows of a prepared statement. `signal` cancels it in the database. */
export function runQuery<Row extends QueryResultRow>(
  database: Database,
  statement: SqlFragment,
  signal?: AbortSignal,
  options: Pick<Statement, 'isPlannedOnce'> = {},
): Promise<Row[]> {
  return database.query<Row>({ ...toPrepared(statement), ...options }, signal)
}
