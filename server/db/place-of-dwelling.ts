import { type SqlFragment, sql } from './sql.ts'

/**
 * Where a dwelling is, to be joined: dwelling_id, building_id, geom, address (in full, such as
 * 阳光花园3号楼 2-1102) and street. Asked one by one: joined as whole tables they would be read
 * whole. The id may not be a coalesce(): under row-level security the planner takes that for leaky
 * and uses no index; CASE does as well.
 */
export const placeOfDwelling = (dwellingId: SqlFragment): SqlFragment => sql`LATERAL (
    SELECT dwelling.dwelling_id, building.building_id, building.geom,
      concat(estate.name, building.name, ' ' || dwelling_label(unit.number, floor, door)) AS address,
      coalesce(building.address, estate.address, '') AS street
    FROM dwelling
    JOIN unit ON unit.unit_id = dwelling.unit_id
    JOIN building ON building.building_id = dwelling.building_id
    LEFT JOIN estate ON estate.estate_id = building.estate_id
    WHERE dwelling.dwelling_id = ${dwellingId}
    OFFSET 0
  )`

/**
 * Where a person is, to be joined: the dwelling of the household, else where the person is
 * registered, owns or rents now. Columns as of placeOfDwelling, all empty where no place is known.
 */
export const placeOfPerson = (personId: SqlFragment, householdId: SqlFragment): SqlFragment => sql`
  LATERAL (
    SELECT place.*
    FROM (SELECT 1) AS one
    LEFT JOIN household ON household.household_id = ${householdId}
    LEFT JOIN LATERAL (
      SELECT residence.dwelling_id FROM residence
      WHERE ${householdId} IS NULL AND residence.person_id = ${personId} AND valid @> current_date
      ORDER BY kind <> 'registered', kind LIMIT 1
    ) AS link ON true
    LEFT JOIN ${placeOfDwelling(sql`CASE WHEN household.dwelling_id IS NULL THEN link.dwelling_id
      ELSE household.dwelling_id END`)} AS place ON true
    OFFSET 0
  )`

/** The same for a past day: where the person lived, else was registered, owned or rented then. */
export const placeOfPersonOn = (personId: SqlFragment, day: string): SqlFragment => sql`
  LATERAL (
    SELECT place.*
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (
      SELECT residence.dwelling_id FROM residence
      WHERE residence.person_id = ${personId} AND valid @> ${day}::date
      ORDER BY kind <> 'lives', kind <> 'registered', kind LIMIT 1
    ) AS link ON true
    LEFT JOIN ${placeOfDwelling(sql`link.dwelling_id`)} AS place ON true
    OFFSET 0
  )`
