import type { RevealRequest } from '../../contract/persons.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** What the database gives out of one person; sealed fields are still sealed. */
export interface RevealedRow {
  name: string | null
  birthDate: string | null
  identityNumberSealed: Buffer | null
  phoneSealed: Buffer | null
}

/** The audit is written first, in the same transaction; undefined where nobody is seen there. */
export async function revealPerson(
  database: Database,
  personId: number,
  { fields, purpose }: RevealRequest,
): Promise<RevealedRow | undefined> {
  const [row] = await runQuery<RevealedRow>(
    database,
    sql`
      SELECT name, birth_date AS "birthDate", identity_number_sealed AS "identityNumberSealed",
        phone_sealed AS "phoneSealed"
      FROM reveal_person(${personId}, ${fields}::text[], ${purpose.trim()})`,
  )
  return row
}
