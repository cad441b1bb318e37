-- ── Who may call what ───────────────────────────────────────────────────────

DO $$
DECLARE
  step regprocedure;
BEGIN
  -- Whatever an act consists of is closed; the acts themselves check the actor's rights.
  FOR step IN SELECT unnest(ARRAY['begin_shop_on', 'is_building_in_reach', 'find_last_shop_state',
    'hold_shop', 'place_on_street_front', 'require_sound_shop', 'to_shop_state', 'begin_shop_event',
    'end_shop_state', 'begin_shop_state', 'show_shop', 'change_shop', 'is_shop_event_in_reach',
    'is_shop_event_undone', 'require_shop_event_undoable', 'restore_shop_states', 'is_shop_seen']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
  END LOOP;
  FOR step IN SELECT unnest(ARRAY['find_shop_revision', 'open_shop', 'move_shop', 'change_business',
    'close_shop', 'correct_shop', 'undo_shop_event', 'find_shop_days', 'list_shop_events',
    'read_shop_owners', 'list_shops_run_by']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', step);
  END LOOP;
END
$$;
