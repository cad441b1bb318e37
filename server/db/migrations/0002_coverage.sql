-- The grids are an exact coverage of the city. Proof without tolerance: write
-- every ring as directed edges between points of the 1e-7 degree grid, and the
-- outside of the city as one more face (its outline run the other way round).
-- The faces tile the plane if and only if each directed edge occurs once and
-- its opposite occurs once.

CREATE TABLE boundary_edge (
  start_lon bigint NOT NULL,
  start_lat bigint NOT NULL,
  end_lon   bigint NOT NULL,
  end_lat   bigint NOT NULL,
  grid_id   int,
  CONSTRAINT boundary_edge_no_overlap UNIQUE (start_lon, start_lat, end_lon, end_lat)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT boundary_edge_grid_fk FOREIGN KEY (grid_id) REFERENCES grid ON DELETE CASCADE
);
COMMENT ON TABLE boundary_edge IS 'Directed edges of the grid coverage, written by trigger only. A face lies to the left of its edges.';
COMMENT ON COLUMN boundary_edge.start_lon IS 'Longitude of the start in units of 1e-7 degree.';
COMMENT ON COLUMN boundary_edge.start_lat IS 'Latitude of the start in units of 1e-7 degree.';
COMMENT ON COLUMN boundary_edge.end_lon IS 'Longitude of the end in units of 1e-7 degree.';
COMMENT ON COLUMN boundary_edge.end_lat IS 'Latitude of the end in units of 1e-7 degree.';
COMMENT ON COLUMN boundary_edge.grid_id IS 'The grid to the left; empty for the outside of the city.';
CREATE INDEX boundary_edge_grid_idx ON boundary_edge (grid_id);

CREATE FUNCTION polygon_edges(polygon geometry)
RETURNS TABLE (start_lon bigint, start_lat bigint, end_lon bigint, end_lat bigint)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  WITH vertex AS (
    SELECT
      path[1] AS ring,
      path[2] AS place,
      round(ST_X(geom) * 1e7)::bigint AS lon,
      round(ST_Y(geom) * 1e7)::bigint AS lat
    FROM ST_DumpPoints(polygon)
  ),
  edge AS (
    SELECT
      lon, lat,
      lead(lon) OVER ring_order AS next_lon,
      lead(lat) OVER ring_order AS next_lat
    FROM vertex
    WINDOW ring_order AS (PARTITION BY ring ORDER BY place)
  )
  SELECT lon, lat, next_lon, next_lat FROM edge
  WHERE next_lon IS NOT NULL AND (lon, lat) <> (next_lon, next_lat);
END;
COMMENT ON FUNCTION polygon_edges IS 'Directed edges of all rings of a polygon in units of 1e-7 degree; repeated points give none.';

CREATE FUNCTION is_on_coordinate_grid(shape geometry)
RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
-- Bound to its functions now: a dump is restored with an empty search path.
BEGIN ATOMIC
  -- Half a billionth of a degree is far above the noise of doubles and far
  -- below the grid, so only coordinates between grid points fail.
  SELECT coalesce(bool_and(
    abs(ST_X(geom) * 1e7 - round(ST_X(geom) * 1e7)) < 0.005
    AND abs(ST_Y(geom) * 1e7 - round(ST_Y(geom) * 1e7)) < 0.005
  ), true)
  FROM ST_DumpPoints(shape);
END;
COMMENT ON FUNCTION is_on_coordinate_grid IS 'Whether every vertex lies on the 1e-7 degree grid.';

ALTER TABLE city ADD CONSTRAINT city_geom_on_coordinate_grid CHECK (is_on_coordinate_grid(geom));
ALTER TABLE grid ADD CONSTRAINT grid_geom_on_coordinate_grid CHECK (is_on_coordinate_grid(geom));

CREATE FUNCTION write_grid_edges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM boundary_edge WHERE grid_id = OLD.grid_id;
  END IF;
  INSERT INTO boundary_edge SELECT edge.*, NEW.grid_id FROM polygon_edges(NEW.geom) AS edge;
  RETURN NULL;
END
$$;
CREATE TRIGGER grid_edges_on_insert AFTER INSERT ON grid
  FOR EACH ROW EXECUTE FUNCTION write_grid_edges();
CREATE TRIGGER grid_edges_on_update AFTER UPDATE OF geom ON grid
  FOR EACH ROW EXECUTE FUNCTION write_grid_edges();

CREATE FUNCTION write_outside_edges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM boundary_edge WHERE grid_id IS NULL;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO boundary_edge
    SELECT edge.*, NULL FROM polygon_edges(ST_ForcePolygonCW(NEW.geom)) AS edge;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER city_edges AFTER INSERT OR DELETE OR UPDATE OF geom ON city
  FOR EACH ROW EXECUTE FUNCTION write_outside_edges();

CREATE FUNCTION check_edge_has_opposite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched boundary_edge := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  edge_count int;
  opposite_count int;
BEGIN
  SELECT count(*) INTO edge_count FROM boundary_edge
  WHERE (start_lon, start_lat, end_lon, end_lat)
      = (touched.start_lon, touched.start_lat, touched.end_lon, touched.end_lat);
  SELECT count(*) INTO opposite_count FROM boundary_edge
  WHERE (start_lon, start_lat, end_lon, end_lat)
      = (touched.end_lon, touched.end_lat, touched.start_lon, touched.start_lat);
  IF edge_count <> opposite_count THEN
    RAISE EXCEPTION 'The grids would leave a gap or overlap at % % .. % %',
        touched.start_lon / 1e7, touched.start_lat / 1e7,
        touched.end_lon / 1e7, touched.end_lat / 1e7
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_coverage_exact', TABLE = 'grid';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER grid_coverage_exact AFTER INSERT OR DELETE ON boundary_edge
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_edge_has_opposite();

