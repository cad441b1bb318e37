import type { ChangeOfHead, RecordedHousehold, Split } from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { type ActSubject, callAct, toBase, toJson } from './act.queries.ts'

/** Null where there is no such household within reach. @throws as callAct */
export const changeHead = (database: Database, { id, revision }: ActSubject, body: ChangeOfHead) =>
  callAct<number>(
    database,
    sql`change_head(${id}, ${toBase(body, { revision })}, ${toJson(body.members)})`,
  )

/** Null where there is no such household within reach. @throws as callAct */
export const splitHousehold = (database: Database, { id, revision }: ActSubject, body: Split) =>
  callAct<RecordedHousehold>(
    database,
    sql`split_household(${id}, ${toBase(body, { revision })}, ${body.dwellingId},
      ${toJson(body.leavers)}, ${toJson(body.stayers)})`,
  )
