import type { ClientBase } from 'pg'

/** What must never be, as the owner of the database sees it; empty where all holds. */
export async function findFaults(owner: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await owner.query(FAULTS)
  return rows.map(({ fault }) => fault)
}

/**
 * Households that, on the day of some act, had none or two heads, or two dwellings, by what is
 * believed now. Whoever dies on the first day in a home has lived there that day, wherever the
 * others went.
 */
export async function findPastFaults(owner: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await owner.query(PAST_FAULTS)
  return rows.map(({ fault }) => fault)
}

const FAULTS = `
  SELECT 'heads of household ' || household_id AS fault FROM household LEFT JOIN person USING (household_id)
  GROUP BY household_id HAVING count(*) FILTER (WHERE relation_to_head = 'head') <> 1
  UNION ALL
  SELECT 'home of ' || person.person_id FROM person LEFT JOIN household USING (household_id)
  LEFT JOIN residence ON residence.person_id = person.person_id AND residence.kind = 'lives' AND upper_inf(valid)
  WHERE (household.household_id, household.dwelling_id) IS DISTINCT FROM (residence.household_id, residence.dwelling_id)
  UNION ALL
  SELECT 'grid of ' || person_id FROM person LEFT JOIN household USING (household_id)
  WHERE person.grid_id IS DISTINCT FROM household.grid_id
  UNION ALL
  SELECT 'counts of ' || building_id FROM building CROSS JOIN LATERAL (
    SELECT count(DISTINCT household_id)::int AS households, count(person_id)::int AS persons
    FROM dwelling LEFT JOIN household USING (dwelling_id) LEFT JOIN person USING (household_id)
    WHERE dwelling.building_id = building.building_id) AS counted
  WHERE (household_count, person_count) <> (households, persons)
  UNION ALL
  SELECT 'hole in what was believed of ' || residence_id FROM (
    SELECT residence_id, replaced_at, lead(recorded_at) OVER (PARTITION BY residence_id ORDER BY recorded_at) AS next
    FROM residence_belief) AS link WHERE next IS NOT NULL AND next IS DISTINCT FROM replaced_at
  UNION ALL
  SELECT 'two homes believed at once of ' || one.person_id
  FROM life_event JOIN residence_belief AS one
    ON one.recorded_at <= life_event.recorded_at AND coalesce(one.replaced_at > life_event.recorded_at, true)
  JOIN residence_belief AS other
    ON other.recorded_at <= life_event.recorded_at AND coalesce(other.replaced_at > life_event.recorded_at, true)
    AND other.person_id = one.person_id AND other.residence_id > one.residence_id AND other.valid && one.valid
    AND other.kind = 'lives' AND one.kind = 'lives'
  UNION ALL
  SELECT 'audit ' || find_audit_fault.fault FROM find_audit_fault()
  UNION ALL
  SELECT 'home of the dead ' || person_id FROM person WHERE died_on IS NOT NULL AND (household_id IS NOT NULL
    OR EXISTS (SELECT FROM residence WHERE residence.person_id = person.person_id AND kind <> 'owner' AND upper_inf(valid)))
  UNION ALL
  SELECT 'one-sided marriage of ' || one.person_id FROM person_marriage AS one
  WHERE NOT EXISTS (SELECT FROM person_marriage AS other WHERE other.person_id = one.spouse_id
    AND other.spouse_id = one.person_id AND other.valid = one.valid)
  UNION ALL
  SELECT 'linked twice ' || one.person_id FROM residence AS one JOIN residence AS other
    ON other.person_id = one.person_id AND other.residence_id > one.residence_id AND other.kind = one.kind
    AND other.valid && one.valid AND (one.kind = 'registered' OR other.dwelling_id = one.dwelling_id)
  UNION ALL
  SELECT 'relation of the homeless ' || person_id FROM person
  WHERE household_id IS NULL AND relation_to_head <> 'unrelated'`

const PAST_FAULTS = `
  WITH acting AS MATERIALIZED (SELECT set_config('actor.permissions', 'registry.read', true),
    set_config('actor.fields', 'relation', true)),
  day AS (SELECT DISTINCT happened_on AS day FROM life_event CROSS JOIN acting),
  home AS (
    SELECT day, residence.household_id, array_agg(person_id) AS members,
      count(DISTINCT dwelling_id) AS dwellings
    FROM day JOIN residence ON valid @> day AND kind = 'lives' AND residence.household_id IS NOT NULL
    JOIN person USING (person_id) WHERE coalesce(died_on > day, true)
    GROUP BY day, residence.household_id)
  SELECT 'household ' || household_id || ' on ' || day || ': ' || heads || ' heads in ' || dwellings AS fault
  FROM home CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE relation_to_head = 'head') AS heads FROM list_relations_as_of(members, day)) AS told
  WHERE heads <> 1 OR dwellings <> 1 ORDER BY 1 LIMIT 5`
