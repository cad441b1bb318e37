-- ── What was believed of shops before ───────────────────────────────────────

CREATE TABLE shop_state_past (
  LIKE shop_state,
  replaced_at timestamptz NOT NULL,
  replaced_by bigint,
  CONSTRAINT shop_state_past_pkey PRIMARY KEY (shop_state_id, recorded_at),
  CONSTRAINT shop_state_past_replaced_by_fk FOREIGN KEY (replaced_by) REFERENCES shop_event,
  CONSTRAINT shop_state_past_was_believed CHECK (recorded_at < replaced_at)
);
COMMENT ON TABLE shop_state_past IS 'What was believed of a state of a shop until something else became known. Appended by trigger only.';
DO $$
DECLARE
  shared record;
BEGIN
  FOR shared IN SELECT attname, col_description(attrelid, attnum) AS said FROM pg_attribute
    WHERE attrelid = 'shop_state'::regclass AND attnum > 0
  LOOP
    EXECUTE format('COMMENT ON COLUMN shop_state_past.%I IS %L', shared.attname, shared.said);
  END LOOP;
END
$$;
COMMENT ON COLUMN shop_state_past.recorded_at IS 'Since when it was believed.';
COMMENT ON COLUMN shop_state_past.replaced_at IS 'Until when it was believed.';
COMMENT ON COLUMN shop_state_past.replaced_by IS 'Act that brought something else; empty for imports and erasure.';
CREATE INDEX shop_state_past_shop_idx ON shop_state_past (shop_id);
CREATE INDEX shop_state_past_owner_idx ON shop_state_past (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX shop_state_past_event_idx ON shop_state_past (shop_event_id);
CREATE INDEX shop_state_past_replaced_by_idx ON shop_state_past (replaced_by);

CREATE FUNCTION keep_past_shop() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  event_id bigint := nullif(current_setting('registry.shop_event_id', true), '')::bigint;
  -- One moment for all rows of an act, so that no instant shows half of it.
  moment timestamptz := coalesce(
    (SELECT shop_event.recorded_at FROM shop_event WHERE shop_event.shop_event_id = event_id),
    clock_timestamp());
BEGIN
  IF OLD.recorded_at < moment THEN
    INSERT INTO shop_state_past SELECT OLD.*, moment, event_id;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  NEW.recorded_at := moment;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_past_shop IS 'Keeps what was believed of a shop before it is changed or taken away.';
REVOKE EXECUTE ON FUNCTION keep_past_shop FROM PUBLIC;
CREATE TRIGGER shop_state_keeps_past_on_update BEFORE UPDATE ON shop_state FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_past_shop();
CREATE TRIGGER shop_state_keeps_past_on_delete BEFORE DELETE ON shop_state
  FOR EACH ROW EXECUTE FUNCTION keep_past_shop();

-- ── Who sees them ───────────────────────────────────────────────────────────

-- History is asked for seldom and by shop or building: the grid is that of the building now.
DO $$
DECLARE
  noun text;
BEGIN
  FOREACH noun IN ARRAY ARRAY['shop_state', 'shop_state_past']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_city USING (true)',
      noun || '_in_city', noun);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO digital_community_area
      USING (EXISTS (SELECT FROM building WHERE building.building_id = %I.building_id))',
      noun || '_in_area', noun, noun);
    EXECUTE format('GRANT SELECT (shop_state_id, shop_id, valid, name, trade, legal_form,
      licence_number, building_id, address, floor, area_square_meters, geom, shop_event_id, recorded_at)
      ON %I TO digital_community_city, digital_community_area', noun);
  END LOOP;
END
$$;
GRANT SELECT (replaced_at) ON shop_state_past TO digital_community_city, digital_community_area;

CREATE VIEW shop_belief WITH (security_invoker) AS
  SELECT shop_state_id, shop_id, valid, name, trade, legal_form, licence_number, building_id, address,
    floor, area_square_meters, geom, shop_event_id, recorded_at, NULL::timestamptz AS replaced_at
  FROM shop_state
  UNION ALL
  SELECT shop_state_id, shop_id, valid, name, trade, legal_form, licence_number, building_id, address,
    floor, area_square_meters, geom, shop_event_id, recorded_at, replaced_at
  FROM shop_state_past;
COMMENT ON VIEW shop_belief IS 'Shops in both times: valid is when it was true, recorded_at to replaced_at when it was believed. Whose they were is told by read_shop_owners only.';
GRANT SELECT ON shop_belief TO digital_community_city, digital_community_area;
