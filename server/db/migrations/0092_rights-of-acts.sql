-- ── Who may call what ───────────────────────────────────────────────────────

DO $$
DECLARE
  step regprocedure;
BEGIN
  -- Whatever an act consists of is closed; the acts themselves check the actor's rights.
  FOR step IN SELECT unnest(ARRAY['is_person_in_reach', 'is_dwelling_in_reach', 'require_unrestricted',
    'require_same_revision', 'open_act', 'hold_persons', 'find_participant', 'find_mover',
    'begin_life_event', 'list_members', 'to_placements', 'list_named', 'place_persons',
    'place_household', 'end_empty_households', 'relate_stayers', 'require_target', 'end_stay',
    'begin_link', 'begin_stay', 'is_undone', 'is_built_upon', 'require_undoable',
    'restore_residences', 'restore_households', 'note_fact', 'restore_facts', 'require_order',
    'require_generations', 'require_unused_number', 'add_person', 'take_member', 'require_one_head',
    'end_links_by_death', 'hold_household', 'find_spouse', 'require_marriageable',
    'join_households', 'hold_dwelling', 'begin_dwelling_event', 'end_links', 'list_linked', 'mask_person', 'report_life']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
  END LOOP;
  FOR step IN SELECT unnest(ARRAY['find_person_revision', 'move_in', 'move_out', 'move_within',
    'undo_life_event', 'reserve_person_keys', 'arrive', 'register_person', 'record_birth',
    'record_death', 'find_household_revision', 'change_head', 'split_household', 'marry', 'divorce',
    'find_dwelling_revision', 'begin_lease', 'end_lease', 'sell_dwelling', 'register_at',
    'read_person', 'list_relations_as_of', 'find_household_kind']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', step);
  END LOOP;
END
$$;
