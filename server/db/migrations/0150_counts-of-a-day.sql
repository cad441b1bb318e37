-- ── Counts of a past day ────────────────────────────────────────────────────

-- Nothing is kept for this: residences and states of shops say it for any day. Within the caller's
-- own rights, and within buildings and boundaries as they are now.

CREATE FUNCTION people_on(day date)
RETURNS TABLE (building_id int, household_count int, person_count int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT building_id, count(household_id)::int, sum(person_count)::int
  FROM (
    SELECT dwelling.building_id, residence.household_id, count(*) AS person_count
    FROM residence JOIN dwelling USING (dwelling_id)
    WHERE kind = 'lives' AND valid @> day
    GROUP BY dwelling.building_id, residence.household_id
  ) AS household
  GROUP BY building_id
$$;
COMMENT ON FUNCTION people_on IS 'Households and persons of each building on a day, as it is believed now; no row for a building in which nobody lived.';

CREATE FUNCTION shops_on(day date) RETURNS TABLE (building_id int, shop_count int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT building_id, count(*)::int FROM shop_state WHERE valid @> day GROUP BY building_id
$$;
COMMENT ON FUNCTION shops_on IS 'Shops of each building on a day, as it is believed now; no row for a building without.';

CREATE FUNCTION grid_count_on(day date)
RETURNS TABLE (grid_id int, building_count int, household_count int, person_count int, shop_count int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT grid.grid_id, count(building.building_id)::int, coalesce(sum(people.household_count), 0)::int,
    coalesce(sum(people.person_count), 0)::int, coalesce(sum(shops.shop_count), 0)::int
  FROM grid
  LEFT JOIN building USING (grid_id)
  LEFT JOIN people_on(day) AS people USING (building_id)
  LEFT JOIN shops_on(day) AS shops USING (building_id)
  GROUP BY grid.grid_id
$$;
COMMENT ON FUNCTION grid_count_on IS 'What each grid, as it is drawn now, held on a day; the columns of grid_count.';

-- What is told of a past day depends on residences, and on these alone where only the past changes.
CREATE TRIGGER residence_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON residence
  FOR EACH STATEMENT EXECUTE FUNCTION note_data_change('person');
