-- ── Buildings as 3D Tiles: cells, their versions, finished content ──────────

-- Cells are those of the Web Mercator scheme at zoom 16 (about 500 m here), found by a point inside
-- the footprint: a building changes its cell only when it moves.
CREATE FUNCTION building_tile_column(footprint geometry) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT greatest(0, least(65535,
    floor((ST_X(ST_PointOnSurface(footprint)) + 180) / 360 * 65536)))::int;
END;
COMMENT ON FUNCTION building_tile_column IS 'Column of the zoom 16 cell that holds a footprint.';

CREATE FUNCTION building_tile_row(footprint geometry) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT greatest(0, least(65535, floor((1 - asinh(tan(radians(
    greatest(-85, least(85, ST_Y(ST_PointOnSurface(footprint))))))) / pi()) / 2 * 65536)))::int;
END;
COMMENT ON FUNCTION building_tile_row IS 'Row of the zoom 16 cell that holds a footprint, counted from the north.';

ALTER TABLE building
  ADD COLUMN tile_x int NOT NULL GENERATED ALWAYS AS (building_tile_column(geom)) STORED,
  ADD COLUMN tile_y int NOT NULL GENERATED ALWAYS AS (building_tile_row(geom)) STORED;
COMMENT ON COLUMN building.tile_x IS 'Column of its 3D tile at zoom 16.';
COMMENT ON COLUMN building.tile_y IS 'Row of its 3D tile at zoom 16.';
CREATE INDEX building_tile_idx ON building (tile_x, tile_y);

-- The version of a cell is the number of its changes. Changes are appended, not counted up in
-- place: writers never wait for each other, and every commit raises the number that readers see.
CREATE TABLE building_tile_change (
  change_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  tile_x    int NOT NULL,
  tile_y    int NOT NULL
);
COMMENT ON TABLE building_tile_change IS 'One row per statement and cell in which something changed that the 3D tiles show.';
COMMENT ON COLUMN building_tile_change.change_id IS 'Key.';
COMMENT ON COLUMN building_tile_change.tile_x IS 'Column of the cell at zoom 16.';
COMMENT ON COLUMN building_tile_change.tile_y IS 'Row of the cell at zoom 16.';

CREATE TABLE building_tile_cell (
  tile_x       int NOT NULL,
  tile_y       int NOT NULL,
  change_count bigint NOT NULL,
  CONSTRAINT building_tile_cell_pkey PRIMARY KEY (tile_x, tile_y)
);
COMMENT ON TABLE building_tile_cell IS 'Changes that were taken out of building_tile_change to keep it short.';
COMMENT ON COLUMN building_tile_cell.tile_x IS 'Column of the cell at zoom 16.';
COMMENT ON COLUMN building_tile_cell.tile_y IS 'Row of the cell at zoom 16.';
COMMENT ON COLUMN building_tile_cell.change_count IS 'How many changes.';

CREATE VIEW building_tile_version AS
  SELECT tile_x, tile_y, sum(change_count)::bigint AS version
  FROM (
    SELECT tile_x, tile_y, change_count FROM building_tile_cell
    UNION ALL
    SELECT tile_x, tile_y, 1 FROM building_tile_change
  ) AS change
  GROUP BY tile_x, tile_y;
COMMENT ON VIEW building_tile_version IS 'How often each cell has changed: grows with every commit that the snapshot sees.';

CREATE TABLE building_tile_epoch (
  epoch           text NOT NULL DEFAULT left(md5(gen_random_uuid()::text), 6),
  is_the_only_one boolean PRIMARY KEY DEFAULT true,
  CONSTRAINT building_tile_epoch_is_the_only_one CHECK (is_the_only_one)
);
COMMENT ON TABLE building_tile_epoch IS 'Tells the tiles of this database from those of another one behind the same address, in caches that never ask again.';
COMMENT ON COLUMN building_tile_epoch.epoch IS 'Random, part of every tile address.';
COMMENT ON COLUMN building_tile_epoch.is_the_only_one IS 'Holds the table to a single row.';
INSERT INTO building_tile_epoch DEFAULT VALUES;

