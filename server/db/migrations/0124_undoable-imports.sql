-- ── Whether a batch may be undone ───────────────────────────────────────────

CREATE FUNCTION refuse_import_undo() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING CONSTRAINT = 'import_undone_last_first',
    MESSAGE = 'Something was built on it since';
END
$$;
COMMENT ON FUNCTION refuse_import_undo IS 'Says that something else has to be undone before.';

CREATE FUNCTION require_import_undoable(held import_batch) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF held.state = 'checked' AND NOT is_import_begun(held.import_batch_id) THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'Nothing of it was applied';
  END IF;
  IF held.key_version <> (SELECT max(version) FROM sealing_key) AND EXISTS (
    SELECT FROM person_correction WHERE import_batch_id = held.import_batch_id AND field = 'phone')
  THEN
    RAISE check_violation USING CONSTRAINT = 'import_keys_same', MESSAGE = 'The key has been changed since';
  END IF;
  IF EXISTS (SELECT FROM list_built_upon(held.import_batch_id)) THEN
    PERFORM refuse_import_undo();
  END IF;
  PERFORM require_shops_as_imported(held.import_batch_id);
END
$$;
COMMENT ON FUNCTION require_import_undoable IS 'Refuses to undo what was not applied, and what something else was built on.';

CREATE FUNCTION is_import_undone(batch int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM import_batch WHERE import_batch_id = batch AND state = 'undone')
$$;
COMMENT ON FUNCTION is_import_undone IS 'Whether a batch was undone.';

CREATE FUNCTION is_person_as_imported(found person, household int, relation text, revision int)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT (found.household_id, found.relation_to_head, found.revision)
      IS NOT DISTINCT FROM (household, relation, is_person_as_imported.revision)
    AND found.erased_at IS NULL AND found.restricted_at IS NULL
$$;
COMMENT ON FUNCTION is_person_as_imported IS 'Whether a person still belongs where a batch has put them, and nothing forbids to change that.';

CREATE FUNCTION list_built_upon(batch int) RETURNS TABLE (person_id int) LANGUAGE sql STABLE AS $$
  SELECT touched.person_id FROM import_person AS touched JOIN person USING (person_id)
  WHERE import_batch_id = batch AND NOT is_undone
    AND NOT is_person_as_imported(person, new_household_id, new_relation, new_revision)
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
