-- ── What others have changed, for everybody who looks at it now ─────────────

CREATE TABLE live_change (
  live_change_key bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  live_change_id  bigint,
  topic           text NOT NULL,
  building_id     int,
  grid_id         int,
  committed_at    timestamptz,
  CONSTRAINT live_change_id_unique UNIQUE (live_change_id),
  CONSTRAINT live_change_topic_known CHECK (topic IN ('registry', 'building', 'shop', 'area'))
);
COMMENT ON TABLE live_change IS 'What was changed of late: where, never what of whom. Kept for a day, so that a reader who was away can go on.';
COMMENT ON COLUMN live_change.live_change_key IS 'Key.';
COMMENT ON COLUMN live_change.live_change_id IS 'Order of the commits; empty while the transaction runs.';
COMMENT ON COLUMN live_change.topic IS 'registry households, persons and residences; building; shop; area boundaries.';
COMMENT ON COLUMN live_change.building_id IS 'Building that it concerns; empty for many, or none.';
COMMENT ON COLUMN live_change.grid_id IS 'Grid of the building; empty for many, or none.';
COMMENT ON COLUMN live_change.committed_at IS 'When it was committed.';
CREATE INDEX live_change_committed_idx ON live_change (committed_at);
CREATE SEQUENCE live_change_order AS bigint OWNED BY live_change.live_change_id;

-- The number is given when the transaction commits, one transaction after the other: a reader who
-- has seen a number has seen all before it.
CREATE FUNCTION announce_live_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  given bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('live_change'));
  given := nextval('live_change_order');
  UPDATE live_change SET live_change_id = given, committed_at = clock_timestamp()
  WHERE live_change_key = NEW.live_change_key;
  IF given % 256 = 0 THEN
    DELETE FROM live_change WHERE committed_at < now() - interval '1 day';
  END IF;
  PERFORM pg_notify('live_change', '');
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION announce_live_change IS 'Numbers a change in the order of commits and wakes who listens.';
REVOKE EXECUTE ON FUNCTION announce_live_change FROM PUBLIC;
CREATE CONSTRAINT TRIGGER live_change_announced AFTER INSERT ON live_change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION announce_live_change();

