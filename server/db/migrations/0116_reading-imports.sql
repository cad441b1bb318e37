-- ── What is told of imports ─────────────────────────────────────────────────

CREATE FUNCTION list_imports(wanted int, before int, most int)
RETURNS TABLE (id int, kind text, state text, "fileName" text, columns text[], mapping jsonb,
  "happenedOn" date, "by" text, "createdAt" timestamptz, progress real, "rowCount" int, counts jsonb,
  failure text, "appliedAt" timestamptz, "undoneAt" timestamptz, "undoReason" text, "isPartlyApplied" boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN QUERY
    SELECT import_batch_id, batch.kind, batch.state, file_name, batch.columns, batch.mapping,
      happened_on, coalesce(display_name, '-'), batch.created_at, batch.progress, row_count,
      batch.counts, batch.failure, applied_at, undone_at, undo_reason,
      batch.state = 'checked' AND (
        EXISTS (SELECT FROM import_person WHERE import_person.import_batch_id = batch.import_batch_id)
        OR EXISTS (SELECT FROM import_shop WHERE import_shop.import_batch_id = batch.import_batch_id))
    FROM import_batch AS batch LEFT JOIN account USING (account_id)
    WHERE (wanted IS NULL OR import_batch_id = wanted) AND (before IS NULL OR import_batch_id < before)
    ORDER BY import_batch_id DESC LIMIT most;
END
$$;
COMMENT ON FUNCTION list_imports IS 'Batches, the newest first, or one.';

CREATE FUNCTION list_import_rows(batch int, wanted text, after_line int, most int)
RETURNS TABLE (line int, outcome text, reasons jsonb, changes jsonb, name text, place text, "personId" int,
  candidates jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  is_shop boolean := (SELECT kind = 'shop' FROM import_batch WHERE import_batch_id = batch);
BEGIN
  PERFORM require_importer();
  RETURN QUERY
    SELECT result.line, result.outcome, result.reasons, result.changes,
      CASE WHEN is_shop THEN coalesce(staged.shop ->> 'name', (SELECT shop.name FROM shop WHERE shop_id = person_id))
        ELSE coalesce(mask_name(staged.name),
          (SELECT name_masked FROM person WHERE person.person_id = result.person_id)) END,
      dwelling_text(home.dwelling_id), result.person_id,
      CASE WHEN is_shop THEN (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', shop_id, 'name', shop.name,
          'place', shop.address) ORDER BY shop_id), '[]')
        FROM shop WHERE shop_id = ANY (candidate_ids))
      ELSE (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', person.person_id,
          'name', CASE WHEN restricted_at IS NULL THEN name_masked ELSE '***' END,
          'place', dwelling_text(household.dwelling_id)) ORDER BY person.person_id), '[]')
        FROM person LEFT JOIN household USING (household_id)
        WHERE person.person_id = ANY (candidate_ids)) END
    FROM import_result AS result
    LEFT JOIN import_row AS staged USING (import_batch_id, line)
    LEFT JOIN import_household AS home USING (import_batch_id, household_no)
    WHERE import_batch_id = batch AND result.outcome = wanted AND result.line > after_line
    ORDER BY result.line LIMIT most;
END
$$;
COMMENT ON FUNCTION list_import_rows IS 'Rows of a batch with one outcome, in the order of the file; names masked.';

