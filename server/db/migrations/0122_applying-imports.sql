-- ── Applying, some units in each transaction ────────────────────────────────

CREATE FUNCTION apply_import_slice(batch int, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  applying import_batch := go_on_with_import(batch, 'applying');
  touched int[];
BEGIN
  IF applying.kind = 'shop' THEN
    RETURN apply_import_shops(batch, most);
  END IF;
  CREATE TEMP TABLE slice ON COMMIT DROP AS
    SELECT line, unit_no, outcome, person_id, person_version, household_no FROM import_result
    WHERE import_batch_id = batch AND outcome IN ('new', 'changed') AND NOT is_applied
      AND unit_no <= (SELECT max(unit_no) FROM (
        SELECT unit_no FROM import_result
        WHERE import_batch_id = batch AND outcome IN ('new', 'changed') AND NOT is_applied
        ORDER BY unit_no LIMIT most) AS nearest);
  ANALYZE slice;
  PERFORM FROM person WHERE person_id IN (SELECT person_id FROM slice) ORDER BY person_id FOR NO KEY UPDATE;
  PERFORM refuse_changed_units(batch);
  touched := ARRAY(SELECT person_id FROM slice ORDER BY person_id);
  IF cardinality(touched) > 0 THEN
    PERFORM place_import_households(batch);
    PERFORM change_import_persons(batch);
    PERFORM place_import_persons(batch);
    PERFORM settle_import_persons(batch);
    PERFORM audit('import.write', 'import', batch, touched);
  END IF;
  RETURN note_applied_slice(batch);
END
$$;
COMMENT ON FUNCTION apply_import_slice IS 'Applies the next units, about so many rows, whole or not at all. Gives how many rows are left.';

CREATE FUNCTION note_applied_slice(batch int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  UPDATE import_result SET is_applied = true FROM slice
  WHERE import_batch_id = batch AND import_result.line = slice.line;
  RETURN (SELECT count(*) FROM import_result
    WHERE import_batch_id = batch AND outcome IN ('new', 'changed') AND NOT is_applied);
END
$$;
COMMENT ON FUNCTION note_applied_slice IS 'Notes that the rows of a slice stand in the registry. Gives how many rows are left.';

CREATE FUNCTION refuse_as_changed(batch int, lines int[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE import_result SET outcome = 'rejected', changes = '[]', household_no = NULL,
    reasons = jsonb_build_array(jsonb_build_object('code', 'changed-since', 'line', NULL))
  WHERE import_batch_id = batch AND line = ANY (lines);
  DELETE FROM slice WHERE line = ANY (lines);
END
$$;
COMMENT ON FUNCTION refuse_as_changed IS 'Refuses rows of a slice, because what they change is not any more as it was when it was checked.';

CREATE FUNCTION refuse_changed_units(batch int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  stale int[];
BEGIN
  stale := ARRAY(
    SELECT unit_no FROM slice LEFT JOIN person USING (person_id)
    WHERE person_version IS DISTINCT FROM person.xmin::text
    UNION
    SELECT unit_no FROM slice
    JOIN import_row AS staged ON import_batch_id = batch AND staged.line = slice.line
    JOIN person ON person.identity_number_index = staged.identity_number_index
      AND person.person_id <> slice.person_id
    UNION
    -- Erased meanwhile: the staged row is gone.
    SELECT unit_no FROM slice WHERE NOT EXISTS (
      SELECT FROM import_row WHERE import_batch_id = batch AND import_row.line = slice.line)
    UNION
    SELECT unit_no FROM slice JOIN import_household AS home USING (household_no)
    JOIN dwelling USING (dwelling_id)
    WHERE home.import_batch_id = batch AND (is_retired
      OR (home.household_id IS NOT NULL AND NOT home.is_new
        AND members_seen IS DISTINCT FROM fingerprint_household(home.household_id))
      OR (home.household_id IS NOT NULL AND NOT home.is_new AND NOT EXISTS (
        SELECT FROM household WHERE household.household_id = home.household_id
          AND household.dwelling_id = coalesce(home.old_dwelling_id, home.dwelling_id))))
    UNION
    -- A head who was the last of a household would now leave somebody behind.
    SELECT unit_no FROM slice
    JOIN import_household AS home USING (household_no) JOIN person AS mover USING (person_id)
    WHERE home.import_batch_id = batch AND mover.relation_to_head = 'head'
      AND mover.household_id IS DISTINCT FROM home.household_id
      AND EXISTS (SELECT FROM person AS stayer WHERE stayer.household_id = mover.household_id
        AND NOT EXISTS (SELECT FROM slice AS other WHERE other.person_id = stayer.person_id))
      AND NOT EXISTS (SELECT FROM slice AS heir JOIN import_household AS theirs USING (household_no)
        WHERE theirs.import_batch_id = batch AND theirs.household_id = mover.household_id));
  PERFORM refuse_as_changed(batch, ARRAY(SELECT line FROM slice WHERE unit_no = ANY (stale)));
END
$$;
COMMENT ON FUNCTION refuse_changed_units IS 'Takes out of a slice what has changed in the registry since the check.';

CREATE FUNCTION place_import_households(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH wanted AS (
    SELECT household_no, nextval(pg_get_serial_sequence('household', 'household_id'))::int AS household_id
    FROM import_household
    WHERE import_batch_id = batch AND is_new AND household_id IS NULL
      AND household_no IN (SELECT household_no FROM slice)
  )
  UPDATE import_household SET household_id = wanted.household_id
  FROM wanted WHERE import_batch_id = batch AND import_household.household_no = wanted.household_no;
  INSERT INTO household (household_id, dwelling_id)
    SELECT household_id, dwelling_id FROM import_household
    WHERE import_batch_id = batch AND is_new AND household_no IN (SELECT household_no FROM slice);
  UPDATE household SET dwelling_id = home.dwelling_id FROM import_household AS home
  WHERE home.import_batch_id = batch AND home.old_dwelling_id IS NOT NULL
    AND home.household_id = household.household_id
    AND home.household_no IN (SELECT household_no FROM slice);
END
$$;
COMMENT ON FUNCTION place_import_households IS 'Begins and moves the households of a slice.';

CREATE FUNCTION finish_import(batch int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held import_batch := hold_import(batch, ARRAY['applying']);
BEGIN
  UPDATE import_batch SET state = 'applied', applied_at = clock_timestamp(), progress = 1,
    counts = count_import_results(batch)
  WHERE import_batch_id = held.import_batch_id;
  -- Of what was taken nothing stays here; what was not is kept for the file of rejects.
  DELETE FROM import_row USING import_result AS result
  WHERE import_row.import_batch_id = batch AND result.import_batch_id = batch
    AND result.line = import_row.line AND outcome IN ('new', 'changed', 'same');
  PERFORM audit('import.finish', 'import', batch, detail => count_import_results(batch));
END
$$;
COMMENT ON FUNCTION finish_import IS 'Ends applying, and drops the staged rows that were taken.';
