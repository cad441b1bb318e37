-- ── Counts per building ─────────────────────────────────────────────────────

-- Counts are counted anew for the touched buildings, once per statement so that
-- COPY stays fast, and never added up, so that no error can last. Two writers
-- cannot miss each other: each first locks what leads from its rows to their
-- buildings (against a move), then the buildings (in one order, against
-- deadlocks), and only then counts, in a new statement that sees what the other
-- has committed.

-- An act of life counts a building several times: planning anew would cost more than counting.

-- Leaves room on each page, so that a new count need not enter the indexes again.
ALTER TABLE building SET (fillfactor = 70);

CREATE FUNCTION lock_buildings(building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM building WHERE building_id = ANY (building_ids)
  ORDER BY building_id FOR NO KEY UPDATE;
END
$$;

CREATE FUNCTION recount_dwellings(building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH counted AS (
    SELECT target.building_id, count(dwelling_id)::int AS dwelling_count
    FROM unnest(building_ids) AS target (building_id)
    LEFT JOIN dwelling ON dwelling.building_id = target.building_id AND NOT is_retired
    GROUP BY target.building_id
  )
  UPDATE building SET dwelling_count = counted.dwelling_count
  FROM counted WHERE counted.building_id = building.building_id
    AND counted.dwelling_count <> building.dwelling_count;
END
$$;

CREATE FUNCTION recount_households(building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH counted AS (
    SELECT target.building_id, count(household_id)::int AS household_count
    FROM unnest(building_ids) AS target (building_id)
    LEFT JOIN dwelling USING (building_id)
    LEFT JOIN household USING (dwelling_id)
    GROUP BY target.building_id
  )
  UPDATE building SET household_count = counted.household_count, changed_at = now()
  FROM counted WHERE counted.building_id = building.building_id
    AND counted.household_count <> building.household_count;
END
$$;

CREATE FUNCTION recount_persons(building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH counted AS (
    SELECT target.building_id, count(person_id)::int AS person_count
    FROM unnest(building_ids) AS target (building_id)
    LEFT JOIN dwelling USING (building_id)
    LEFT JOIN household USING (dwelling_id)
    LEFT JOIN person USING (household_id)
    GROUP BY target.building_id
  )
  UPDATE building SET person_count = counted.person_count
  FROM counted WHERE counted.building_id = building.building_id
    AND counted.person_count <> building.person_count;
END
$$;

CREATE FUNCTION recount_shops(building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH counted AS (
    SELECT target.building_id, count(shop_id)::int AS shop_count
    FROM unnest(building_ids) AS target (building_id)
    LEFT JOIN shop USING (building_id)
    GROUP BY target.building_id
  )
  UPDATE building SET shop_count = counted.shop_count, changed_at = now()
  FROM counted WHERE counted.building_id = building.building_id
    AND counted.shop_count <> building.shop_count;
END
$$;

-- The rows of the statement arrive as touched_row, from the transition table of
-- the operation; an update calls twice, for what was left and what was entered.

CREATE FUNCTION count_after_dwellings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched int[] := ARRAY(SELECT DISTINCT building_id FROM touched_row);
BEGIN
  PERFORM lock_buildings(touched);
  PERFORM recount_dwellings(touched);
  IF TG_OP = 'UPDATE' THEN
    PERFORM recount_households(touched);
    PERFORM recount_persons(touched);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_after_households() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  dwellings int[] := ARRAY(SELECT DISTINCT dwelling_id FROM touched_row);
  touched int[];
BEGIN
  IF cardinality(dwellings) = 0 THEN
    RETURN NULL;
  END IF;
  PERFORM FROM dwelling WHERE dwelling_id = ANY (dwellings) ORDER BY dwelling_id FOR SHARE;
  touched := ARRAY(SELECT DISTINCT building_id FROM dwelling WHERE dwelling_id = ANY (dwellings));
  PERFORM lock_buildings(touched);
  PERFORM recount_households(touched);
  PERFORM recount_persons(touched);
  RETURN NULL;
END
$$;

CREATE FUNCTION count_after_persons() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  households int[] := ARRAY(SELECT DISTINCT household_id FROM touched_row WHERE household_id IS NOT NULL);
  dwellings int[];
  touched int[];
BEGIN
  IF cardinality(households) = 0 THEN
    RETURN NULL;
  END IF;
  PERFORM FROM household WHERE household_id = ANY (households) ORDER BY household_id FOR SHARE;
  dwellings := ARRAY(
    SELECT DISTINCT dwelling_id FROM household WHERE household_id = ANY (households));
  PERFORM FROM dwelling WHERE dwelling_id = ANY (dwellings) ORDER BY dwelling_id FOR SHARE;
  touched := ARRAY(SELECT DISTINCT building_id FROM dwelling WHERE dwelling_id = ANY (dwellings));
  PERFORM lock_buildings(touched);
  PERFORM recount_persons(touched);
  RETURN NULL;
END
$$;

CREATE FUNCTION count_after_shops() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched int[] := ARRAY(SELECT DISTINCT building_id FROM touched_row);
BEGIN
  PERFORM lock_buildings(touched);
  PERFORM recount_shops(touched);
  RETURN NULL;
END
$$;

DO $$
DECLARE
  counted record;
BEGIN
  FOR counted IN SELECT * FROM (VALUES
    ('dwelling', 'count_after_dwellings'), ('household', 'count_after_households'),
    ('person', 'count_after_persons'), ('shop', 'count_after_shops'))
      AS pair (noun, function_name)
    CROSS JOIN (VALUES ('insert', 'INSERT', 'NEW'), ('delete', 'DELETE', 'OLD'),
      ('update_left', 'UPDATE', 'OLD'), ('update_entered', 'UPDATE', 'NEW'))
      AS moment (name, operation, side)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s TABLE AS touched_row
      FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      counted.noun || '_count_on_' || counted.name, counted.operation, counted.noun,
      counted.side, counted.function_name);
  END LOOP;
END
$$;

CREATE FUNCTION touch_building() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER building_touched BEFORE UPDATE ON building
  FOR EACH ROW WHEN (
    (OLD.geom::bytea, OLD.code, OLD.name, OLD.use, OLD.floor_count, OLD.height_meters,
      OLD.storey_height_meters, OLD.has_shop_floor, OLD.built_year, OLD.grid_id)
    IS DISTINCT FROM
    (NEW.geom::bytea, NEW.code, NEW.name, NEW.use, NEW.floor_count, NEW.height_meters,
      NEW.storey_height_meters, NEW.has_shop_floor, NEW.built_year, NEW.grid_id))
  EXECUTE FUNCTION touch_building();

-- Counts of an area are sums over its buildings: a few thousand rows for the whole city.
CREATE VIEW grid_count AS
  SELECT
    grid_id,
    count(building_id)::int AS building_count,
    coalesce(sum(dwelling_count), 0)::int AS dwelling_count,
    coalesce(sum(household_count), 0)::int AS household_count,
    coalesce(sum(person_count), 0)::int AS person_count,
    coalesce(sum(shop_count), 0)::int AS shop_count
  FROM grid LEFT JOIN building USING (grid_id)
  GROUP BY grid_id;
COMMENT ON VIEW grid_count IS 'What each grid holds.';
