import type { LeaseBegin, LeaseEnd, Sale } from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { type ActSubject, callAct, toBase } from './act.queries.ts'

/** Null where there is no such dwelling within reach. @throws as callAct */
export const beginLease = (database: Database, { id, revision }: ActSubject, body: LeaseBegin) =>
  callAct<number>(
    database,
    sql`begin_lease(${id}, ${toBase(body, { revision })}, ${body.tenantIds}::int[],
      ${body.until ?? null}::date)`,
  )

/** As {@link beginLease}. */
export const endLease = (database: Database, { id, revision }: ActSubject, body: LeaseEnd) =>
  callAct<number>(
    database,
    sql`end_lease(${id}, ${toBase(body, { revision })}, ${body.tenantIds ?? null}::int[])`,
  )

/** As {@link beginLease}. */
export const sellDwelling = (database: Database, { id, revision }: ActSubject, body: Sale) =>
  callAct<number>(
    database,
    sql`sell_dwelling(${id}, ${toBase(body, { revision })}, ${body.ownerIds}::int[])`,
  )