CREATE TABLE building_tile_content (
  zoom     int NOT NULL,
  tile_x   int NOT NULL,
  tile_y   int NOT NULL,
  format   text NOT NULL,
  version  bigint NOT NULL,
  brotli   bytea NOT NULL,
  gzip     bytea NOT NULL,
  built_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT building_tile_content_pkey PRIMARY KEY (zoom, tile_x, tile_y)
);
COMMENT ON TABLE building_tile_content IS 'Finished tiles; may be emptied at any time.';
COMMENT ON COLUMN building_tile_content.zoom IS 'Zoom of the tile: coarse or fine level.';
COMMENT ON COLUMN building_tile_content.tile_x IS 'Column at this zoom.';
COMMENT ON COLUMN building_tile_content.tile_y IS 'Row at this zoom.';
COMMENT ON COLUMN building_tile_content.format IS 'Fingerprint of the program that built it.';
COMMENT ON COLUMN building_tile_content.version IS 'Version of its cells, read in the same snapshot as the buildings in it.';
COMMENT ON COLUMN building_tile_content.brotli IS 'The binary glTF, brotli-compressed.';
COMMENT ON COLUMN building_tile_content.gzip IS 'The binary glTF, gzip-compressed.';
COMMENT ON COLUMN building_tile_content.built_at IS 'When it was built.';
ALTER TABLE building_tile_content
  ALTER COLUMN brotli SET STORAGE EXTERNAL, ALTER COLUMN gzip SET STORAGE EXTERNAL;

CREATE FUNCTION log_building_tile_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO building_tile_change (tile_x, tile_y)
    SELECT DISTINCT tile_x, tile_y FROM new_row;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO building_tile_change (tile_x, tile_y)
    SELECT DISTINCT tile_x, tile_y FROM old_row;
  ELSE
    INSERT INTO building_tile_change (tile_x, tile_y)
    SELECT DISTINCT cell.tile_x, cell.tile_y
    FROM old_row
    FULL JOIN new_row USING (building_id)
    CROSS JOIN LATERAL (VALUES
      (old_row.tile_x, old_row.tile_y), (new_row.tile_x, new_row.tile_y)) AS cell (tile_x, tile_y)
    WHERE cell.tile_x IS NOT NULL AND (
      old_row.code, old_row.name, old_row.use, old_row.floor_count, old_row.height_meters,
      old_row.storey_height_meters, old_row.has_shop_floor, old_row.built_year,
      old_row.household_count, old_row.shop_count, old_row.grid_id, old_row.geom
    ) IS DISTINCT FROM (
      new_row.code, new_row.name, new_row.use, new_row.floor_count, new_row.height_meters,
      new_row.storey_height_meters, new_row.has_shop_floor, new_row.built_year,
      new_row.household_count, new_row.shop_count, new_row.grid_id, new_row.geom);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER building_tiles_on_insert AFTER INSERT ON building
  REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION log_building_tile_changes();
CREATE TRIGGER building_tiles_on_update AFTER UPDATE ON building
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION log_building_tile_changes();
CREATE TRIGGER building_tiles_on_delete AFTER DELETE ON building
  REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION log_building_tile_changes();

CREATE FUNCTION log_all_building_tiles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO building_tile_change (tile_x, tile_y) SELECT DISTINCT tile_x, tile_y FROM building;
  RETURN NULL;
END
$$;
CREATE TRIGGER building_tiles_on_truncate BEFORE TRUNCATE ON building
  FOR EACH STATEMENT EXECUTE FUNCTION log_all_building_tiles();

-- Tiles carry the community of a building, which hangs on its grid's zone.
CREATE FUNCTION log_building_tiles_of_moved_grids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO building_tile_change (tile_x, tile_y)
  SELECT DISTINCT tile_x, tile_y
  FROM old_row
  JOIN new_row USING (grid_id)
  JOIN building USING (grid_id)
  WHERE old_row.zone_id <> new_row.zone_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER grid_building_tiles AFTER UPDATE ON grid
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION log_building_tiles_of_moved_grids();

CREATE FUNCTION log_building_tiles_of_moved_zones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO building_tile_change (tile_x, tile_y)
  SELECT DISTINCT tile_x, tile_y
  FROM old_row
  JOIN new_row USING (zone_id)
  JOIN grid USING (zone_id)
  JOIN building USING (grid_id)
  WHERE old_row.community_id <> new_row.community_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER zone_building_tiles AFTER UPDATE ON zone
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION log_building_tiles_of_moved_zones();
-- Buildings that were loaded before this migration.
INSERT INTO building_tile_change (tile_x, tile_y) SELECT DISTINCT tile_x, tile_y FROM building;
