-- ── How a step of a batch begins, goes on, ends or is cancelled ─────────────

CREATE FUNCTION note_import_progress(batch int, share real) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE import_batch SET progress = share, progressed_at = clock_timestamp()
  WHERE import_batch_id = batch AND actor_may('registry.write') AND actor_sees_city()
  RETURNING is_cancelled
$$;
COMMENT ON FUNCTION note_import_progress IS 'Writes down how far the step under way is; tells whether it shall end.';

-- Whoever has lost the right half-way can still not leave it half-done.
CREATE FUNCTION end_import_step(batch int, new_state text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE import_batch SET failure = why, is_cancelled = false,
    state = CASE
      WHEN state IN ('reading', 'checking') THEN new_state
      WHEN state = 'applying' THEN 'checked'
      WHEN state = 'undoing' THEN 'applied' END
  WHERE import_batch_id = batch AND new_state IN ('failed', 'cancelled')
    AND state IN ('reading', 'checking', 'applying', 'undoing');
  DELETE FROM import_row WHERE import_batch_id = batch AND EXISTS (
    SELECT FROM import_batch WHERE import_batch_id = batch AND state IN ('failed', 'cancelled'));
END
$$;
COMMENT ON FUNCTION end_import_step IS 'Ends a step that failed or was cancelled: what was applied stays, and can be gone on with or undone.';

CREATE FUNCTION is_import_begun(batch int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM import_person WHERE import_batch_id = batch)
    OR EXISTS (SELECT FROM import_shop WHERE import_batch_id = batch)
$$;
COMMENT ON FUNCTION is_import_begun IS 'Whether something of a batch was applied.';

CREATE FUNCTION cancel_import(batch int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held import_batch := hold_import(batch, ARRAY['reading', 'checking', 'checked', 'applying', 'undoing']);
BEGIN
  IF held.import_batch_id IS NULL THEN
    RETURN false;
  END IF;
  -- A step that shows no life any more has nobody who would end it.
  IF held.state = 'checked' OR held.progressed_at < clock_timestamp() - interval '1 minute' THEN
    IF held.state = 'checked' AND NOT is_import_begun(batch) THEN
      UPDATE import_batch SET state = 'cancelled' WHERE import_batch_id = batch;
      DELETE FROM import_row WHERE import_batch_id = batch;
    ELSE
      PERFORM end_import_step(batch, 'cancelled', NULL);
    END IF;
  ELSE
    UPDATE import_batch SET is_cancelled = true WHERE import_batch_id = batch;
  END IF;
  PERFORM audit('import.cancel', 'import', batch);
  RETURN true;
END
$$;
COMMENT ON FUNCTION cancel_import IS 'Asks the step under way to end, or gives a checked batch up. False where there is none.';

CREATE FUNCTION begin_import_step(batch int, step text, stated_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held import_batch;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('import'), batch);
  held := hold_import(batch, CASE step WHEN 'applying' THEN ARRAY['checked', 'applying']
    ELSE ARRAY['checked', 'applied', 'undoing'] END);
  IF held.import_batch_id IS NULL THEN
    RETURN false;
  END IF;
  -- Somebody is at it; a step that shows no life for a minute may be gone on with.
  IF held.state = step AND held.progressed_at > clock_timestamp() - interval '1 minute' THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is under way';
  END IF;
  IF step = 'applying' AND held.key_version <> (SELECT max(version) FROM sealing_key) THEN
    RAISE check_violation USING CONSTRAINT = 'import_keys_same', MESSAGE = 'The key has been changed since';
  END IF;
  IF step = 'undoing' THEN
    PERFORM require_import_undoable(held);
  END IF;
  UPDATE import_batch SET state = step, progress = 0, progressed_at = clock_timestamp(),
    failure = NULL, is_cancelled = false, undo_reason = coalesce(stated_reason, undo_reason)
  WHERE import_batch_id = batch;
  PERFORM audit(CASE step WHEN 'applying' THEN 'import.apply' ELSE 'import.undo' END, 'import', batch,
    purpose => stated_reason);
  RETURN true;
END
$$;
COMMENT ON FUNCTION begin_import_step IS 'Begins to apply or to undo, or goes on with it. False where there is no such batch.';

CREATE FUNCTION go_on_with_import(batch int, step text) RETURNS import_batch LANGUAGE plpgsql AS $$
DECLARE
  under_way import_batch;
BEGIN
  PERFORM require_importer();
  -- In turn with the acts of life: both may touch any member of a household.
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
  SELECT * INTO under_way FROM import_batch WHERE import_batch_id = batch AND state = step;
  IF NOT FOUND THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is not its turn';
  END IF;
  PERFORM set_config('registry.import_batch_id', batch::text, true),
    set_config('registry.import_day', under_way.happened_on::text, true);
  RETURN under_way;
END
$$;
COMMENT ON FUNCTION go_on_with_import IS 'Begins a transaction of a step that is under way: what changes now is changed by this batch.';
