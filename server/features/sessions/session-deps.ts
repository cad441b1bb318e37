import type { Database } from '../../db/database.ts'
import type { Pool } from '../../db/pool.ts'
import type { ApiDeps } from '../../http/api.ts'

/** What the routes of signing in are given. */
export interface SessionDeps extends ApiDeps {
  pool: Pool
  /** The database before anybody acts. */
  gate: Database
  /** Whether the roles of the demonstration open by one click. */
  offersDemonstration: boolean
  /** Name of the single sign-on on its button; absent where there is none. */
  singleSignOn?: string | undefined
}
