import { placeOfDwelling, placeOfPersonOn } from '../../db/place-of-dwelling.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'
import { MOST_HOUSEHOLDS } from './registry-matches.ts'

/**
 * Persons with the place where they were to be found on a day. Names are those of now, and leave the
 * database masked (person_card).
 */
export const pastPersonRows = (day: string): SqlFragment => sql`
  SELECT card.person_id AS id, coalesce(card.name, '') AS label, coalesce(address, '') AS detail,
    card.rank, geom, building_id, dwelling_id, sex, age_band, NULL::int, card.person_id
  FROM card
  CROSS JOIN ${placeOfPersonOn(sql`card.person_id`, day)} AS place`

/** Households of a day by their head of then, or by the dwelling that was asked for. */
export const pastHouseholdRows = (day: string): SqlFragment => sql`
  SELECT found.household_id AS id, coalesce(head.name, '') AS label, address AS detail,
    found.rank, geom, building_id, place.dwelling_id, NULL, NULL,
    cardinality(found.person_ids), head.person_id
  FROM (
    SELECT candidate.household_id, min(rank) AS rank, member.dwelling_id, member.person_ids
    FROM (
      SELECT residence.household_id, rank
      FROM card
      JOIN residence USING (person_id)
      JOIN list_relations_as_of(ARRAY(SELECT person_id FROM card), ${day}::date) AS was
        ON was.person_id = card.person_id AND was.relation_to_head = 'head'
      WHERE residence.kind = 'lives' AND valid @> ${day}::date
      UNION ALL
      SELECT residence.household_id, rank
      FROM home JOIN residence USING (dwelling_id)
      WHERE kind = 'lives' AND valid @> ${day}::date
    ) AS candidate
    CROSS JOIN LATERAL (
      SELECT dwelling_id, array_agg(person_id) AS person_ids FROM residence
      WHERE residence.household_id = candidate.household_id
        AND kind = 'lives' AND valid @> ${day}::date
      GROUP BY dwelling_id ORDER BY count(*) DESC LIMIT 1
    ) AS member
    GROUP BY candidate.household_id, member.dwelling_id, member.person_ids
    ORDER BY 2, 1 LIMIT ${MOST_HOUSEHOLDS}
  ) AS found
  CROSS JOIN ${placeOfDwelling(sql`found.dwelling_id`)} AS place
  LEFT JOIN LATERAL (
    SELECT person.person_id, name
    FROM list_relations_as_of(found.person_ids, ${day}::date) AS was
    CROSS JOIN LATERAL (
      SELECT * FROM person_card WHERE person_card.person_id = was.person_id OFFSET 0
    ) AS person
    WHERE was.relation_to_head = 'head'
  ) AS head ON true`
