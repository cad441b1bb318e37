-- ── States follow shops that are loaded, imported, or taken back with an import ──

-- An act writes the states first and the shop after them: then there is nothing left to follow.

-- Once per statement, so that COPY stays fast.
CREATE FUNCTION follow_new_shops() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO shop_state (shop_id, valid, name, pinyin, initials, trade, legal_form, licence_number,
    building_id, address, floor, area_square_meters, geom)
  SELECT shop_id, daterange(opened_on, NULL), name, pinyin, initials, trade, legal_form,
    licence_number, building_id, address, floor, area_square_meters, geom
  FROM entered_row
  WHERE NOT EXISTS (SELECT FROM shop_state
    WHERE shop_state.shop_id = entered_row.shop_id AND upper_inf(valid));
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION follow_new_shops IS 'Begins the history of shops that no act has opened.';
REVOKE EXECUTE ON FUNCTION follow_new_shops FROM PUBLIC;
CREATE TRIGGER shop_begins_history AFTER INSERT ON shop
  REFERENCING NEW TABLE AS entered_row FOR EACH STATEMENT EXECUTE FUNCTION follow_new_shops();

CREATE FUNCTION begin_shop_on(wanted_shop_id int, day date, event_id bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  earliest shop_state;
BEGIN
  SELECT * INTO earliest FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid LIMIT 1;
  IF lower(earliest.valid) IS DISTINCT FROM day THEN
    IF day >= upper(earliest.valid) THEN
      PERFORM refuse_act('shop_opens_before_it_changes', 'Something that happened before is recorded');
    END IF;
    UPDATE shop_state SET valid = daterange(day, upper(valid)), shop_event_id = event_id
    WHERE shop_state_id = earliest.shop_state_id;
  END IF;
END
$$;
COMMENT ON FUNCTION begin_shop_on IS 'Corrects the day on which a shop opened.';

CREATE FUNCTION follow_changed_shop() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE shop_state SET name = NEW.name, pinyin = NEW.pinyin, initials = NEW.initials,
    trade = NEW.trade, legal_form = NEW.legal_form, licence_number = NEW.licence_number,
    building_id = NEW.building_id, address = NEW.address, floor = NEW.floor,
    area_square_meters = NEW.area_square_meters, geom = NEW.geom, shop_event_id = NULL
  WHERE shop_id = NEW.shop_id AND upper_inf(valid)
    AND (name, pinyin, initials, trade, legal_form, licence_number, building_id, address, floor,
      area_square_meters, geom)
    IS DISTINCT FROM (NEW.name, NEW.pinyin, NEW.initials, NEW.trade, NEW.legal_form,
      NEW.licence_number, NEW.building_id, NEW.address, NEW.floor, NEW.area_square_meters, NEW.geom);
  IF NEW.opened_on IS DISTINCT FROM OLD.opened_on THEN
    PERFORM begin_shop_on(NEW.shop_id, NEW.opened_on, NULL);
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION follow_changed_shop IS 'What an import changes of a shop was wrong since the state began.';
REVOKE EXECUTE ON FUNCTION follow_changed_shop FROM PUBLIC;
CREATE TRIGGER shop_corrects_history AFTER UPDATE ON shop FOR EACH ROW
  WHEN ((OLD.name, OLD.pinyin, OLD.initials, OLD.trade, OLD.legal_form, OLD.licence_number,
      OLD.building_id, OLD.address, OLD.floor, OLD.area_square_meters, OLD.geom::bytea, OLD.opened_on)
    IS DISTINCT FROM (NEW.name, NEW.pinyin, NEW.initials, NEW.trade, NEW.legal_form,
      NEW.licence_number, NEW.building_id, NEW.address, NEW.floor, NEW.area_square_meters, NEW.geom::bytea,
      NEW.opened_on))
  EXECUTE FUNCTION follow_changed_shop();

CREATE FUNCTION follow_lost_shop() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM shop_state WHERE shop_id = OLD.shop_id AND upper_inf(valid);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION follow_lost_shop IS 'A shop that leaves without having closed never was.';
REVOKE EXECUTE ON FUNCTION follow_lost_shop FROM PUBLIC;
CREATE TRIGGER shop_ends_history AFTER DELETE ON shop
  FOR EACH ROW EXECUTE FUNCTION follow_lost_shop();

-- Shops that were there before this migration.
INSERT INTO shop_state (shop_id, valid, name, pinyin, initials, trade, legal_form, licence_number,
  building_id, address, floor, area_square_meters, geom)
SELECT shop_id, daterange(opened_on, NULL), name, pinyin, initials, trade, legal_form, licence_number,
  building_id, address, floor, area_square_meters, geom FROM shop;

-- ── Erasure of somebody who runs or ran a shop ──────────────────────────────

CREATE FUNCTION forget_shop_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  -- Free text may tell about the person; who did what is in the audit.
  UPDATE shop_event SET reason = '-' WHERE shop_event_id IN (
    SELECT shop_event_id FROM shop_state WHERE owner_id = NEW.person_id
    UNION SELECT unnest(ARRAY[shop_event_id, replaced_by]) FROM shop_state_past
      WHERE owner_id = NEW.person_id);
  UPDATE shop_state SET owner_id = NULL WHERE owner_id = NEW.person_id;
  UPDATE shop_state_past SET owner_id = NULL WHERE owner_id = NEW.person_id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION forget_shop_owner IS 'Whoever is erased is not the owner of any shop, today or in the past.';
REVOKE EXECUTE ON FUNCTION forget_shop_owner FROM PUBLIC;
CREATE TRIGGER person_erased_runs_no_shop AFTER UPDATE OF erased_at ON person FOR EACH ROW
  WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL) EXECUTE FUNCTION forget_shop_owner();
