-- ── A whole batch is undone ─────────────────────────────────────────────────

CREATE FUNCTION undo_import_slice(batch int, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  undoing import_batch := go_on_with_import(batch, 'undoing');
BEGIN
  IF undoing.kind = 'shop' THEN
    RETURN undo_import_shops(batch);
  END IF;
  CREATE TEMP TABLE slice ON COMMIT DROP AS
    SELECT * FROM import_person
    WHERE import_batch_id = batch AND NOT is_undone
      AND unit_no >= (SELECT min(unit_no) FROM (
        SELECT unit_no FROM import_person WHERE import_batch_id = batch AND NOT is_undone
        ORDER BY unit_no DESC LIMIT most) AS nearest);
  ANALYZE slice;
  PERFORM FROM person WHERE person_id IN (SELECT person_id FROM slice) ORDER BY person_id FOR NO KEY UPDATE;
  -- Between two slices others work.
  IF EXISTS (SELECT FROM slice JOIN person USING (person_id)
    WHERE NOT is_person_as_imported(person, new_household_id, new_relation, new_revision))
  THEN
    PERFORM refuse_import_undo();
  END IF;
  IF EXISTS (SELECT FROM slice) THEN
    PERFORM restore_import_residences(batch), restore_import_fields(batch, undoing.undo_reason),
      restore_import_households(batch);
    -- Whom only the batch knew leaves as by erasure: an empty row keeps the history whole.
    PERFORM empty_persons(ARRAY(SELECT person_id FROM slice WHERE is_new), true, undoing.undo_reason);
    PERFORM audit('import.write', 'import', batch, ARRAY(SELECT person_id FROM slice ORDER BY 1));
  END IF;
  -- An earlier batch can be undone now as it could before this one.
  UPDATE import_person AS earlier SET new_revision = person.revision
  FROM slice JOIN person USING (person_id)
  WHERE earlier.person_id = slice.person_id AND earlier.import_batch_id <> batch
    AND NOT earlier.is_undone AND earlier.new_revision = slice.new_revision - 1;
  UPDATE import_person SET is_undone = true FROM slice
  WHERE import_person.import_batch_id = batch AND import_person.person_id = slice.person_id;
  RETURN (SELECT count(*) FROM import_person WHERE import_batch_id = batch AND NOT is_undone);
END
$$;
COMMENT ON FUNCTION undo_import_slice IS 'Takes the last units of a batch back, about so many persons, whole or not at all. Gives how many persons are left.';

CREATE FUNCTION restore_import_residences(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM residence USING slice
  WHERE residence.person_id = slice.person_id AND residence.import_batch_id = batch
    AND NOT EXISTS (SELECT FROM residence_past AS past
      WHERE past.residence_id = residence.residence_id AND replaced_by_import = batch);
  UPDATE residence SET valid = past.valid, import_batch_id = past.import_batch_id
  FROM slice JOIN residence_past AS past USING (person_id)
  WHERE past.residence_id = residence.residence_id AND past.replaced_by_import = batch
    AND residence.import_batch_id = batch;
END
$$;
COMMENT ON FUNCTION restore_import_residences IS 'Lets residences be again what they were before a batch; that they were believed otherwise stays in the past.';

CREATE FUNCTION restore_import_fields(batch int, stated_reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE person SET
    name = coalesce(old.fields ->> 'name', name),
    sex = coalesce(old.fields ->> 'sex', sex),
    birth_date = coalesce((old.fields ->> 'birth-date')::date, birth_date),
    registration_place = coalesce(old.fields ->> 'registration', registration_place),
    pinyin = coalesce(kept.pinyin, person.pinyin), initials = coalesce(kept.initials, person.initials),
    phone_sealed = CASE WHEN old.fields ? 'phone' THEN kept.phone_sealed ELSE person.phone_sealed END,
    phone_index = CASE WHEN old.fields ? 'phone' THEN kept.phone_index ELSE person.phone_index END,
    phone_masked = CASE WHEN old.fields ? 'phone' THEN kept.phone_masked ELSE person.phone_masked END,
    identity_number_sealed = CASE WHEN old.fields ? 'identity-number' THEN NULL ELSE person.identity_number_sealed END,
    identity_number_index = CASE WHEN old.fields ? 'identity-number' THEN NULL ELSE person.identity_number_index END,
    identity_number_masked = CASE WHEN old.fields ? 'identity-number' THEN NULL ELSE person.identity_number_masked END
  FROM (
    SELECT person_id, jsonb_object_agg(field, old_text) AS fields
    FROM person_correction JOIN slice USING (person_id)
    WHERE person_correction.import_batch_id = batch
    GROUP BY person_id
  ) AS old
  JOIN import_kept_person AS kept ON kept.import_batch_id = batch AND kept.person_id = old.person_id
  WHERE person.person_id = old.person_id;
  INSERT INTO person_correction (person_id, field, old_text, new_text, old_sealed, new_sealed,
      account_id, reason, import_batch_id)
    SELECT person_id, field, new_text, old_text, new_sealed, old_sealed, actor_account_id(),
      stated_reason, batch
    FROM person_correction JOIN slice USING (person_id)
    WHERE person_correction.import_batch_id = batch;
END
$$;
COMMENT ON FUNCTION restore_import_fields IS 'Gives fields their old values, and writes that down as a correction too.';

CREATE FUNCTION restore_import_households(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO household (household_id, dwelling_id, kind, created_at)
    SELECT household_id, dwelling_id, kind, created_at FROM import_ended_household
    WHERE import_batch_id = batch AND household_id IN (SELECT old_household_id FROM slice);
  UPDATE household SET dwelling_id = home.old_dwelling_id FROM import_household AS home
  WHERE home.import_batch_id = batch AND home.old_dwelling_id IS NOT NULL
    AND home.household_id = household.household_id
    AND home.household_id IN (SELECT new_household_id FROM slice);
  UPDATE person SET relation_to_head = 'unrelated' FROM slice
  WHERE slice.person_id = person.person_id AND person.relation_to_head = 'head'
    AND (is_new OR (old_household_id, old_relation) IS DISTINCT FROM (person.household_id, 'head'));
  UPDATE person SET household_id = old_household_id, relation_to_head = coalesce(old_relation, 'unrelated'),
    revision = revision + 1
  FROM slice WHERE slice.person_id = person.person_id;
  DELETE FROM household USING import_household AS home
  WHERE home.import_batch_id = batch AND home.is_new AND home.household_id = household.household_id
    AND home.household_id IN (SELECT new_household_id FROM slice);
END
$$;
COMMENT ON FUNCTION restore_import_households IS 'Puts persons and households back where they were before a batch.';

CREATE FUNCTION finish_import_undo(batch int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held import_batch := hold_import(batch, ARRAY['undoing']);
BEGIN
  UPDATE import_batch SET state = 'undone', undone_at = clock_timestamp(),
    undone_by = actor_account_id(), progress = 1
  WHERE import_batch_id = held.import_batch_id;
  DELETE FROM import_kept_person WHERE import_batch_id = batch;
  PERFORM audit('import.finish', 'import', batch);
END
$$;
COMMENT ON FUNCTION finish_import_undo IS 'Ends an undo.';
