import { type ExportList, type ExportRequest, MOST_EXPORTED } from '../../contract/exports.ts'
import type { Database } from '../../db/database.ts'
import { placeOfDwelling } from '../../db/place-of-dwelling.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

type Within = ExportRequest['within']

/** What belongs to an export, written down before the first row leaves. */
export interface BegunExport {
  /** In the order of the file; one more than may be exported where there are too many. */
  ids: number[]
  entry: number
  by: string
}

const ROWS_AT_ONCE = 500

/**
 * Finds the ids of a list and writes down in the audit who takes it along, what for and whose
 * persons are in it. Nothing is written where there are too many.
 */
export async function beginExport(
  database: Database,
  { list, within, format, purpose }: ExportRequest,
): Promise<BegunExport> {
  const detail = JSON.stringify({ list, within, format })
  const [row] = await runQuery<{ ids: number[]; entry: string; by: string }>(
    database,
    sql`
      WITH wanted AS (${idsOf(list, within)} LIMIT ${MOST_EXPORTED + 1}),
      ids AS (SELECT coalesce(array_agg(id ORDER BY rank), '{}') AS ids FROM wanted)
      SELECT ids, CASE WHEN cardinality(ids) <= ${MOST_EXPORTED} THEN audit('list.export',
        ${within.kind}::text, ${within.id}::bigint, ${personIdsOf(list)}, '{}', ${purpose.trim()}::text,
        ${detail}::jsonb) END AS entry,
        (SELECT display_name FROM account WHERE account_id = actor_account_id()) AS by
      FROM ids`,
  )
  return { ids: row?.ids ?? [], entry: Number(row?.entry), by: row?.by ?? '' }
}

/** Rows of the file, some at a time: each asks anew for the rights of who takes them along. */
export async function* readExport<Row extends Record<string, unknown>>(
  database: Database,
  list: ExportList,
  ids: readonly number[],
): AsyncGenerator<Row> {
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const some = ids.slice(from, from + ROWS_AT_ONCE)
    yield* await runQuery<Row>(database, detailsOf[list](sql`${some}::int[]`))
  }
}

/** Rows of id and rank in the order of the file. */
function idsOf(list: ExportList, within: Within): SqlFragment {
  const buildings = sql`
    (SELECT building_id FROM building
    ${within.kind === 'building' ? sql`` : sql`JOIN grid USING (grid_id) JOIN zone USING (zone_id)`}
    WHERE ${isWithin(within)}) AS building`
  if (list === 'shops') {
    return sql`
      SELECT shop_id AS id, row_number() OVER (ORDER BY building_id, shop.floor, shop_id) AS rank
      FROM ${buildings} JOIN shop USING (building_id) ORDER BY rank`
  }
  const households = sql`
    ${buildings} JOIN dwelling USING (building_id) JOIN unit USING (unit_id)
    JOIN household USING (dwelling_id)`
  const byDoor = sql`dwelling.building_id, unit.number, dwelling.floor, dwelling.door, household.household_id`
  if (list === 'households') {
    return sql`
      SELECT household_id AS id, row_number() OVER (ORDER BY ${byDoor}) AS rank
      FROM ${households} ORDER BY rank`
  }
  return sql`
    SELECT member.person_id AS id, row_number() OVER (ORDER BY ${byDoor},
      member.relation_to_head <> 'head', member.person_id) AS rank
    FROM ${households}
    CROSS JOIN LATERAL (
      SELECT person_id, relation_to_head FROM person_card
      WHERE person_card.household_id = household.household_id OFFSET 0
    ) AS member
    ORDER BY rank`
}

function isWithin({ kind, id }: Within): SqlFragment {
  switch (kind) {
    case 'community':
      return sql`community_id = ${id}`
    case 'zone':
      return sql`zone_id = ${id}`
    case 'grid':
      return sql`grid_id = ${id}`
    case 'building':
      return sql`building_id = ${id}`
  }
}

/** Persons of whom the list tells something: of a household its head. */
function personIdsOf(list: ExportList): SqlFragment {
  if (list === 'shops') return sql`'{}'::int[]`
  if (list === 'persons') return sql`ids`
  return sql`ARRAY(SELECT person_id FROM household_head WHERE household_id = ANY (ids) ORDER BY 1)`
}

/** Names and numbers leave the database masked (person_card). */
const detailsOf: Record<ExportList, (ids: SqlFragment) => SqlFragment> = {
  persons: (ids) => sql`
    SELECT address, card.name, relation_to_head AS relation, sex, age_band AS "ageBand",
      identity_number AS "identityNumber", phone, registration_place AS registration
    FROM unnest(${ids}) WITH ORDINALITY AS wanted (id, rank)
    CROSS JOIN LATERAL (SELECT * FROM person_card WHERE person_id = wanted.id OFFSET 0) AS card
    JOIN household ON household.household_id = card.household_id
    CROSS JOIN ${placeOfDwelling(sql`household.dwelling_id`)} AS place
    ORDER BY wanted.rank`,
  households: (ids) => sql`
    SELECT address, member.head AS "headName", member.count AS "memberCount",
      member.elsewhere AS "elsewhereCount", (
        SELECT max(verified_on)::text FROM residence
        WHERE residence.household_id = wanted.id AND residence.kind = 'lives' AND upper_inf(valid)
      ) AS "verifiedOn"
    FROM unnest(${ids}) WITH ORDINALITY AS wanted (id, rank)
    JOIN household ON household.household_id = wanted.id
    CROSS JOIN ${placeOfDwelling(sql`household.dwelling_id`)} AS place
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, max(name) FILTER (WHERE relation_to_head = 'head') AS head,
        count(*) FILTER (WHERE registration_place <> 'here')::int AS elsewhere
      FROM person_card WHERE person_card.household_id = wanted.id
    ) AS member
    ORDER BY wanted.rank`,
  shops: (ids) => sql`
    SELECT shop.name AS "shopName", name_zh, name_en, shop.address,
      concat(estate.name, building.name) AS building, shop.floor,
      shop.area_square_meters AS "areaSquareMeters", shop.opened_on::text AS "openedOn"
    FROM unnest(${ids}) WITH ORDINALITY AS wanted (id, rank)
    JOIN shop ON shop.shop_id = wanted.id
    JOIN shop_trade USING (trade)
    JOIN building ON building.building_id = shop.building_id
    LEFT JOIN estate ON estate.estate_id = building.estate_id
    ORDER BY wanted.rank`,
}