-- Many buildings at once, as an import has them, are one change of everything.
CREATE FUNCTION note_live_changes(changed_topic text, building_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  INSERT INTO live_change (topic, building_id, grid_id)
  SELECT changed_topic, building_id, grid_id
  FROM (
    SELECT building_id, grid_id FROM building
    WHERE building_id = ANY (building_ids) AND cardinality(building_ids) <= 100
    UNION ALL
    SELECT NULL, NULL WHERE building_ids IS NULL OR cardinality(building_ids) > 100
  ) AS concerned
  WHERE NOT EXISTS (SELECT FROM live_change AS noted
    WHERE noted.live_change_id IS NULL AND noted.topic = changed_topic
      AND noted.grid_id IS NOT DISTINCT FROM concerned.grid_id
      AND noted.building_id IS NOT DISTINCT FROM concerned.building_id);
END
$$;
COMMENT ON FUNCTION note_live_changes IS 'Notes once per transaction what changes in which buildings; no list, or a long one, means everywhere.';
REVOKE EXECUTE ON FUNCTION note_live_changes FROM PUBLIC;
-- Of the running transaction only: rows of others without a number are not visible.
CREATE INDEX live_change_running_idx ON live_change (topic, building_id) WHERE live_change_id IS NULL;

CREATE FUNCTION watch_registry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  concerned int[];
BEGIN
  CASE TG_TABLE_NAME
  WHEN 'person' THEN
    concerned := ARRAY(SELECT DISTINCT building_id FROM touched
      JOIN household USING (household_id) JOIN dwelling USING (dwelling_id));
  ELSE
    concerned := ARRAY(SELECT DISTINCT building_id FROM touched JOIN dwelling USING (dwelling_id));
  END CASE;
  IF cardinality(concerned) > 0 THEN
    PERFORM note_live_changes('registry', concerned);
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION watch_registry IS 'Notes in which buildings households, persons or residences change.';
REVOKE EXECUTE ON FUNCTION watch_registry FROM PUBLIC;

CREATE FUNCTION watch_buildings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  concerned int[] := ARRAY(SELECT DISTINCT building_id FROM touched WHERE building_id IS NOT NULL);
BEGIN
  IF cardinality(concerned) > 0 THEN
    PERFORM note_live_changes(TG_ARGV[0], concerned);
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION watch_buildings IS 'Notes which buildings change, or in which of them dwellings or shops.';
REVOKE EXECUTE ON FUNCTION watch_buildings FROM PUBLIC;

-- Counts of people follow the registry; for somebody who may not see them nothing has changed.
CREATE FUNCTION watch_building_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  concerned int[] := ARRAY(
    SELECT building_id FROM old_row JOIN new_row USING (building_id)
    WHERE (old_row.name, old_row.address, old_row.use, old_row.floor_count, old_row.height_meters,
        old_row.built_year, old_row.estate_id, old_row.grid_id)
      IS DISTINCT FROM (new_row.name, new_row.address, new_row.use, new_row.floor_count,
        new_row.height_meters, new_row.built_year, new_row.estate_id, new_row.grid_id)
      OR old_row.geom::bytea IS DISTINCT FROM new_row.geom::bytea);
BEGIN
  IF cardinality(concerned) > 0 THEN
    PERFORM note_live_changes('building', concerned);
    -- Those who have lost it are told too.
    INSERT INTO live_change (topic, building_id, grid_id)
    SELECT 'building', building_id, old_row.grid_id
    FROM old_row JOIN new_row USING (building_id)
    WHERE new_row.grid_id IS DISTINCT FROM old_row.grid_id AND old_row.grid_id IS NOT NULL
      AND cardinality(concerned) <= 100;
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION watch_building_facts IS 'Notes which buildings are corrected or come into another grid.';
REVOKE EXECUTE ON FUNCTION watch_building_facts FROM PUBLIC;
CREATE TRIGGER building_watched_on_update AFTER UPDATE ON building
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION watch_building_facts();

CREATE FUNCTION watch_areas() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM note_live_changes('area', NULL);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION watch_areas IS 'Notes that boundaries or names of areas change.';
REVOKE EXECUTE ON FUNCTION watch_areas FROM PUBLIC;

DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('household', 'watch_registry()'), ('person', 'watch_registry()'),
    ('residence', 'watch_registry()'), ('dwelling', $f$watch_buildings('building')$f$),
    ('shop', $f$watch_buildings('shop')$f$), ('building', $f$watch_buildings('building')$f$))
      AS pair (noun, action)
    CROSS JOIN (VALUES ('INSERT', 'NEW', 'insert'), ('DELETE', 'OLD', 'delete'),
      ('UPDATE', 'NEW', 'update'), ('UPDATE', 'OLD', 'leave')) AS way (event, version, suffix)
    WHERE NOT (noun = 'building' AND event = 'UPDATE')
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s TABLE AS touched
      FOR EACH STATEMENT EXECUTE FUNCTION %s',
      watched.noun || '_watched_on_' || watched.suffix, watched.event, watched.noun,
      watched.version, watched.action);
  END LOOP;
  FOR watched IN SELECT * FROM (VALUES ('community'), ('zone'), ('grid')) AS area (noun)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION watch_areas()',
      watched.noun || '_watched', watched.noun);
  END LOOP;
END
$$;

-- ── Who is told ─────────────────────────────────────────────────────────────

ALTER TABLE live_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY live_change_in_city ON live_change FOR SELECT TO digital_community_city
  USING ((SELECT actor_may('registry.read')) OR (topic <> 'registry' AND (SELECT actor_may('place.read'))));
CREATE POLICY live_change_in_area ON live_change FOR SELECT TO digital_community_area
  USING ((building_id IS NULL OR grid_id = ANY ((SELECT actor_grid_ids())::int[]))
    AND ((SELECT actor_may('registry.read')) OR (topic <> 'registry' AND (SELECT actor_may('place.read')))));
GRANT SELECT ON live_change TO digital_community_city, digital_community_area;

CREATE FUNCTION read_live_range(OUT first_id bigint, OUT last_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce(min(live_change_id), 1), coalesce(max(live_change_id), 0) FROM live_change
$$;
COMMENT ON FUNCTION read_live_range IS 'The oldest and the newest change that is kept, whomever they concern.';
REVOKE EXECUTE ON FUNCTION read_live_range FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_live_range TO digital_community_city, digital_community_area;
