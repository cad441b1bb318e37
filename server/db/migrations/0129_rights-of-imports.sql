-- ── Who may do what ─────────────────────────────────────────────────────────

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['import_batch', 'import_result', 'import_household',
    'import_ended_household', 'import_person', 'import_kept_person', 'import_shop', 'import_mapping']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
  END LOOP;
END
$$;

DO $$
DECLARE
  step regprocedure;
BEGIN
  -- Whatever a step of an import consists of is closed.
  FOR step IN SELECT unnest(ARRAY['require_importer', 'hold_import', 'act_as_command', 'is_import_begun',
    'go_on_with_import', 'end_import_step', 'locate_import_rows', 'match_import_persons',
    'plan_import_households', 'choose_import_households', 'refuse_import_households',
    'list_import_units', 'keep_import_results', 'dwelling_text', 'fingerprint_household',
    'count_import_results', 'note_applied_slice', 'refuse_as_changed', 'refuse_changed_units',
    'place_import_households', 'change_import_persons', 'place_import_persons',
    'settle_import_persons', 'refuse_import_undo', 'require_import_undoable', 'is_import_undone',
    'list_built_upon', 'restore_import_residences', 'restore_import_fields',
    'restore_import_households', 'check_import_shops', 'apply_import_shops',
    'require_shops_as_imported', 'undo_import_shops']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
  END LOOP;
  GRANT EXECUTE ON FUNCTION end_import_step TO digital_community_gate;
  -- These check the actor's rights themselves: of an area only their refusal is heard.
  FOR step IN SELECT unnest(ARRAY['begin_import', 'reserve_person_ids', 'note_import_progress',
    'cancel_import', 'check_import', 'list_import_seals', 'keep_import_seals', 'begin_import_step',
    'apply_import_slice', 'finish_import', 'undo_import_slice', 'finish_import_undo',
    'list_imports', 'list_import_rows', 'list_import_rejects', 'note_rejects_download',
    'list_import_mappings', 'save_import_mapping', 'drop_import_mapping']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', step);
  END LOOP;
END
$$;
