-- ── The dry run ─────────────────────────────────────────────────────────────

CREATE FUNCTION check_import(batch int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  checking import_batch;
BEGIN
  PERFORM require_importer();
  -- Not by the row of the batch: its progress is written meanwhile.
  PERFORM pg_advisory_xact_lock(hashtext('import'), batch);
  SELECT * INTO checking FROM import_batch WHERE import_batch_id = batch AND state = 'reading'
    AND account_id IS NOT DISTINCT FROM actor_account_id();
  IF NOT FOUND THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is not its turn';
  END IF;
  PERFORM set_config('registry.import_day', checking.happened_on::text, true);
  ANALYZE import_row;
  IF checking.kind = 'shop' THEN
    PERFORM check_import_shops(batch);
  ELSE
    PERFORM locate_import_rows(batch), match_import_persons(), plan_import_households(batch),
      keep_import_results(batch);
  END IF;
  ANALYZE import_result;
  UPDATE import_batch SET state = 'checked', progress = 1, progressed_at = clock_timestamp(),
    is_cancelled = false,
    row_count = (SELECT count(*) FROM import_result WHERE import_batch_id = batch),
    counts = count_import_results(batch)
  WHERE import_batch_id = batch;
  PERFORM audit('import.check', 'import', batch, detail => count_import_results(batch));
END
$$;
COMMENT ON FUNCTION check_import IS 'The dry run: compares all staged rows with the registry, changes nothing of it.';

CREATE FUNCTION count_import_results(batch int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(outcome, coalesce(row_count, 0))
  FROM unnest(ARRAY['new', 'changed', 'same', 'ambiguous', 'rejected']) AS outcome
  LEFT JOIN (SELECT outcome, count(*) AS row_count FROM import_result
    WHERE import_batch_id = batch GROUP BY outcome) AS counted USING (outcome)
$$;
COMMENT ON FUNCTION count_import_results IS 'Rows of a batch by outcome.';

-- Numbers are sealed for one person: those of a person who was found are sealed for a key that
-- nobody gets, and have to be sealed anew by the application.
CREATE FUNCTION list_import_seals(batch int, after_line int)
RETURNS TABLE (line int, sealed_for int, person_id int, identity_number_sealed bytea, phone_sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN QUERY
    SELECT staged.line, staged.new_person_id, result.person_id,
      staged.identity_number_sealed, staged.phone_sealed
    FROM import_result AS result
    JOIN import_row AS staged USING (import_batch_id, line)
    WHERE import_batch_id = batch AND outcome = 'changed' AND staged.line > after_line
      AND staged.new_person_id <> result.person_id
      AND (changes @> '[{"field": "phone"}]' OR changes @> '[{"field": "identity-number"}]')
    ORDER BY staged.line LIMIT 2000;
END
$$;
COMMENT ON FUNCTION list_import_seals IS 'Changed numbers that are not sealed for their person yet, some at a time.';

CREATE FUNCTION keep_import_seals(batch int, lines int[], person_ids int[], numbers bytea[], phones bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  UPDATE import_row SET new_person_id = fresh.person_id,
    identity_number_sealed = fresh.number, phone_sealed = fresh.phone
  FROM unnest(lines, person_ids, numbers, phones) AS fresh (line, person_id, number, phone)
  WHERE import_batch_id = batch AND import_row.line = fresh.line;
END
$$;
COMMENT ON FUNCTION keep_import_seals IS 'Numbers as they are sealed for the persons that were found.';
