-- ── Undo: the newest act of a shop first, as an event of its own ────────────

CREATE FUNCTION is_shop_event_in_reach(event shop_event) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT actor_sees_city() OR (event.account_id = actor_account_id()
    AND (SELECT coalesce(bool_and(is_building_in_reach(building_id)), false) FROM (
      SELECT building_id FROM shop_state WHERE shop_event_id = event.shop_event_id
      UNION SELECT building_id FROM shop_state_past
        WHERE event.shop_event_id IN (shop_event_id, replaced_by)) AS touched))
$$;
COMMENT ON FUNCTION is_shop_event_in_reach IS 'Whoever is bound to an area takes back only what is their own and still lies within.';

CREATE FUNCTION is_shop_event_undone(wanted_event_id bigint) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT EXISTS (SELECT FROM shop_event WHERE undoes = wanted_event_id) $$;
COMMENT ON FUNCTION is_shop_event_undone IS 'Whether an act was taken back.';

CREATE FUNCTION require_shop_event_undoable(event shop_event) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF event.kind = 'undo' THEN
    PERFORM refuse_act('life_event_undo_is_final', 'An undo is not undone; record the act again');
  END IF;
  IF is_shop_event_undone(event.shop_event_id) THEN
    PERFORM refuse_act('life_event_undone_once', 'It was undone already');
  END IF;
  IF EXISTS (SELECT FROM shop_event AS later
      WHERE later.shop_id = event.shop_id AND later.shop_event_id > event.shop_event_id
        AND later.kind <> 'undo' AND NOT is_shop_event_undone(later.shop_event_id))
    -- Whatever else has changed it since, such as an import.
    OR EXISTS (SELECT FROM shop_state_past AS past LEFT JOIN shop_state USING (shop_state_id)
      WHERE event.shop_event_id IN (past.shop_event_id, past.replaced_by)
        AND shop_state.shop_event_id IS DISTINCT FROM event.shop_event_id)
  THEN
    PERFORM refuse_act('life_event_undone_last_first', 'Something has changed since: undo that first');
  END IF;
END
$$;
COMMENT ON FUNCTION require_shop_event_undoable IS 'Refuses to undo what was undone, what is an undo, and what something else was built on.';

CREATE FUNCTION restore_shop_states(old_event_id bigint) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM shop_state
  WHERE shop_event_id = old_event_id AND NOT EXISTS (SELECT FROM shop_state_past AS past
    WHERE past.shop_state_id = shop_state.shop_state_id AND past.replaced_by = old_event_id);
  UPDATE shop_state SET valid = past.valid, name = past.name, pinyin = past.pinyin,
    initials = past.initials, trade = past.trade, legal_form = past.legal_form,
    licence_number = past.licence_number, owner_id = past.owner_id, building_id = past.building_id,
    address = past.address, floor = past.floor, area_square_meters = past.area_square_meters,
    geom = past.geom, shop_event_id = past.shop_event_id
  FROM shop_state_past AS past
  WHERE past.shop_state_id = shop_state.shop_state_id AND past.replaced_by = old_event_id
    AND shop_state.shop_event_id = old_event_id;
END
$$;
COMMENT ON FUNCTION restore_shop_states IS 'Lets a shop be again what it was before an event; that it was believed otherwise stays in the past.';

CREATE FUNCTION undo_shop_event(wanted_event_id bigint, stated_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  old_event shop_event;
  event shop_event;
BEGIN
  PERFORM open_act();
  SELECT * INTO old_event FROM shop_event
  WHERE shop_event_id = wanted_event_id AND is_shop_event_in_reach(shop_event);
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM FROM shop WHERE shop_id = old_event.shop_id FOR NO KEY UPDATE;
  PERFORM require_shop_event_undoable(old_event);
  event := begin_shop_event(ROW(NULL, NULL, old_event.happened_on, old_event.source, NULL,
      stated_reason)::life_event_base, 'undo', old_event.shop_id, wanted_event_id,
    ARRAY(SELECT owner_id FROM shop_state WHERE shop_event_id = wanted_event_id
      UNION SELECT owner_id FROM shop_state_past WHERE replaced_by = wanted_event_id));
  PERFORM restore_shop_states(wanted_event_id), show_shop(old_event.shop_id);
  RETURN event.shop_event_id;
END
$$;
COMMENT ON FUNCTION undo_shop_event IS 'Takes an act on a shop back: the shop and the counts are as before, the history knows both. Gives the new event; empty where there is none within reach.';
