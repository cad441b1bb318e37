-- ── Versions of what the map shows, for cheap conditional requests ──────────

CREATE TABLE data_version (
  topic   text PRIMARY KEY,
  version bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
  CONSTRAINT data_version_topic_known CHECK (topic IN ('area', 'building', 'ground', 'shop'))
);
COMMENT ON TABLE data_version IS 'Counts the committed changes per topic, so that an ETag can be answered without building the body.';
COMMENT ON COLUMN data_version.topic IS 'area (communities, zones, grids), building, ground (city, streets, land use, water, estates, facilities), shop.';
COMMENT ON COLUMN data_version.version IS 'Grows with every transaction that changes the topic; starts with the time, so that two databases behind one address are told apart.';
INSERT INTO data_version (topic) VALUES ('area'), ('building'), ('ground'), ('shop');

CREATE TABLE data_change (
  change_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  topic     text NOT NULL,
  CONSTRAINT data_change_topic_fk FOREIGN KEY (topic) REFERENCES data_version
);
COMMENT ON TABLE data_change IS 'Changes of the running transaction; empty for everybody else.';
COMMENT ON COLUMN data_change.change_id IS 'Key.';
COMMENT ON COLUMN data_change.topic IS 'What changes.';

CREATE FUNCTION note_data_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO data_change (topic)
  SELECT TG_ARGV[0]
  WHERE NOT EXISTS (SELECT FROM data_change WHERE topic = TG_ARGV[0]);
  RETURN NULL;
END
$$;

-- The counter is raised when the transaction commits, not when it writes: a
-- version read before the commit must not name the state after it, and writers
-- must not wait for each other's transactions. All rows are locked in one order.
-- It runs with the owner's rights: by then the role of whoever wrote is over.
CREATE FUNCTION count_data_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM data_version ORDER BY topic FOR NO KEY UPDATE;
  UPDATE data_version SET version = version + 1 WHERE topic = NEW.topic;
  DELETE FROM data_change WHERE change_id = NEW.change_id;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER data_change_counted AFTER INSERT ON data_change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_data_change();

DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('community', 'area'), ('zone', 'area'), ('grid', 'area'), ('area_level', 'area'),
    ('building', 'building'), ('shop', 'shop'), ('city', 'ground'), ('street', 'ground'),
    ('land_use', 'ground'), ('water', 'ground'), ('estate', 'ground'), ('facility', 'ground'))
      AS pair (noun, topic)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION note_data_change(%L)',
      watched.noun || '_version', watched.noun, watched.topic);
  END LOOP;
END
$$;

-- ── Areas in square metres, computed once per outline ───────────────────────

ALTER TABLE grid ADD COLUMN area_square_meters double precision
  GENERATED ALWAYS AS (ST_Area(geom::geography)) STORED;
ALTER TABLE zone ADD COLUMN area_square_meters double precision
  GENERATED ALWAYS AS (coalesce(ST_Area(geom::geography), 0)) STORED;
ALTER TABLE community ADD COLUMN area_square_meters double precision
  GENERATED ALWAYS AS (coalesce(ST_Area(geom::geography), 0)) STORED;
COMMENT ON COLUMN grid.area_square_meters IS 'Area on the ellipsoid.';
COMMENT ON COLUMN zone.area_square_meters IS 'Area on the ellipsoid.';
COMMENT ON COLUMN community.area_square_meters IS 'Area on the ellipsoid.';

-- ── How people write a dwelling: unit and room, such as 2-1802 ───────────────

CREATE FUNCTION dwelling_label(unit int, floor int, door int) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT unit || '-' || CASE WHEN floor < 0 THEN 'B' ELSE '' END || abs(floor)
    || CASE WHEN door < 10 THEN '0' ELSE '' END || door
$$;
COMMENT ON FUNCTION dwelling_label IS 'Unit and room of a dwelling: 2-1802; floors below the ground as B1.';
