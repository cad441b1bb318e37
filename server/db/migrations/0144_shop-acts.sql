-- ── Shops open, move, change their business, close ──────────────────────────

CREATE FUNCTION open_shop(base life_event_base, told jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  wanted shop_state;
  event shop_event;
BEGIN
  PERFORM open_act();
  wanted := to_shop_state(NULL::shop_state, told);
  PERFORM require_sound_shop(wanted, NULL, base.happened_on);
  event := begin_shop_event(base, 'open', nextval(pg_get_serial_sequence('shop', 'shop_id'))::int, NULL,
    ARRAY[wanted.owner_id]);
  PERFORM begin_shop_state(event, wanted), show_shop(event.shop_id);
  RETURN jsonb_build_object('shopEventId', event.shop_event_id, 'shopId', event.shop_id);
END
$$;
COMMENT ON FUNCTION open_shop IS 'A shop opens. Gives the event and the shop.';

CREATE FUNCTION change_shop(wanted_shop_id int, base life_event_base, act text, told jsonb) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  held shop_state := hold_shop(wanted_shop_id, base.revision);
  wanted shop_state;
  event shop_event;
BEGIN
  IF held.shop_id IS NULL THEN
    RETURN NULL;
  END IF;
  wanted := to_shop_state(held, told);
  IF wanted IS NOT DISTINCT FROM held THEN
    PERFORM refuse_act('person_correction_changes_something', 'Nothing would change');
  END IF;
  PERFORM require_sound_shop(wanted, held, base.happened_on);
  event := begin_shop_event(base, act, wanted_shop_id, NULL, ARRAY[held.owner_id,
    CASE WHEN wanted.owner_id IS DISTINCT FROM held.owner_id THEN wanted.owner_id END]);
  PERFORM end_shop_state(event, held), begin_shop_state(event, wanted), show_shop(wanted_shop_id);
  RETURN event.shop_event_id;
END
$$;
COMMENT ON FUNCTION change_shop IS 'A shop is something else from a day on. Gives the event; empty where there is no such shop within reach.';

CREATE FUNCTION move_shop(wanted_shop_id int, base life_event_base, told jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN change_shop(wanted_shop_id, base, 'move', told);
END
$$;
COMMENT ON FUNCTION move_shop IS 'A shop goes to other premises. Gives the event; empty where there is no such shop within reach.';

CREATE FUNCTION change_business(wanted_shop_id int, base life_event_base, told jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN change_shop(wanted_shop_id, base, 'change-business', told);
END
$$;
COMMENT ON FUNCTION change_business IS 'A shop changes its name, trade, legal form, licence or owner. Gives the event; empty where there is no such shop within reach.';

CREATE FUNCTION close_shop(wanted_shop_id int, base life_event_base) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held shop_state := hold_shop(wanted_shop_id, base.revision);
  event shop_event;
BEGIN
  IF held.shop_id IS NULL THEN
    RETURN NULL;
  END IF;
  event := begin_shop_event(base, 'close', wanted_shop_id, NULL, ARRAY[held.owner_id]);
  PERFORM end_shop_state(event, held), show_shop(wanted_shop_id);
  RETURN event.shop_event_id;
END
$$;
COMMENT ON FUNCTION close_shop IS 'A shop closes; its history stays. Gives the event; empty where there is no such shop within reach.';

CREATE FUNCTION correct_shop(wanted_shop_id int, stated_revision int, told jsonb, stated_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held shop_state := hold_shop(wanted_shop_id, stated_revision);
  opened date := (SELECT lower(valid) FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid LIMIT 1);
  wanted shop_state;
  event shop_event;
BEGIN
  IF held.shop_id IS NULL THEN
    RETURN NULL;
  END IF;
  wanted := to_shop_state(held, told - 'opened_on');
  IF wanted IS NOT DISTINCT FROM held
    AND (NOT told ? 'opened_on' OR opened IS NOT DISTINCT FROM (told ->> 'opened_on')::date)
  THEN
    PERFORM refuse_act('person_correction_changes_something', 'Nothing would change');
  END IF;
  PERFORM require_sound_shop(wanted, held, current_date);
  event := begin_shop_event(ROW(NULL, NULL, current_date, NULL, NULL, stated_reason)::life_event_base,
    'correct', wanted_shop_id, NULL, ARRAY[held.owner_id,
      CASE WHEN wanted.owner_id IS DISTINCT FROM held.owner_id THEN wanted.owner_id END]);
  UPDATE shop_state SET name = wanted.name, pinyin = wanted.pinyin, initials = wanted.initials,
    trade = wanted.trade, legal_form = wanted.legal_form, licence_number = wanted.licence_number,
    owner_id = wanted.owner_id, building_id = wanted.building_id, address = wanted.address,
    floor = wanted.floor, area_square_meters = wanted.area_square_meters, geom = wanted.geom,
    shop_event_id = event.shop_event_id
  WHERE shop_state_id = held.shop_state_id;
  IF told ? 'opened_on' THEN
    PERFORM begin_shop_on(wanted_shop_id, (told ->> 'opened_on')::date, event.shop_event_id);
  END IF;
  PERFORM show_shop(wanted_shop_id);
  RETURN event.shop_event_id;
END
$$;
COMMENT ON FUNCTION correct_shop IS 'What was written wrong of a shop is put right since its last change, the day of opening too; what was believed stays in the past. Gives the event; empty where there is no such shop within reach.';
