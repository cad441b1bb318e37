-- ── The steps of which acts on shops consist ────────────────────────────────

CREATE FUNCTION is_building_in_reach(wanted_building_id int) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM building
    WHERE building_id = wanted_building_id AND actor_may('registry.write')
      AND (actor_sees_city() OR grid_id = ANY (actor_grid_ids())))
$$;
COMMENT ON FUNCTION is_building_in_reach IS 'Whether the building lies where the actor keeps the registry.';

CREATE FUNCTION find_last_shop_state(wanted_shop_id int) RETURNS shop_state LANGUAGE sql STABLE
AS $$
  SELECT shop_state FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid DESC LIMIT 1
$$;
COMMENT ON FUNCTION find_last_shop_state IS 'What a shop is, or was when it closed.';

CREATE FUNCTION find_shop_revision(wanted_shop_id int) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT hashtext(string_agg(concat_ws(':', shop_state_id, extract(epoch FROM recorded_at)), ','
    ORDER BY shop_state_id)) & 536870911
  FROM shop_state WHERE shop_id = wanted_shop_id
$$;
COMMENT ON FUNCTION find_shop_revision IS 'Revision that an act is based on: nine digits of what is known of the shop; empty where there is none.';

CREATE FUNCTION hold_shop(wanted_shop_id int, stated_revision int) RETURNS shop_state
LANGUAGE plpgsql AS $$
DECLARE
  held shop_state;
BEGIN
  PERFORM open_act();
  PERFORM FROM shop WHERE shop_id = wanted_shop_id FOR NO KEY UPDATE;
  held := find_last_shop_state(wanted_shop_id);
  IF held.shop_id IS NULL OR NOT is_building_in_reach(held.building_id) THEN
    RETURN NULL;
  END IF;
  PERFORM require_same_revision(find_shop_revision(wanted_shop_id), stated_revision);
  IF NOT upper_inf(held.valid) THEN
    PERFORM refuse_act('shop_is_open', 'The shop is closed');
  END IF;
  RETURN held;
END
$$;
COMMENT ON FUNCTION hold_shop IS 'The shop of an act; from here on no other act runs. Empty where there is none within reach. SQLSTATE DC403, DC412.';

CREATE FUNCTION place_on_street_front(wanted_building_id int) RETURNS geometry LANGUAGE sql STABLE
AS $$
  SELECT ST_ReducePrecision(coalesce((
      SELECT ST_ClosestPoint(ST_Boundary(building.geom), street.geom) FROM street
      ORDER BY street.geom <-> building.geom LIMIT 1),
    ST_PointOnSurface(building.geom)), 1e-7)
  FROM building WHERE building_id = wanted_building_id
$$;
COMMENT ON FUNCTION place_on_street_front IS 'Where a shop stands of which nothing else is said: at the wall that is nearest to a street.';

