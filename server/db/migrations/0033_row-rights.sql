-- ── Whose area a row is in ──────────────────────────────────────────────────

-- Policies compare one column, so a list of a thousand persons costs no thousand
-- look-ups. The column follows its parent: rows lock the parent while they copy
-- its grid, and a parent that changes hands its grid down.

ALTER TABLE unit ADD COLUMN grid_id int;
ALTER TABLE dwelling ADD COLUMN grid_id int;
ALTER TABLE residence ADD COLUMN grid_id int;
ALTER TABLE household ADD COLUMN grid_id int;
ALTER TABLE person ADD COLUMN grid_id int;
ALTER TABLE shop ADD COLUMN grid_id int;
COMMENT ON COLUMN unit.grid_id IS 'Grid of its building, kept by trigger; who may see it.';
COMMENT ON COLUMN dwelling.grid_id IS 'Grid of its building, kept by trigger; who may see it.';
COMMENT ON COLUMN residence.grid_id IS 'Grid of its dwelling, kept by trigger; who may see it.';
COMMENT ON COLUMN household.grid_id IS 'Grid of its dwelling, kept by trigger; who may see it.';
COMMENT ON COLUMN person.grid_id IS 'Grid of the household, kept by trigger; who may see the person.';
COMMENT ON COLUMN shop.grid_id IS 'Grid of its building, kept by trigger; who may see it.';

CREATE FUNCTION copy_parent_grid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE
    WHEN TG_TABLE_NAME IN ('household', 'residence') THEN
      SELECT grid_id INTO NEW.grid_id FROM dwelling WHERE dwelling_id = NEW.dwelling_id FOR SHARE;
    WHEN TG_TABLE_NAME = 'person' THEN
      SELECT grid_id INTO NEW.grid_id FROM household WHERE household_id = NEW.household_id FOR SHARE;
    ELSE
      SELECT grid_id INTO NEW.grid_id FROM building WHERE building_id = NEW.building_id FOR SHARE;
  END CASE;
  RETURN NEW;
END
$$;
CREATE TRIGGER unit_grid BEFORE INSERT OR UPDATE OF building_id, grid_id ON unit
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();
CREATE TRIGGER dwelling_grid BEFORE INSERT OR UPDATE OF building_id, grid_id ON dwelling
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();
CREATE TRIGGER household_grid BEFORE INSERT OR UPDATE OF dwelling_id, grid_id ON household
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();
CREATE TRIGGER residence_grid BEFORE INSERT OR UPDATE OF dwelling_id, grid_id ON residence
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();
CREATE TRIGGER person_grid BEFORE INSERT OR UPDATE OF household_id, grid_id ON person
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();
CREATE TRIGGER shop_grid BEFORE INSERT OR UPDATE OF building_id, grid_id ON shop
  FOR EACH ROW EXECUTE FUNCTION copy_parent_grid();

-- Writing NULL makes the child's own trigger look again. Nothing is written where no
-- grid has changed: even an empty update would wake the triggers of the child.
CREATE FUNCTION hand_building_grid_down() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved int[] := ARRAY(SELECT building_id FROM old_row JOIN new_row USING (building_id)
    WHERE old_row.grid_id IS DISTINCT FROM new_row.grid_id);
BEGIN
  IF cardinality(moved) > 0 THEN
    UPDATE unit SET grid_id = NULL WHERE building_id = ANY (moved);
    UPDATE dwelling SET grid_id = NULL WHERE building_id = ANY (moved);
    UPDATE shop SET grid_id = NULL WHERE building_id = ANY (moved);
  END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION hand_dwelling_grid_down() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved int[] := ARRAY(SELECT dwelling_id FROM old_row JOIN new_row USING (dwelling_id)
    WHERE old_row.grid_id IS DISTINCT FROM new_row.grid_id);
BEGIN
  IF cardinality(moved) > 0 THEN
    UPDATE household SET grid_id = NULL WHERE dwelling_id = ANY (moved);
    UPDATE residence SET grid_id = NULL WHERE dwelling_id = ANY (moved);
  END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION hand_household_grid_down() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved int[] := ARRAY(SELECT household_id FROM old_row JOIN new_row USING (household_id)
    WHERE old_row.grid_id IS DISTINCT FROM new_row.grid_id);
BEGIN
  IF cardinality(moved) > 0 THEN
    UPDATE person SET grid_id = NULL WHERE household_id = ANY (moved);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER building_hands_grid_down AFTER UPDATE ON building
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION hand_building_grid_down();
CREATE TRIGGER dwelling_hands_grid_down AFTER UPDATE ON dwelling
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION hand_dwelling_grid_down();
CREATE TRIGGER household_hands_grid_down AFTER UPDATE ON household
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION hand_household_grid_down();