-- ── One boundary edit at a time ─────────────────────────────────────────────

-- Outlines are computed from grids that another transaction might be moving, and
-- a new building looks for its grid. Edits of boundaries are rare, so they wait
-- for each other, and buildings wait for them (not for other buildings).
CREATE FUNCTION lock_boundaries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM CASE WHEN TG_ARGV[0] = 'to-write'
    THEN pg_advisory_xact_lock(hashtext('grid boundaries'))
    ELSE pg_advisory_xact_lock_shared(hashtext('grid boundaries')) END;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION lock_boundaries IS 'Holds the boundaries until the transaction ends: alone (to-write) or together with others (to-read).';
CREATE TRIGGER grid_lock BEFORE INSERT OR DELETE OR UPDATE OF geom, zone_id ON grid
  FOR EACH STATEMENT EXECUTE FUNCTION lock_boundaries('to-write');
CREATE TRIGGER zone_lock BEFORE UPDATE OF community_id ON zone
  FOR EACH STATEMENT EXECUTE FUNCTION lock_boundaries('to-write');

-- ── Outlines of zones and communities follow their grids ────────────────────

CREATE FUNCTION refresh_community_outlines(community_ids int[]) RETURNS void LANGUAGE sql AS $$
  WITH outline AS (
    SELECT community_id, ST_Multi(ST_UnaryUnion(ST_Collect(grid.geom))) AS geom
    FROM community LEFT JOIN zone USING (community_id) LEFT JOIN grid USING (zone_id)
    WHERE community_id = ANY (community_ids)
    GROUP BY community_id
  )
  UPDATE community SET geom = outline.geom,
    revision = revision + (community.geom IS NOT NULL)::int
  FROM outline WHERE outline.community_id = community.community_id
    AND community.geom IS DISTINCT FROM outline.geom;
$$;
COMMENT ON FUNCTION refresh_community_outlines IS 'Derives the outlines of the given communities from their grids.';

CREATE FUNCTION refresh_outlines(zone_ids int[]) RETURNS void LANGUAGE sql AS $$
  WITH outline AS (
    SELECT zone_id, ST_Multi(ST_UnaryUnion(ST_Collect(grid.geom))) AS geom
    FROM zone LEFT JOIN grid USING (zone_id)
    WHERE zone_id = ANY (zone_ids)
    GROUP BY zone_id
  )
  UPDATE zone SET geom = outline.geom, revision = revision + (zone.geom IS NOT NULL)::int
  FROM outline WHERE outline.zone_id = zone.zone_id
    AND zone.geom IS DISTINCT FROM outline.geom;

  SELECT refresh_community_outlines(ARRAY(
    SELECT DISTINCT community_id FROM zone WHERE zone_id = ANY (zone_ids)));
$$;
COMMENT ON FUNCTION refresh_outlines IS 'Derives the outlines of the given zones, and of their communities, from the grids.';

CREATE FUNCTION refresh_outlines_after_grids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_outlines(ARRAY(SELECT DISTINCT zone_id FROM new_grid));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM refresh_outlines(ARRAY(SELECT DISTINCT zone_id FROM old_grid));
  ELSE
    PERFORM refresh_outlines(ARRAY(
      SELECT DISTINCT changed_zone
      FROM old_grid JOIN new_grid USING (grid_id)
      CROSS JOIN LATERAL unnest(ARRAY[old_grid.zone_id, new_grid.zone_id]) AS changed_zone
      WHERE old_grid.geom IS DISTINCT FROM new_grid.geom OR old_grid.zone_id <> new_grid.zone_id));
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER grid_outlines_on_insert AFTER INSERT ON grid
  REFERENCING NEW TABLE AS new_grid
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_outlines_after_grids();
CREATE TRIGGER grid_outlines_on_update AFTER UPDATE ON grid
  REFERENCING OLD TABLE AS old_grid NEW TABLE AS new_grid
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_outlines_after_grids();
CREATE TRIGGER grid_outlines_on_delete AFTER DELETE ON grid
  REFERENCING OLD TABLE AS old_grid
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_outlines_after_grids();

CREATE FUNCTION refresh_outlines_after_zone_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_community_outlines(ARRAY[OLD.community_id, NEW.community_id]);
  RETURN NULL;
END
$$;
CREATE TRIGGER zone_moves AFTER UPDATE OF community_id ON zone
  FOR EACH ROW WHEN (OLD.community_id <> NEW.community_id)
  EXECUTE FUNCTION refresh_outlines_after_zone_moved();

CREATE FUNCTION count_grid_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END
$$;
-- Compared as bytes: a condition on geometries could not be restored from a dump.
CREATE TRIGGER grid_revision BEFORE UPDATE OF geom, zone_id ON grid
  FOR EACH ROW WHEN (OLD.geom::bytea <> NEW.geom::bytea OR OLD.zone_id <> NEW.zone_id)
  EXECUTE FUNCTION count_grid_revision();
