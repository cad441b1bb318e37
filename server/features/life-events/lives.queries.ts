import type {
  Death,
  LifeEvent,
  Marriage,
  RecordedHousehold,
  RegisteredAddress,
} from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { type ActSubject, recordAct, toJson, toPersonBase } from './act.queries.ts'

/** @throws as recordAct */
export const recordDeath = (database: Database, subject: ActSubject, body: Death) =>
  recordAct(database, sql`record_death(${toPersonBase(subject, body)}, ${toJson(body.stayers)})`)

/** @throws as recordAct */
export const marry = (database: Database, subject: ActSubject, body: Marriage) =>
  recordAct<RecordedHousehold>(
    database,
    sql`marry(${toPersonBase(subject, body)}, ${body.spouseId}, ${toJson(body.home)},
      ${toJson(body.stayers)})`,
  )

/** @throws as recordAct */
export const divorce = (database: Database, subject: ActSubject, body: LifeEvent) =>
  recordAct(database, sql`divorce(${toPersonBase(subject, body)})`)

/** @throws as recordAct */
export const registerAt = (database: Database, subject: ActSubject, body: RegisteredAddress) =>
  recordAct(
    database,
    sql`register_at(${toPersonBase(subject, body)}, ${body.dwellingId}, ${body.registrationPlace})`,
  )
