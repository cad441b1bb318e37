import type { PersonRecord } from '../../contract/persons.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** One person, masked, after the audit has noted who looked; null where nobody is within reach. */
export async function findPerson(database: Database, id: number): Promise<PersonRecord | null> {
  const [row] = await runQuery<{ person: PersonRecord | null }>(
    database,
    sql`SELECT read_person(${id}) AS person`,
  )
  return row?.person ?? null
}
