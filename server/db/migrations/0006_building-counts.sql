-- ── Counts per building, kept by statement so that COPY stays fast ──────────

CREATE FUNCTION count_dwellings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE building SET dwelling_count = dwelling_count - change.n
    FROM (SELECT building_id, count(*) AS n FROM old_row WHERE NOT is_retired GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE building SET dwelling_count = dwelling_count + change.n
    FROM (SELECT building_id, count(*) AS n FROM new_row WHERE NOT is_retired GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_households() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE building SET household_count = household_count - change.n, changed_at = now()
    FROM (SELECT building_id, count(*) AS n FROM old_row JOIN dwelling USING (dwelling_id)
          GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE building SET household_count = household_count + change.n, changed_at = now()
    FROM (SELECT building_id, count(*) AS n FROM new_row JOIN dwelling USING (dwelling_id)
          GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE building SET person_count = person_count - change.n
    FROM (SELECT building_id, count(*) AS n FROM old_row JOIN household USING (household_id)
          JOIN dwelling USING (dwelling_id) GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE building SET person_count = person_count + change.n
    FROM (SELECT building_id, count(*) AS n FROM new_row JOIN household USING (household_id)
          JOIN dwelling USING (dwelling_id) GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_shops() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE building SET shop_count = shop_count - change.n, changed_at = now()
    FROM (SELECT building_id, count(*) AS n FROM old_row GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE building SET shop_count = shop_count + change.n, changed_at = now()
    FROM (SELECT building_id, count(*) AS n FROM new_row GROUP BY 1) AS change
    WHERE change.building_id = building.building_id;
  END IF;
  RETURN NULL;
END
$$;

-- A household that moves takes its persons' count with it.
CREATE FUNCTION count_persons_of_moved_households() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE building SET person_count = person_count + change.n
  FROM (
    SELECT dwelling.building_id, sum(moved.sign) AS n
    FROM (SELECT household_id, dwelling_id, -1 AS sign FROM old_row
          UNION ALL SELECT household_id, dwelling_id, 1 FROM new_row) AS moved
    JOIN dwelling USING (dwelling_id)
    JOIN person USING (household_id)
    GROUP BY 1
  ) AS change
  WHERE change.building_id = building.building_id AND change.n <> 0;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  counted record;
BEGIN
  FOR counted IN SELECT * FROM (VALUES
    ('dwelling', 'count_dwellings'), ('household', 'count_households'),
    ('person', 'count_persons'), ('shop', 'count_shops')) AS pair (noun, function_name)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_row
      FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      counted.noun || '_count_on_insert', counted.noun, counted.function_name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_row
      NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      counted.noun || '_count_on_update', counted.noun, counted.function_name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_row
      FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      counted.noun || '_count_on_delete', counted.noun, counted.function_name);
  END LOOP;
END
$$;
CREATE TRIGGER household_moves AFTER UPDATE ON household
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION count_persons_of_moved_households();

CREATE FUNCTION touch_building() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER building_touched BEFORE UPDATE OF geom, use, floor_count, height_meters,
    storey_height_meters, has_shop_floor, built_year, name, grid_id ON building
  FOR EACH ROW EXECUTE FUNCTION touch_building();

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
