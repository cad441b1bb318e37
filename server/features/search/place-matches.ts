import type { PlaceKind } from '../../contract/vocabulary.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'
import { toSearchGrams } from './search-key.ts'

/** Found through the index of character pairs. */
const fits = (key: string) => sql`search_grams(search_text) @> ${toSearchGrams(key)}::text[]`

/** 0 equal, 1 begins with, 2 contains, none for not at all; names stand between line feeds. */
const rankOf = (key: string) => sql`CASE
  WHEN strpos(search_text, ${`\n${key}\n`}) > 0 THEN 0
  WHEN strpos(search_text, ${`\n${key}`}) > 0 THEN 1
  WHEN strpos(search_text, ${key}) > 0 THEN 2 END AS rank`

export interface PlaceMatches {
  kind: PlaceKind
  /** Rows of id, label, detail, rank, geom; rank is empty where nothing matches. Reads the common table `addressed`. */
  rows: (key: string) => SqlFragment
}

/** In the order in which equally good matches are shown. */
export const placeMatches: readonly PlaceMatches[] = [
  {
    kind: 'estate',
    rows: (key) => sql`
      SELECT estate_id AS id, name AS label, coalesce(address, '') AS detail, ${rankOf(key)}, geom
      FROM estate
      WHERE ${fits(key)}`,
  },
  {
    kind: 'community',
    rows: (key) => sql`
      SELECT community_id AS id, name AS label, code AS detail, ${rankOf(key)}, geom
      FROM community
      WHERE ${fits(key)}`,
  },
  {
    kind: 'street',
    // A street may be stored in several parts.
    rows: (key) => sql`
      SELECT DISTINCT ON (name) street_id AS id, name AS label, '' AS detail, ${rankOf(key)}, geom
      FROM street
      WHERE ${fits(key)}
      ORDER BY name, ST_Length(geom) DESC`,
  },
  {
    kind: 'facility',
    rows: (key) => sql`
      SELECT facility_id AS id, place.name AS label, coalesce(building.address, '') AS detail,
        rank, place.geom
      FROM (SELECT *, ${rankOf(key)} FROM facility WHERE ${fits(key)}) AS place
      LEFT JOIN building USING (building_id)`,
  },
  {
    kind: 'zone',
    rows: (key) => sql`
      SELECT zone_id AS id, place.name AS label, community.name AS detail, rank, place.geom
      FROM (SELECT *, ${rankOf(key)} FROM zone WHERE ${fits(key)}) AS place
      JOIN community USING (community_id)`,
  },
  {
    kind: 'grid',
    rows: (key) => sql`
      SELECT grid_id AS id, place.name AS label, concat_ws(' · ', community.name, zone.name)
        AS detail, rank, place.geom
      FROM (SELECT *, ${rankOf(key)} FROM grid WHERE ${fits(key)}) AS place
      JOIN zone USING (zone_id)
      JOIN community USING (community_id)`,
  },
  {
    kind: 'building',
    rows: (key) => sql`
      SELECT building_id AS id, concat(estate.name, building.name) AS label,
        coalesce(building.address, estate.address, '') AS detail, rank, building.geom
      FROM (${rankedBuildings(key)}) AS ranked
      JOIN building USING (building_id)
      LEFT JOIN estate USING (estate_id)`,
  },
  {
    kind: 'shop',
    // By name, or by the whole number of the licence.
    rows: (key) => sql`
      SELECT shop_id AS id, name AS label, concat_ws(' · ', name_zh, address) AS detail, rank, geom
      FROM (
        SELECT *, ${rankOf(key)} FROM shop WHERE ${fits(key)}
        UNION ALL
        SELECT *, 0 FROM shop WHERE licence_number = upper(${key})
      ) AS found
      JOIN shop_trade USING (trade)`,
  },
]

/**
 * Buildings by their own names, by the name of their estate and what follows (阳光花园3号楼), or as
 * an address names them (jghy3栋).
 */
const rankedBuildings = (key: string): SqlFragment => sql`
  SELECT building_id, min(rank) AS rank
  FROM (
    SELECT building_id, rank FROM addressed WHERE door IS NULL
    UNION ALL
    SELECT building_id, ${rankOf(key)} FROM building WHERE ${fits(key)}
    UNION ALL
    SELECT building_id, CASE
      WHEN rest = '' THEN 2
      WHEN search_key(name) = rest THEN 0
      WHEN starts_with(search_key(name), rest) THEN 1 END
    FROM (
      SELECT estate_id, substr(${key}, char_length(search_key(name)) + 1) AS rest
      FROM estate
      WHERE starts_with(${key}, search_key(name))
    ) AS named_estate
    JOIN building USING (estate_id)
  ) AS candidate
  WHERE rank IS NOT NULL
  GROUP BY building_id`
