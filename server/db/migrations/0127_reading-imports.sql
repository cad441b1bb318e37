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
      batch.state = 'checked' AND is_import_begun(import_batch_id)
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
