import { type SqlFragment, sql } from './sql.ts'

/** A moment as the text that JSON carries: `2026-03-01T08:15:00Z`. */
export const isoTime = (moment: SqlFragment): SqlFragment =>
  sql`to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
