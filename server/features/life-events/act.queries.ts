import type { LifeEvent } from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** What an act is about, a person, household or dwelling, and what it was when it was read. */
export interface ActSubject {
  id: number
  revision: number
}

/**
 * What every act is told, as the database takes it. Acts on a person name whom; those on a
 * household or a dwelling, and those that begin a record, find the person themselves.
 */
export const toBase = (
  { happenedOn, source, verifiedOn, reason }: LifeEvent,
  { personId, revision }: { personId?: number; revision?: number } = {},
): SqlFragment => sql`
  ROW(${personId ?? null}::int, ${revision ?? null}::int, ${happenedOn}::date, ${source}::text,
    ${verifiedOn ?? null}::date, ${reason.trim()}::text)::life_event_base`

/** The base of an act on a person. */
export const toPersonBase = ({ id, revision }: ActSubject, event: LifeEvent): SqlFragment =>
  toBase(event, { personId: id, revision })

/** A list of the body as JSON, null where there is none. */
export const toJson = (value: object | null | undefined): SqlFragment =>
  sql`${value ? JSON.stringify(value) : null}::jsonb`

/**
 * Calls the function of an act and gives its answer: null where what it is about lies out of reach.
 *
 * @throws SQLSTATE DC403, DC404, DC412, DC423, and the constraints that refuse what makes no sense
 */
export async function callAct<Answer>(
  database: Database,
  act: SqlFragment,
): Promise<Answer | null> {
  const [row] = await runQuery<{ answer: Answer | null }>(database, sql`SELECT ${act} AS answer`)
  return row?.answer ?? null
}

/** As {@link callAct}, of an act that always answers or throws: those on persons. */
export async function recordAct<Answer = number>(
  database: Database,
  act: SqlFragment,
): Promise<Answer> {
  return (await callAct<Answer>(database, act)) as Answer
}