CREATE FUNCTION require_sound_shop(wanted shop_state, former shop_state, day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  owner person;
BEGIN
  IF NOT is_building_in_reach(wanted.building_id) THEN
    PERFORM refuse_act('shop_building_known', 'No such building');
  END IF;
  IF (wanted.building_id, wanted.floor) IS DISTINCT FROM (former.building_id, former.floor)
    AND EXISTS (SELECT FROM building
      WHERE building_id = wanted.building_id AND (wanted.floor = 0 OR wanted.floor > floor_count))
  THEN
    PERFORM refuse_act('shop_floor_in_building', 'The building has no such floor');
  END IF;
  IF NOT EXISTS (SELECT FROM building WHERE building_id = wanted.building_id
    AND ST_DWithin(building.geom::geography, wanted.geom::geography, 100))
  THEN
    PERFORM refuse_act('shop_near_its_building', 'The place lies far from the building');
  END IF;
  IF wanted.owner_id IS NOT NULL AND wanted.owner_id IS DISTINCT FROM former.owner_id THEN
    owner := find_participant(wanted.owner_id);
    IF owner.birth_date + interval '16 years' > day THEN
      PERFORM refuse_act('shop_owner_of_age', 'Nobody runs a shop before they are 16');
    END IF;
  END IF;
END
$$;
COMMENT ON FUNCTION require_sound_shop IS 'Refuses what cannot be: a building or an owner out of reach, a floor that is not there, a place far off, an owner under 16.';

-- What is told has the names of the columns; what is not told stays as it was.
CREATE FUNCTION to_shop_state(former shop_state, told jsonb) RETURNS shop_state LANGUAGE plpgsql
AS $$
DECLARE
  wanted shop_state := jsonb_populate_record(former, told);
BEGIN
  IF wanted.building_id IS DISTINCT FROM former.building_id AND NOT told ? 'geom' THEN
    wanted.geom := place_on_street_front(wanted.building_id);
  END IF;
  RETURN wanted;
END
$$;
COMMENT ON FUNCTION to_shop_state IS 'A shop with what is told of it ({"name": …}), on the street front of another building unless its place is told.';

CREATE FUNCTION begin_shop_event(base life_event_base, act text, wanted_shop_id int, undone bigint, touched int[])
RETURNS shop_event LANGUAGE plpgsql AS $$
DECLARE
  event shop_event;
BEGIN
  INSERT INTO shop_event (kind, shop_id, happened_on, source, verified_on, reason, account_id, undoes)
  VALUES (act, wanted_shop_id, base.happened_on, base.source, base.verified_on, base.reason,
    actor_account_id(), undone)
  RETURNING * INTO event;
  PERFORM set_config('registry.shop_event_id', event.shop_event_id::text, true);
  PERFORM audit('shop.' || act, 'shop', wanted_shop_id, array_remove(touched, NULL), '{}', base.reason,
    jsonb_build_object('shopEventId', event.shop_event_id, 'undoes', undone));
  RETURN event;
END
$$;
COMMENT ON FUNCTION begin_shop_event IS 'Writes the event and its audit; touched are who ran the shop before and who does from now on.';

CREATE FUNCTION end_shop_state(event shop_event, held shop_state) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF lower(held.valid) >= event.happened_on THEN
    IF EXISTS (SELECT FROM shop_state WHERE shop_id = held.shop_id AND valid << held.valid) THEN
      PERFORM refuse_act('life_event_in_order', 'Something that happened later is recorded already');
    END IF;
    PERFORM refuse_act('shop_event_after_opening', 'On that day it was not open yet');
  END IF;
  UPDATE shop_state SET valid = daterange(lower(valid), event.happened_on), shop_event_id = event.shop_event_id
  WHERE shop_state_id = held.shop_state_id;
END
$$;
COMMENT ON FUNCTION end_shop_state IS 'What a shop was ends on the day of the event.';

CREATE FUNCTION begin_shop_state(event shop_event, wanted shop_state) RETURNS void LANGUAGE sql
AS $$
  INSERT INTO shop_state (shop_id, valid, name, pinyin, initials, trade, legal_form, licence_number,
    owner_id, building_id, address, floor, area_square_meters, geom, shop_event_id, recorded_at)
  VALUES (event.shop_id, daterange(event.happened_on, NULL), wanted.name, wanted.pinyin,
    wanted.initials, wanted.trade, wanted.legal_form, wanted.licence_number, wanted.owner_id,
    wanted.building_id, wanted.address, wanted.floor, wanted.area_square_meters, wanted.geom,
    event.shop_event_id, event.recorded_at)
$$;
COMMENT ON FUNCTION begin_shop_state IS 'What a shop is from the day of the event on.';

CREATE FUNCTION show_shop(wanted_shop_id int) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  last shop_state := find_last_shop_state(wanted_shop_id);
  opened date := (SELECT lower(valid) FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid LIMIT 1);
BEGIN
  IF last.shop_id IS NULL OR NOT upper_inf(last.valid) THEN
    DELETE FROM shop WHERE shop_id = wanted_shop_id;
    RETURN;
  END IF;
  UPDATE shop SET name = last.name, pinyin = last.pinyin, initials = last.initials, trade = last.trade,
    legal_form = last.legal_form, licence_number = last.licence_number, building_id = last.building_id,
    address = last.address, floor = last.floor, area_square_meters = last.area_square_meters,
    opened_on = opened, geom = last.geom
  WHERE shop_id = wanted_shop_id;
  IF NOT FOUND THEN
    INSERT INTO shop (shop_id, building_id, name, pinyin, initials, trade, legal_form, licence_number,
      address, floor, area_square_meters, opened_on, geom)
    VALUES (last.shop_id, last.building_id, last.name, last.pinyin, last.initials, last.trade,
      last.legal_form, last.licence_number, last.address, last.floor, last.area_square_meters, opened,
      last.geom);
  END IF;
END
$$;
COMMENT ON FUNCTION show_shop IS 'Lets shop say what the last state says: map, counts, search and lists show only what is open today.';