UPDATE unit SET grid_id = NULL;
UPDATE dwelling SET grid_id = NULL;
UPDATE shop SET grid_id = NULL;
UPDATE household SET grid_id = NULL;
UPDATE residence SET grid_id = NULL;
UPDATE person SET grid_id = NULL;
CREATE INDEX unit_grid_idx ON unit (grid_id);
CREATE INDEX dwelling_grid_idx ON dwelling (grid_id);
CREATE INDEX household_grid_idx ON household (grid_id);
CREATE INDEX residence_grid_idx ON residence (grid_id);
CREATE INDEX person_grid_idx ON person (grid_id);
CREATE INDEX shop_grid_idx ON shop (grid_id);

-- ── Policies ────────────────────────────────────────────────────────────────

-- What a whole-city actor reads of places passes untouched: a constant leaves
-- the planner free. An area compares one column of the row with one list.
DO $$
DECLARE
  place record;
BEGIN
  FOR place IN SELECT * FROM (VALUES
    ('community', 'community_id IN (SELECT zone.community_id FROM zone)'),
    ('zone', 'zone_id IN (SELECT grid.zone_id FROM grid)'),
    ('grid', 'grid_id = ANY ((SELECT actor_grid_ids())::int[])'),
    ('building', 'grid_id = ANY ((SELECT actor_grid_ids())::int[])'),
    ('unit', 'grid_id = ANY ((SELECT actor_grid_ids())::int[])'),
    ('shop', 'grid_id = ANY ((SELECT actor_grid_ids())::int[])'),
    ('estate', 'EXISTS (SELECT FROM building WHERE building.estate_id = estate.estate_id)'),
    ('facility', 'building_id IS NULL OR EXISTS (
      SELECT FROM building WHERE building.building_id = facility.building_id)')
  ) AS rule (noun, condition)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', place.noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_city USING (true)',
      place.noun || '_in_city', place.noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_area USING (%s)',
      place.noun || '_in_area', place.noun, place.condition);
  END LOOP;
END
$$;

-- Households and what hangs on them ask for the registry: the city for one answer, an area for
-- one list, which is empty for whoever may not read it.
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN SELECT * FROM (VALUES
    ('dwelling', 'true'), ('household', 'true'), ('residence', 'actor_sees_field(''residence'')')
  ) AS rule (noun, further)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept.noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_city
      USING ((SELECT actor_may(''registry.read'') AND %s))',
      kept.noun || '_in_city', kept.noun, kept.further);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_area
      USING (grid_id = ANY ((SELECT CASE WHEN %s THEN actor_registry_grid_ids() END)::int[]))',
      kept.noun || '_in_area', kept.noun, kept.further);
  END LOOP;
END
$$;

-- Whoever reads through a view of the registry may be of the city or of an area.
DO $$
DECLARE
  noun text;
BEGIN
  FOREACH noun IN ARRAY ARRAY['person', 'building']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_registry
      USING ((SELECT actor_may(''registry.read'') AND actor_sees_city())
        OR grid_id = ANY ((SELECT actor_registry_grid_ids())::int[]))', noun || '_in_reach', noun);
  END LOOP;
END
$$;

-- ── How persons leave the database ──────────────────────────────────────────

GRANT SELECT (person_id, household_id, grid_id, relation_to_head, name_masked, sex, birth_date,
  identity_number_masked, phone_masked, registration_place, restricted_at)
  ON person TO digital_community_registry;

CREATE OR REPLACE FUNCTION age_band(birth_date date, as_of date) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE
    WHEN years < 0 THEN NULL
    WHEN years >= 80 THEN '80+'
    ELSE (years / 10 * 10)::text || '–' || (years / 10 * 10 + 9)::text
  END
  FROM (SELECT extract(year FROM age(as_of, birth_date))::int AS years) AS age;
END;

CREATE VIEW person_card WITH (security_barrier) AS
  SELECT
    person_id,
    household_id,
    grid_id,
    restricted_at IS NOT NULL AS is_restricted,
    CASE WHEN (SELECT actor_sees_field('name')) THEN
      CASE WHEN restricted_at IS NULL THEN name_masked ELSE '***' END END AS name,
    CASE WHEN (SELECT actor_sees_field('sex')) THEN sex END AS sex,
    CASE WHEN (SELECT actor_sees_field('birth-date')) THEN age_band(birth_date, current_date) END
      AS age_band,
    CASE WHEN (SELECT actor_sees_field('relation')) THEN relation_to_head END AS relation_to_head,
    CASE WHEN (SELECT actor_sees_field('identity-number')) AND restricted_at IS NULL
      THEN identity_number_masked END AS identity_number,
    CASE WHEN (SELECT actor_sees_field('phone')) AND restricted_at IS NULL
      THEN phone_masked END AS phone,
    CASE WHEN (SELECT actor_sees_field('registration')) THEN registration_place END
      AS registration_place
  FROM person;
