import type { Move, MoveIn, MoveOut } from '../../contract/residences.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** Whom an act is about, and what the record was when it was read. */
export interface ActSubject {
  personId: number
  revision: number
}

type LifeEventBody = Pick<MoveIn, 'happenedOn' | 'source' | 'verifiedOn' | 'reason'>

/** @throws SQLSTATE DC403, DC404, DC412, DC423, and the constraints that refuse what makes no sense */
export function moveIn(database: Database, subject: ActSubject, body: MoveIn): Promise<number> {
  const { dwellingId, householdId, relationToHead } = body
  return record(
    database,
    sql`move_in(${base(subject, body)}, ${dwellingId}, ${householdId}, ${relationToHead})`,
  )
}

/** @throws as {@link moveIn} */
export function moveOut(database: Database, subject: ActSubject, body: MoveOut): Promise<number> {
  const { isWholeHousehold, stayers } = body
  return record(
    database,
    sql`move_out(${base(subject, body)}, ${isWholeHousehold}, ${toJson(stayers)}::jsonb)`,
  )
}

/** @throws as {@link moveIn} */
export function move(database: Database, subject: ActSubject, body: Move): Promise<number> {
  const { dwellingId, householdId, relationToHead, isWholeHousehold, stayers } = body
  return record(
    database,
    sql`move_within(${base(subject, body)}, ${dwellingId}, ${householdId}, ${relationToHead},
      ${isWholeHousehold}, ${toJson(stayers)}::jsonb)`,
  )
}

/** Gives the event that undoes, or null where there is none to undo within reach. */
export async function undoLifeEvent(
  database: Database,
  lifeEventId: number,
  reason: string,
): Promise<number | null> {
  const [row] = await runQuery<{ id: number | null }>(
    database,
    sql`SELECT undo_life_event(${lifeEventId}, ${reason.trim()}) AS id`,
  )
  return row?.id ?? null
}

const base = (
  { personId, revision }: ActSubject,
  { happenedOn, source, verifiedOn, reason }: LifeEventBody,
): SqlFragment => sql`
  ROW(${personId}, ${revision}, ${happenedOn}::date, ${source}::text, ${verifiedOn ?? null}::date,
    ${reason.trim()}::text)::life_event_base`

const toJson = (stayers: MoveOut['stayers']) => (stayers ? JSON.stringify(stayers) : null)

async function record(database: Database, act: SqlFragment): Promise<number> {
  const [row] = await runQuery<{ id: number }>(database, sql`SELECT ${act} AS id`)
  // An act gives its event, or throws.
  return (row as { id: number }).id
}
