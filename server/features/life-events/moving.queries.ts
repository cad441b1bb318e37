import type { Move, MoveIn, MoveOut } from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { type ActSubject, callAct, recordAct, toJson, toPersonBase } from './act.queries.ts'

/** @throws as recordAct */
export function moveIn(database: Database, subject: ActSubject, body: MoveIn): Promise<number> {
  const { dwellingId, householdId, relationToHead } = body
  return recordAct(
    database,
    sql`move_in(${toPersonBase(subject, body)}, ${dwellingId}, ${householdId}, ${relationToHead})`,
  )
}

/** @throws as recordAct */
export function moveOut(database: Database, subject: ActSubject, body: MoveOut): Promise<number> {
  const { isWholeHousehold, stayers } = body
  return recordAct(
    database,
    sql`move_out(${toPersonBase(subject, body)}, ${isWholeHousehold}, ${toJson(stayers)})`,
  )
}

/** @throws as recordAct */
export function move(database: Database, subject: ActSubject, body: Move): Promise<number> {
  const { dwellingId, householdId, relationToHead, isWholeHousehold, stayers } = body
  return recordAct(
    database,
    sql`move_within(${toPersonBase(subject, body)}, ${dwellingId}, ${householdId}, ${relationToHead},
      ${isWholeHousehold}, ${toJson(stayers)})`,
  )
}

/** Gives the event that undoes, or null where there is none to undo within reach. */
export const undoLifeEvent = (database: Database, lifeEventId: number, reason: string) =>
  callAct<number>(database, sql`undo_life_event(${lifeEventId}, ${reason.trim()})`)
