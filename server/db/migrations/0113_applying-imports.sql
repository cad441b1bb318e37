-- ── Applying, some units in each transaction ────────────────────────────────

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

CREATE FUNCTION apply_import_slice(batch int, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  applying import_batch;
  touched int[];
BEGIN
  PERFORM require_importer();
  -- In turn with the acts of life: both may touch any member of a household.
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
  SELECT * INTO applying FROM import_batch WHERE import_batch_id = batch AND state = 'applying';
  IF NOT FOUND THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is not its turn';
  END IF;
  PERFORM set_config('registry.import_batch_id', batch::text, true),
    set_config('registry.import_day', applying.happened_on::text, true);
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
  UPDATE import_result SET is_applied = true FROM slice
  WHERE import_batch_id = batch AND import_result.line = slice.line;
  RETURN (SELECT count(*) FROM import_result
    WHERE import_batch_id = batch AND outcome IN ('new', 'changed') AND NOT is_applied);
END
$$;
COMMENT ON FUNCTION apply_import_slice IS 'Applies the next units, about so many rows, whole or not at all. Gives how many rows are left.';

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
  UPDATE import_result SET outcome = 'rejected', changes = '[]', household_no = NULL,
    reasons = jsonb_build_array(jsonb_build_object('code', 'changed-since', 'line', NULL))
  FROM slice
  WHERE import_batch_id = batch AND import_result.line = slice.line AND slice.unit_no = ANY (stale);
  DELETE FROM slice WHERE unit_no = ANY (stale);
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

CREATE FUNCTION change_import_persons(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO import_kept_person
    SELECT batch, person.person_id, person.pinyin, person.initials, person.phone_sealed,
      person.phone_index, person.phone_masked
    FROM slice JOIN person USING (person_id) WHERE outcome = 'changed';
  INSERT INTO person_correction (person_id, field, old_text, new_text, old_sealed, new_sealed,
      account_id, reason, import_batch_id)
    SELECT person.person_id, change ->> 'field',
      CASE change ->> 'field' WHEN 'name' THEN person.name WHEN 'sex' THEN person.sex
        WHEN 'birth-date' THEN person.birth_date::text WHEN 'registration' THEN person.registration_place END,
      CASE change ->> 'field' WHEN 'name' THEN staged.name WHEN 'sex' THEN staged.sex
        WHEN 'birth-date' THEN staged.birth_date::text WHEN 'registration' THEN staged.registration END,
      CASE change ->> 'field' WHEN 'phone' THEN person.phone_sealed
        WHEN 'identity-number' THEN person.identity_number_sealed END,
      CASE change ->> 'field' WHEN 'phone' THEN staged.phone_sealed
        WHEN 'identity-number' THEN staged.identity_number_sealed END,
      actor_account_id(), 'import ' || batch, batch
    FROM slice
    JOIN import_row AS staged ON staged.import_batch_id = batch AND staged.line = slice.line
    JOIN import_result AS result ON result.import_batch_id = batch AND result.line = slice.line
    JOIN person ON person.person_id = slice.person_id
    CROSS JOIN LATERAL jsonb_array_elements(result.changes) AS change
    WHERE slice.outcome = 'changed' AND change ->> 'field' = ANY (ARRAY['name', 'sex', 'birth-date',
      'registration', 'phone', 'identity-number']);
  UPDATE person SET
    name = coalesce(staged.name, person.name),
    pinyin = CASE WHEN staged.name IS NULL THEN person.pinyin ELSE staged.pinyin END,
    initials = CASE WHEN staged.name IS NULL THEN person.initials ELSE staged.initials END,
    sex = coalesce(staged.sex, person.sex),
    birth_date = coalesce(staged.birth_date, person.birth_date),
    registration_place = coalesce(staged.registration, person.registration_place),
    identity_number_sealed = CASE WHEN new_number THEN staged.identity_number_sealed ELSE person.identity_number_sealed END,
    identity_number_index = CASE WHEN new_number THEN staged.identity_number_index ELSE person.identity_number_index END,
    identity_number_masked = CASE WHEN new_number THEN staged.identity_number_masked ELSE person.identity_number_masked END,
    phone_sealed = CASE WHEN new_phone THEN staged.phone_sealed ELSE person.phone_sealed END,
    phone_index = CASE WHEN new_phone THEN staged.phone_index ELSE person.phone_index END,
    phone_masked = CASE WHEN new_phone THEN staged.phone_masked ELSE person.phone_masked END
  FROM slice
  JOIN import_result AS result ON result.import_batch_id = batch AND result.line = slice.line
  JOIN import_row AS staged ON staged.import_batch_id = batch AND staged.line = slice.line
  CROSS JOIN LATERAL (SELECT result.changes @> '[{"field": "phone"}]' AS new_phone,
    result.changes @> '[{"field": "identity-number"}]' AS new_number) AS sealed
  WHERE slice.outcome = 'changed' AND person.person_id = slice.person_id
    AND result.changes @? '$[*] ? (@.field != "relation" && @.field != "dwelling" && @.field != "household")';
END
$$;
COMMENT ON FUNCTION change_import_persons IS 'Writes the changed fields of a slice, and keeps what stood there as a correction.';

CREATE FUNCTION place_import_persons(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE placed ON COMMIT DROP AS
    SELECT slice.person_id, slice.line, slice.unit_no, slice.outcome = 'new' AS is_new,
      person.household_id AS old_household_id, person.relation_to_head AS old_relation,
      CASE WHEN slice.household_no IS NULL THEN person.household_id ELSE home.household_id END AS household_id,
      coalesce(CASE WHEN slice.household_no IS NOT NULL THEN staged.relation END,
        person.relation_to_head, 'unrelated') AS relation,
      home.dwelling_id, home.old_dwelling_id AS left_dwelling_id, staged.moved_in
    FROM slice
    JOIN import_row AS staged ON staged.import_batch_id = batch AND staged.line = slice.line
    LEFT JOIN import_household AS home ON home.import_batch_id = batch AND home.household_no = slice.household_no
    LEFT JOIN person ON person.person_id = slice.person_id;
  ANALYZE placed;
  -- Nobody is head twice at any moment: whoever is head now lays it down first.
  UPDATE person SET relation_to_head = 'unrelated' FROM placed
  WHERE placed.person_id = person.person_id AND person.relation_to_head = 'head'
    AND (placed.household_id, placed.relation) IS DISTINCT FROM (person.household_id, 'head');
  UPDATE person SET household_id = placed.household_id, relation_to_head = placed.relation,
    revision = revision + 1
  FROM placed WHERE placed.person_id = person.person_id;
  INSERT INTO person (person_id, household_id, relation_to_head, name, pinyin, initials, sex,
      birth_date, identity_number_sealed, identity_number_index, identity_number_masked,
      phone_sealed, phone_index, phone_masked, registration_place)
    SELECT placed.person_id, household_id, placed.relation, name, pinyin, initials, sex,
      birth_date, identity_number_sealed, identity_number_index, identity_number_masked,
      phone_sealed, phone_index, phone_masked, coalesce(registration, 'here')
    FROM placed JOIN import_row AS staged ON staged.import_batch_id = batch AND staged.line = placed.line
    WHERE is_new;
  INSERT INTO import_person
    SELECT batch, person_id, is_new, old_household_id, old_relation, placed.household_id, relation,
      person.revision, unit_no
    FROM placed JOIN person USING (person_id);
  WITH ended AS (
    DELETE FROM household
    WHERE household_id IN (SELECT old_household_id FROM placed)
      AND NOT EXISTS (SELECT FROM person WHERE person.household_id = household.household_id)
    RETURNING household_id, dwelling_id, kind, created_at
  )
  INSERT INTO import_ended_household SELECT batch, ended.* FROM ended;
END
$$;
COMMENT ON FUNCTION place_import_persons IS 'Puts the persons of a slice into their households, adds the new ones, and keeps what was before.';

CREATE FUNCTION settle_import_persons(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE mover ON COMMIT DROP AS
    SELECT person_id, placed.dwelling_id, household_id, coalesce(moved_in, import_day()) AS day,
      is_new, moved_in
    FROM placed
    WHERE placed.dwelling_id IS NOT NULL AND NOT EXISTS (SELECT FROM residence
      WHERE residence.person_id = placed.person_id AND residence.dwelling_id = placed.dwelling_id
        AND kind = 'lives' AND upper_inf(valid))
      AND (is_new OR household_id IS DISTINCT FROM old_household_id OR left_dwelling_id IS NOT NULL);
  UPDATE residence SET valid = daterange(lower(valid), mover.day), import_batch_id = batch
  FROM mover
  WHERE residence.person_id = mover.person_id AND kind = 'lives' AND upper_inf(valid);
  -- Of somebody new it is known that they live there, but perhaps not since when.
  INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, import_batch_id)
    SELECT person_id, dwelling_id, household_id, 'lives',
      daterange(CASE WHEN is_new THEN moved_in ELSE day END, NULL), 'import', batch
    FROM mover;
END
$$;
COMMENT ON FUNCTION settle_import_persons IS 'Ends and begins where the persons of a slice live.';

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
