import type { Residence, ResidenceQuery } from '../../contract/residences.ts'
import type { Database } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'

/** Of whom or what residences are wanted. */
export interface ResidenceSubject {
  kind: 'person' | 'dwelling'
  id: number
}

export interface FoundResidences {
  items: Residence[]
  /** Whether the person or the dwelling is within reach. */
  isInReach: boolean
  /** Of the person or the dwelling, for the next act. */
  revision: number | null
}

/** One dwelling or one life, in case somebody has moved a lot. */
const MOST = 500

/**
 * Residences in both times: true on a day, believed at a moment. The audit notes who looked, and
 * names leave the database masked (person_card).
 */
export async function findResidences(
  database: Database,
  { kind, id }: ResidenceSubject,
  times: Pick<ResidenceQuery, 'asOf' | 'knownAt'>,
): Promise<FoundResidences> {
  const asOf = times.asOf ?? null
  const knownAt = times.knownAt ?? null
  const isOfSubject = kind === 'person' ? sql`person_id = ${id}` : sql`dwelling_id = ${id}`
  const reach =
    kind === 'person'
      ? sql`SELECT find_person_revision(${id}) AS revision, find_person_revision(${id}) IS NOT NULL AS is_in_reach`
      : sql`SELECT find_dwelling_revision(${id}) AS revision, find_dwelling_revision(${id}) IS NOT NULL AS is_in_reach`
  const [row] = await runQuery<FoundResidences>(
    database,
    sql`
      WITH reach AS (${reach}),
      wanted AS (
        SELECT * FROM residence_belief
        WHERE ${isOfSubject}
          AND (${asOf}::date IS NULL OR valid @> ${asOf}::date)
          AND CASE WHEN ${knownAt}::timestamptz IS NULL THEN replaced_at IS NULL
            ELSE recorded_at <= ${knownAt}::timestamptz
              AND coalesce(replaced_at > ${knownAt}::timestamptz, true) END
        ORDER BY lower(valid) DESC NULLS LAST, residence_id
        LIMIT ${MOST}
      ),
      item AS (
        SELECT wanted.person_id, json_build_object(
          'id', residence_id,
          'personId', wanted.person_id,
          'personName', (SELECT name FROM person_card WHERE person_card.person_id = wanted.person_id),
          'dwellingId', dwelling_id,
          'label', dwelling_label(unit.number, floor, door),
          'householdId', wanted.household_id,
          'kind', wanted.kind,
          'from', lower(valid),
          'until', upper(valid),
          'source', wanted.source,
          'verifiedBy', verified_by,
          'verifiedOn', verified_on,
          'recordedAt', ${isoTime(sql`wanted.recorded_at`)},
          'replacedAt', ${isoTime(sql`wanted.replaced_at`)},
          'lifeEventId', life_event_id
        ) AS item
        FROM wanted JOIN dwelling USING (dwelling_id) JOIN unit USING (unit_id)
      )
      SELECT revision, is_in_reach AS "isInReach",
        (SELECT coalesce(json_agg(item), '[]') FROM item) AS items
      FROM reach
      CROSS JOIN (SELECT audit('residence.list', ${kind}::text, ${id}::bigint, ARRAY(
        SELECT DISTINCT person_id FROM item ORDER BY person_id))) AS noted`,
  )
  // The statement gives one row always.
  return row as FoundResidences
}
