-- ── A whole batch is undone ─────────────────────────────────────────────────

CREATE FUNCTION require_import_undoable(held import_batch) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF held.state = 'checked'
    AND NOT EXISTS (SELECT FROM import_person WHERE import_batch_id = held.import_batch_id)
    AND NOT EXISTS (SELECT FROM import_shop WHERE import_batch_id = held.import_batch_id)
  THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'Nothing of it was applied';
  END IF;
  IF held.key_version <> (SELECT max(version) FROM sealing_key) AND EXISTS (
    SELECT FROM person_correction WHERE import_batch_id = held.import_batch_id AND field = 'phone')
  THEN
    RAISE check_violation USING CONSTRAINT = 'import_keys_same', MESSAGE = 'The key has been changed since';
  END IF;
  IF EXISTS (SELECT FROM list_built_upon(held.import_batch_id))
    OR EXISTS (SELECT FROM import_shop LEFT JOIN shop USING (shop_id)
      WHERE import_batch_id = held.import_batch_id
        AND (shop.shop_id IS NULL OR shop_values(shop) <> new_values))
  THEN
    RAISE check_violation USING CONSTRAINT = 'import_undone_last_first',
      MESSAGE = 'Something was built on it since';
  END IF;
END
$$;
COMMENT ON FUNCTION require_import_undoable IS 'Refuses to undo what was not applied, and what something else was built on.';

CREATE FUNCTION is_import_undone(batch int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM import_batch WHERE import_batch_id = batch AND state = 'undone')
$$;
COMMENT ON FUNCTION is_import_undone IS 'Whether a batch was undone.';

CREATE FUNCTION list_built_upon(batch int) RETURNS TABLE (person_id int) LANGUAGE sql STABLE AS $$
  SELECT touched.person_id FROM import_person AS touched JOIN person USING (person_id)
  WHERE import_batch_id = batch AND NOT is_undone
    AND (person.household_id, person.relation_to_head, person.revision)
      IS DISTINCT FROM (new_household_id, new_relation, new_revision)
  UNION ALL
  SELECT touched.person_id FROM import_person AS touched JOIN person USING (person_id)
  WHERE import_batch_id = batch AND NOT is_undone
    AND (person.erased_at IS NOT NULL OR person.restricted_at IS NOT NULL)
  UNION ALL
  SELECT touched.person_id FROM import_person AS touched
  JOIN person_correction AS later USING (person_id)
  WHERE touched.import_batch_id = batch AND NOT is_undone
    AND later.import_batch_id IS DISTINCT FROM batch
    AND NOT is_import_undone(later.import_batch_id)
    AND later.corrected_at > (SELECT created_at FROM import_batch WHERE import_batch_id = batch)
  UNION ALL
  SELECT touched.person_id FROM import_person AS touched JOIN residence USING (person_id)
  WHERE touched.import_batch_id = batch AND NOT is_undone
    AND residence.import_batch_id IS DISTINCT FROM batch
    AND residence.recorded_at > (SELECT created_at FROM import_batch WHERE import_batch_id = batch)
  UNION ALL
  -- Others have joined a household that the batch began, or it has moved.
  SELECT person.person_id FROM import_household AS home
  JOIN person ON person.household_id = home.household_id
  WHERE home.import_batch_id = batch AND is_new AND NOT EXISTS (SELECT FROM import_person AS own
    WHERE own.import_batch_id = batch AND own.person_id = person.person_id)
  UNION ALL
  SELECT NULL FROM import_household AS home JOIN household USING (household_id)
  WHERE home.import_batch_id = batch AND (is_new OR old_dwelling_id IS NOT NULL)
    AND household.dwelling_id <> home.dwelling_id
    AND EXISTS (SELECT FROM import_person AS own WHERE own.import_batch_id = batch
      AND own.new_household_id = home.household_id AND NOT own.is_undone)
  UNION ALL
  -- Whoever comes back as head finds another head there.
  SELECT head.person_id FROM import_person AS touched
  JOIN person AS head ON head.household_id = touched.old_household_id AND head.relation_to_head = 'head'
  WHERE touched.import_batch_id = batch AND NOT is_undone AND old_relation = 'head'
    AND head.person_id <> touched.person_id
    AND NOT EXISTS (SELECT FROM import_person AS own
      WHERE own.import_batch_id = batch AND own.person_id = head.person_id)
$$;
COMMENT ON FUNCTION list_built_upon IS 'Persons on whom something else was built since a batch.';

CREATE FUNCTION undo_import_slice(batch int, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  undoing import_batch;
BEGIN
  PERFORM require_importer();
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
  SELECT * INTO undoing FROM import_batch WHERE import_batch_id = batch AND state = 'undoing';
  IF NOT FOUND THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is not its turn';
  END IF;
  PERFORM set_config('registry.import_batch_id', batch::text, true);
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
    WHERE (person.household_id, person.relation_to_head, person.revision)
        IS DISTINCT FROM (new_household_id, new_relation, new_revision)
      OR erased_at IS NOT NULL OR restricted_at IS NOT NULL)
  THEN
    RAISE check_violation USING CONSTRAINT = 'import_undone_last_first',
      MESSAGE = 'Something was built on it since';
  END IF;
  IF EXISTS (SELECT FROM slice) THEN
    PERFORM restore_import_residences(batch), restore_import_fields(batch, undoing.undo_reason),
      restore_import_households(batch), empty_import_persons(undoing.undo_reason);
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

CREATE FUNCTION empty_import_persons(stated_reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE person SET
    name = '', pinyin = '', initials = '', birth_date = make_date(extract(year FROM birth_date)::int, 1, 1),
    identity_number_sealed = NULL, identity_number_index = NULL, identity_number_masked = NULL,
    phone_sealed = NULL, phone_index = NULL, phone_masked = NULL, erased_at = now()
  FROM slice WHERE slice.person_id = person.person_id AND is_new;
  INSERT INTO person_erasure (person_id, account_id, reason, was_false_entry)
    SELECT person_id, actor_account_id(), stated_reason, true FROM slice WHERE is_new;
END
$$;
COMMENT ON FUNCTION empty_import_persons IS 'Whom only the undone batch knew leaves as by erasure: an empty row keeps the history whole.';

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
