import type { SearchRequest, SearchResult } from '../../contract/search.ts'
import { type SearchKind, searchKinds } from '../../contract/vocabulary.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import type { DwellingAddress } from '../../registry/parse-dwelling-address.ts'
import { pastHouseholdRows, pastPersonRows } from './past-matches.ts'
import { placeMatches } from './place-matches.ts'
import { type ReadQuery, readQuery } from './read-query.ts'
import {
  addressed,
  dwellingRows,
  homes,
  householdRows,
  personRows,
  runShopRows,
} from './registry-matches.ts'

/**
 * The best matches: equal before beginning before containing, then by kind, then the shorter name.
 * Each kind is asked through its own index and gives at most `limit` rows. Persons, households and
 * dwellings are found within the rights of who asks. The audit notes which persons are shown, and
 * that somebody was sought by number; never what was typed.
 */
export async function search(
  database: Database,
  sealer: Sealer,
  { q, limit = 12, ...wanted }: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const read = readQuery(q)
  if (read.key === '') return { items: [], isCut: false }
  const [row] = await runQuery<SearchResult>(
    database,
    searchStatement(read, toIndexes(read, sealer), { limit, ...wanted }),
    signal,
    { isPlannedOnce: true },
  )
  // The statement gives one row always.
  return row as SearchResult
}

/** What equal numbers have in common in the registry, under every key in use. */
export function toIndexes({ person }: ReadQuery, sealer: Sealer): Buffer[] {
  if (person?.by !== 'identity-number' && person?.by !== 'phone') return []
  return sealer.toIndexes(person.by, person.key)
}

interface Wanted {
  limit: number
  kinds?: readonly SearchKind[]
  asOf?: string | undefined
}

/** One row of items and isCut. @param indexes blind indexes of the number that was typed, if any */
export function searchStatement(
  { key, person, addresses }: ReadQuery,
  indexes: readonly Buffer[],
  { limit, kinds = searchKinds, asOf }: Wanted,
): SqlFragment {
  const seeksPeople = (['person', 'household', 'shop'] as const).some((kind) =>
    kinds.includes(kind),
  )
  const by = seeksPeople ? (person?.by ?? '') : ''
  const branches = searchBranches(key, asOf).map(
    ({ kind, rows }, weight) => sql`(
      SELECT ${kind} AS kind, ${weight}::int AS weight, match.*
      FROM (${rows}) AS match
      WHERE rank IS NOT NULL AND (geom IS NOT NULL OR person_id IS NOT NULL)
      ORDER BY rank, char_length(label), label, id
      LIMIT ${kinds.includes(kind) ? limit + 1 : 0})`,
  )
  // A building is shown as one; only who seeks a home in it is shown its dwellings.
  const takesParts = !kinds.includes('building')
  return sql`
    WITH ${addressed(takesParts ? addresses.filter(namesHomes) : addresses)},
    ${homes(limit + 1, takesParts)},
    card AS MATERIALIZED (
      SELECT one.*, match_rank AS rank
      FROM search_persons(${by}, ${person?.key ?? ''}, ${indexes}::bytea[], ${limit + 1}, ${asOf ?? null})
      CROSS JOIN LATERAL (
        SELECT * FROM person_card WHERE person_card.person_id = found_person_id OFFSET 0
      ) AS one
    ),
    item AS (
      SELECT *, row_number() OVER best AS place
      FROM (${joinSql(branches, sql` UNION ALL `)}) AS item
      WINDOW best AS (ORDER BY rank, weight, char_length(label), label, id)
      ORDER BY place
      LIMIT ${limit + 1}
    ),
    shown AS (SELECT * FROM item WHERE place <= ${limit})
    SELECT
      (SELECT coalesce(json_agg(json_build_object(
        'kind', kind,
        'id', id,
        'label', label,
        'detail', detail,
        'position', ST_AsGeoJSON(ST_PointOnSurface(geom), 7)::json -> 'coordinates',
        'buildingId', building_id,
        'dwellingId', dwelling_id,
        'sex', sex,
        'ageBand', age_band,
        'memberCount', member_count
      ) ORDER BY place), '[]') FROM shown) AS items,
      (SELECT count(*) > ${limit} FROM item) AS "isCut",
      CASE WHEN ${by} IN ('identity-number', 'phone') OR EXISTS (
        SELECT FROM shown WHERE person_id IS NOT NULL)
      THEN audit('person.search', NULL, NULL,
        ARRAY(SELECT DISTINCT person_id FROM shown WHERE person_id IS NOT NULL ORDER BY 1),
        detail => jsonb_build_object('by', coalesce(nullif(${by}, ''), 'address'))) END AS noted`
}

/** Of a building alone, or an estate, there would be thousands. */
const namesHomes = ({ place, building, door }: DwellingAddress): boolean =>
  door !== undefined || (place !== '' && building !== undefined)

/** In the order in which equally good matches are shown. */
function searchBranches(
  key: string,
  asOf: string | undefined,
): { kind: SearchKind; rows: SqlFragment }[] {
  return [
    { kind: 'dwelling', rows: dwellingRows },
    ...placeMatches.map(({ kind, rows }) => ({
      kind,
      rows: sql`
        SELECT place.*, NULL::int AS building_id, NULL::int AS dwelling_id, NULL::text AS sex,
          NULL::text AS age_band, NULL::int AS member_count, NULL::int AS person_id
        FROM (${rows(key)}) AS place`,
    })),
    { kind: 'shop', rows: runShopRows },
    { kind: 'person', rows: asOf ? pastPersonRows(asOf) : personRows },
    { kind: 'household', rows: asOf ? pastHouseholdRows(asOf) : householdRows },
  ]
}
