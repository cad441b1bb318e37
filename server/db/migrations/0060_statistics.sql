-- ── People as a topic of their own ──────────────────────────────────────────

ALTER TABLE data_version
  DROP CONSTRAINT data_version_topic_known,
  ADD CONSTRAINT data_version_topic_known CHECK (
    topic IN ('area', 'building', 'ground', 'person', 'shop'));
COMMENT ON COLUMN data_version.topic IS 'area (communities, zones, grids), building, ground (city, streets, land use, water, estates, facilities), person (persons, households, dwellings), shop.';
INSERT INTO data_version (topic) VALUES ('person');

DO $$
DECLARE
  noun text;
BEGIN
  FOREACH noun IN ARRAY ARRAY['person', 'household', 'dwelling']
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION note_data_change(''person'')', noun || '_version', noun);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION seen_version(topics text[]) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- A sum of counters that only grow is a counter that only grows. So is the day, by which people age.
  SELECT (sum(version) + CASE WHEN 'person' = ANY (topics)
      THEN current_date - DATE '2000-01-01' ELSE 0 END)::text || '-'
    || left(encode(sha256(convert_to(actor_tile_scope(), 'UTF8')), 'hex'), 8)
  FROM data_version WHERE topic = ANY (topics);
END;

-- ── Counts per grid and class ───────────────────────────────────────────────

-- Who may read the registry gets the counts of the own area. For everybody else
-- the server hides small numbers before anything leaves it, and decides what to
-- hide over the whole city: two tables hidden in two ways, one of the city and
-- one of an area, could tell more together than each alone.
CREATE FUNCTION count_by_grid(classification text)
RETURNS TABLE (grid_id int, zone_id int, community_id int, is_in_reach boolean, counts json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  -- Empty: no area bounds what is counted.
  counted_grids int[] := CASE WHEN actor_may('registry.read') AND NOT actor_sees_city()
    THEN actor_grid_ids() END;
  bands text[] := ARRAY[
    '80+', '70–79', '60–69', '50–59', '40–49', '30–39', '20–29', '10–19', '0–9'];
  -- First birth date of each band but the oldest: a comparison costs less than an age.
  born_from date[] := ARRAY(
    SELECT (current_date - make_interval(years => years))::date + 1
    FROM generate_series(80, 10, -10) AS years);
BEGIN
  IF NOT actor_may('statistics.read') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  RETURN QUERY
    WITH counted AS MATERIALIZED (
      SELECT counted.grid_id, json_object_agg(class, size) AS counts
      FROM (
        SELECT person.grid_id, class, count(*) AS size
        FROM person CROSS JOIN LATERAL (
          SELECT CASE classification
            WHEN 'age' THEN bands[1 + width_bucket(birth_date, born_from)]
            WHEN 'sex' THEN sex
            ELSE registration_place END) AS trait (class)
        WHERE classification IN ('age', 'sex', 'registration')
          AND (counted_grids IS NULL OR person.grid_id = ANY (counted_grids))
        GROUP BY 1, 2
        UNION ALL
        SELECT household.grid_id, CASE WHEN member_count < 5 THEN member_count::text ELSE '5+' END,
          count(*)
        FROM household JOIN (
          SELECT household_id, count(*) AS member_count
          FROM person
          WHERE classification = 'household-size'
            AND (counted_grids IS NULL OR person.grid_id = ANY (counted_grids))
          GROUP BY 1) AS size USING (household_id)
        WHERE classification = 'household-size'
        GROUP BY 1, 2
        UNION ALL
        SELECT dwelling.grid_id, tenure, count(*)
        FROM dwelling
        WHERE classification = 'tenure' AND NOT is_retired
          AND (counted_grids IS NULL OR dwelling.grid_id = ANY (counted_grids))
        GROUP BY 1, 2
        UNION ALL
        SELECT shop.grid_id, trade, count(*)
        FROM shop
        WHERE classification = 'trade'
          AND (counted_grids IS NULL OR shop.grid_id = ANY (counted_grids))
        GROUP BY 1, 2
      ) AS counted (grid_id, class, size)
      GROUP BY 1
    )
    SELECT grid.grid_id, zone.zone_id, zone.community_id,
      actor_sees_city() OR grid.grid_id = ANY (actor_grid_ids()),
      coalesce(counted.counts, '{}')
    FROM grid JOIN zone USING (zone_id) LEFT JOIN counted ON counted.grid_id = grid.grid_id
    ORDER BY grid.code;
END
$$;
COMMENT ON FUNCTION count_by_grid IS 'Exact counts per grid by age, sex, registration (persons), household-size (households in which somebody lives), tenure (dwellings) or trade (shops): of the own area (others are empty) for who may read the registry, else of the whole city for the server to hide small numbers in. SQLSTATE DC403 without statistics.read.';
REVOKE EXECUTE ON FUNCTION count_by_grid FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_by_grid TO digital_community_city, digital_community_area;