CREATE FUNCTION list_import_rejects(batch int, after_line int, most int)
RETURNS TABLE (line int, outcome text, reasons jsonb, sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN QUERY
    SELECT result.line, result.outcome, result.reasons, raw_sealed
    FROM import_result AS result
    JOIN import_row USING (import_batch_id, line)
    WHERE import_batch_id = batch AND result.outcome IN ('ambiguous', 'rejected')
      AND result.line > after_line
    ORDER BY result.line LIMIT most;
END
$$;
COMMENT ON FUNCTION list_import_rejects IS 'Rows that were not taken, as they were written, still sealed.';

CREATE FUNCTION note_rejects_download(batch int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  IF NOT EXISTS (SELECT FROM import_batch WHERE import_batch_id = batch) THEN
    RETURN false;
  END IF;
  PERFORM audit('import.download', 'import', batch);
  RETURN true;
END
$$;
COMMENT ON FUNCTION note_rejects_download IS 'Writes down that somebody takes the file of rejects. False where there is no such batch.';

-- ── Mappings ────────────────────────────────────────────────────────────────

CREATE FUNCTION list_import_mappings(wanted_kind text)
RETURNS TABLE (id int, name text, mapping jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN QUERY SELECT import_mapping_id, known.name, known.mapping FROM import_mapping AS known
  WHERE kind = wanted_kind ORDER BY changed_at DESC LIMIT 200;
END
$$;
COMMENT ON FUNCTION list_import_mappings IS 'Remembered mappings of a form, the newest first.';

CREATE FUNCTION save_import_mapping(wanted_kind text, wanted_name text, wanted_mapping jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  saved int;
BEGIN
  PERFORM require_importer();
  INSERT INTO import_mapping (kind, name, mapping, account_id)
  VALUES (wanted_kind, wanted_name, wanted_mapping, actor_account_id())
  ON CONFLICT (kind, name) DO UPDATE SET mapping = excluded.mapping,
    account_id = excluded.account_id, changed_at = now()
  RETURNING import_mapping_id INTO saved;
  RETURN saved;
END
$$;
COMMENT ON FUNCTION save_import_mapping IS 'Remembers a mapping by name; one of the same name takes its place.';

CREATE FUNCTION drop_import_mapping(wanted int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  DELETE FROM import_mapping WHERE import_mapping_id = wanted;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION drop_import_mapping IS 'Forgets a mapping. False where there is none.';

-- ── Who may call what ───────────────────────────────────────────────────────

DO $$
DECLARE
  callable text;
  inner_step text;
BEGIN
  FOREACH callable IN ARRAY ARRAY['begin_import(text, text, text[], jsonb, date)', 'reserve_person_ids(int)',
    'note_import_progress(int, real)', 'cancel_import(int)', 'check_import(int)',
    'list_import_seals(int, int)', 'keep_import_seals(int, int[], int[], bytea[], bytea[])',
    'begin_import_step(int, text, text)', 'apply_import_slice(int, int)', 'finish_import(int)',
    'undo_import_slice(int, int)', 'finish_import_undo(int)', 'list_imports(int, int, int)',
    'list_import_rows(int, text, int, int)', 'list_import_rejects(int, int, int)',
    'note_rejects_download(int)', 'list_import_mappings(text)',
    'save_import_mapping(text, text, jsonb)', 'drop_import_mapping(int)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', callable);
    -- Of an area only the refusal is heard.
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', callable);
  END LOOP;
  REVOKE EXECUTE ON FUNCTION end_import_step FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_import_step TO digital_community_gate;
  FOREACH inner_step IN ARRAY ARRAY['locate_import_rows(int)', 'match_import_persons()',
    'plan_import_households(int)', 'choose_import_households()', 'refuse_import_households(boolean)',
    'list_import_units()', 'keep_import_results(int)', 'dwelling_text(int)', 'fingerprint_household(int)',
    'count_import_results(int)', 'refuse_changed_units(int)', 'place_import_households(int)',
    'change_import_persons(int)', 'place_import_persons(int)', 'settle_import_persons(int)',
    'require_import_undoable(import_batch)', 'is_import_undone(int)', 'list_built_upon(int)',
    'restore_import_residences(int)', 'restore_import_fields(int, text)',
    'restore_import_households(int)', 'empty_import_persons(text)', 'check_import_shops(int)',
    'apply_import_shops(int, int)', 'undo_import_shops(int)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', inner_step);
  END LOOP;
END
$$;