COMMENT ON VIEW person_card IS 'Persons as lists show them: masked, and of the fields only those that the actor sees. Bound by the policies of its owner, digital_community_registry.';

-- Small buildings have few households, so their counts are personal too.
GRANT SELECT (building_id, grid_id, dwelling_count, household_count, person_count)
  ON building TO digital_community_registry;
CREATE VIEW building_people WITH (security_barrier) AS
  SELECT building_id, dwelling_count, household_count, person_count FROM building;
COMMENT ON VIEW building_people IS 'How many dwellings, households and persons a building holds, for who may see them. Bound by the policies of its owner, digital_community_registry.';

-- Views owned by the registry are read with the registry's rights.
DO $$
BEGIN
  EXECUTE format('GRANT CREATE ON SCHEMA %I TO digital_community_registry', current_schema());
  ALTER VIEW person_card OWNER TO digital_community_registry;
  ALTER VIEW building_people OWNER TO digital_community_registry;
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM digital_community_registry', current_schema());
END
$$;

DROP VIEW grid_count;
CREATE VIEW grid_count WITH (security_invoker) AS
  SELECT
    grid.grid_id,
    count(building.building_id)::int AS building_count,
    sum(building_people.dwelling_count)::int AS dwelling_count,
    sum(building_people.household_count)::int AS household_count,
    sum(building_people.person_count)::int AS person_count,
    coalesce(sum(building.shop_count), 0)::int AS shop_count
  FROM grid
  LEFT JOIN building ON building.grid_id = grid.grid_id
  LEFT JOIN building_people ON building_people.building_id = building.building_id
  GROUP BY grid.grid_id;
COMMENT ON VIEW grid_count IS 'What each grid holds; counts of people are empty for who may not see them.';
ALTER VIEW building_tile_version SET (security_invoker = true);

-- ── Finished tiles, one per scope ───────────────────────────────────────────

DELETE FROM building_tile_content;
ALTER TABLE building_tile_content
  ADD COLUMN scope text NOT NULL,
  DROP CONSTRAINT building_tile_content_pkey,
  ADD CONSTRAINT building_tile_content_pkey PRIMARY KEY (scope, zoom, tile_x, tile_y);
COMMENT ON COLUMN building_tile_content.scope IS 'Who sees it: the city or one area, and whether with counts of people.';
ALTER TABLE building_tile_content ENABLE ROW LEVEL SECURITY;
CREATE POLICY building_tile_content_of_scope ON building_tile_content
  TO digital_community_city, digital_community_area
  USING (scope = (SELECT actor_tile_scope())) WITH CHECK (scope = (SELECT actor_tile_scope()));

CREATE FUNCTION seen_version(topics text[]) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- A sum of counters that only grow is a counter that only grows.
  SELECT sum(version)::text || '-'
    || left(encode(sha256(convert_to(actor_tile_scope(), 'UTF8')), 'hex'), 8)
  FROM data_version WHERE topic = ANY (topics);
END;
COMMENT ON FUNCTION seen_version IS 'Version of some topics as the actor sees them: equal for equal scopes only, so that neither caches nor entity tags mix what different people may see.';

-- ── What the roles may read ─────────────────────────────────────────────────

GRANT SELECT ON city, area_level, community, zone, grid, unit, dwelling, household, residence,
  shop, shop_trade, facility, estate, street, land_use, water, data_version, grid_count,
  person_card, building_people, building_tile_version, building_tile_cell, building_tile_change,
  building_tile_epoch
  TO digital_community_city, digital_community_area;
GRANT SELECT (building_id, code, name, pinyin, initials, estate_id, grid_id, address, use,
  floor_count, height_meters, storey_height_meters, has_shop_floor, built_year, shop_count, source,
  source_key, changed_at, geom, search_text, tile_x, tile_y)
  ON building TO digital_community_city, digital_community_area;
GRANT SELECT, INSERT, UPDATE ON building_tile_content
  TO digital_community_city, digital_community_area;
-- Moving changes into counters alters no version.
GRANT INSERT, UPDATE ON building_tile_cell TO digital_community_city;
GRANT DELETE ON building_tile_change TO digital_community_city;
