import { placeOfDwelling, placeOfPerson } from '../../db/place-of-dwelling.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'
import { type DwellingAddress, toBuildingNames } from '../../registry/parse-dwelling-address.ts'
import { toSearchKey } from './search-key.ts'

/** Households shown beside the persons and dwellings through which they are found. */
export const MOST_HOUSEHOLDS = 5

/**
 * Common table `addressed`: buildings that the readings of an address name, with unit, floor and
 * door as far as they are told. The place is an estate by its name, pinyin or initials, whole or
 * from the beginning, perhaps with a street before it; or a building by name. A line has two
 * readings at most; that is said in the text, because the planner takes a function's rows for a
 * hundred.
 */
export const addressed = (addresses: readonly DwellingAddress[]): SqlFragment => sql`
  reading AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(addresses.map(toReading))}::jsonb)
      AS reading (place text, title text, names text[], unit int, floor int, door int)
    LIMIT 2
  ),
  addressed AS MATERIALIZED (
    SELECT building_id, unit, floor, door, (reading.names IS NULL)::int
      + CASE WHEN strpos(estate.names, E'\n' || place || E'\n') > 0 THEN 0 ELSE 1 END AS rank
    FROM reading
    JOIN (SELECT estate_id, search_text AS names, split_part(search_text, E'\n', 2) AS name FROM estate)
      AS estate ON place <> '' AND (strpos(estate.names, E'\n' || place) > 0
        OR right(place, char_length(estate.name)) = estate.name)
    JOIN building USING (estate_id)
    WHERE reading.names IS NULL OR building.name = ANY (reading.names)
    UNION ALL
    SELECT building_id, unit, floor, door, 0
    FROM reading JOIN building ON building.name = ANY (names) WHERE place = ''
    UNION ALL
    SELECT building_id, unit, floor, door, 0
    FROM reading JOIN building ON building.name = title WHERE names IS NULL
  )`

const toReading = ({ place, building, ...rest }: DwellingAddress) => ({
  ...rest,
  place: toSearchKey(place),
  title: place,
  names: building === undefined ? null : toBuildingNames(building),
})

/**
 * Common table `home`: dwellings of these addresses, for who may see dwellings.
 * @param takesParts whether an address without a door means every dwelling that it may name
 */
export const homes = (limit: number, takesParts: boolean): SqlFragment => sql`
  entrance AS (
    SELECT addressed.*, unit_id
    FROM addressed
    JOIN unit ON unit.building_id = addressed.building_id
      AND unit.number = coalesce(addressed.unit, unit.number)
  ),
  home AS MATERIALIZED (
    SELECT dwelling_id, min(rank) AS rank
    FROM (
      SELECT dwelling_id, rank
      FROM entrance JOIN dwelling USING (building_id, unit_id, floor, door)
      WHERE NOT is_retired
      UNION ALL
      SELECT dwelling_id, rank
      FROM entrance JOIN dwelling USING (building_id, unit_id)
      WHERE ${takesParts}::boolean AND entrance.door IS NULL
        AND dwelling.floor = coalesce(entrance.floor, dwelling.floor) AND NOT is_retired
    ) AS candidate
    GROUP BY dwelling_id ORDER BY min(rank), dwelling_id LIMIT ${limit}
  )`

/** Rows of the columns of `item`. */
export const dwellingRows = sql`
  SELECT place.dwelling_id AS id, address AS label, street AS detail, rank, geom,
    building_id, place.dwelling_id, NULL::text AS sex, NULL::text AS age_band,
    NULL::int AS member_count, NULL::int AS person_id
  FROM home CROSS JOIN ${placeOfDwelling(sql`home.dwelling_id`)} AS place`

/** Persons with the place where they are to be found. Names leave the database masked (person_card). */
export const personRows = sql`
  SELECT card.person_id AS id, coalesce(card.name, '') AS label, coalesce(address, '') AS detail,
    card.rank, geom, building_id, dwelling_id, sex, age_band, NULL::int, card.person_id
  FROM card
  CROSS JOIN ${placeOfPerson(sql`card.person_id`, sql`card.household_id`)} AS place`

/** Shops by who runs them. */
export const runShopRows = sql`
  SELECT shop.shop_id AS id, shop.name AS label, concat_ws(' · ', name_zh, shop.address) AS detail,
    card.rank, shop.geom, NULL::int AS building_id, NULL::int AS dwelling_id, NULL::text AS sex,
    NULL::text AS age_band, NULL::int AS member_count, card.person_id
  FROM list_shops_run_by(ARRAY(SELECT person_id FROM card)) AS run
  JOIN card ON card.person_id = run.owner_id
  JOIN shop ON shop.shop_id = run.shop_id
  JOIN shop_trade USING (trade)`

/** Households by their head, or by the dwelling that was asked for. */
export const householdRows = sql`
  SELECT found.household_id AS id, coalesce(head.name, '') AS label, address AS detail,
    found.rank, geom, building_id, place.dwelling_id, NULL, NULL,
    (SELECT count(*)::int FROM person_card WHERE person_card.household_id = found.household_id),
    head.person_id
  FROM (
    SELECT household_id, min(rank) AS rank
    FROM (
      SELECT household_id, rank FROM card WHERE relation_to_head = 'head'
      UNION ALL
      SELECT household_id, rank FROM home JOIN household USING (dwelling_id)
    ) AS candidate
    WHERE household_id IS NOT NULL
    GROUP BY household_id ORDER BY 2, 1 LIMIT ${MOST_HOUSEHOLDS}
  ) AS found
  JOIN household ON household.household_id = found.household_id
  CROSS JOIN ${placeOfDwelling(sql`household.dwelling_id`)} AS place
  LEFT JOIN LATERAL (
    SELECT person_id, name FROM person_card
    WHERE person_card.household_id = found.household_id AND relation_to_head = 'head'
    OFFSET 0
  ) AS head ON true`
