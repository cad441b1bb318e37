import { type SqlFragment, sql } from './sql.ts'

export interface CountsOfBuildings {
  /** Joins `people` and `shops` to the rows of `building`. */
  readonly join: SqlFragment
  readonly householdCount: SqlFragment
  readonly personCount: SqlFragment
  readonly shopCount: SqlFragment
}

/**
 * How many live and trade in each building, now or on a past day. Counts of people are empty for
 * who may not count them, as in building_people.
 */
export const countsOfBuildings = (asOf: string | undefined): CountsOfBuildings =>
  asOf ? countsOfDay(asOf) : countsOfNow

const countsOfNow: CountsOfBuildings = {
  join: sql`LEFT JOIN building_people AS people USING (building_id)`,
  householdCount: sql`people.household_count`,
  personCount: sql`people.person_count`,
  shopCount: sql`building.shop_count`,
}

const countsOfDay = (day: string): CountsOfBuildings => ({
  join: sql`
    LEFT JOIN building_people AS people USING (building_id)
    LEFT JOIN people_on(${day}::date) AS lived USING (building_id)
    LEFT JOIN shops_on(${day}::date) AS traded USING (building_id)`,
  householdCount: countedPeople(sql`lived.household_count`),
  personCount: countedPeople(sql`lived.person_count`),
  shopCount: sql`coalesce(traded.shop_count, 0)`,
})

const countedPeople = (count: SqlFragment): SqlFragment =>
  sql`CASE WHEN people.building_id IS NOT NULL THEN coalesce(${count}, 0) END`
