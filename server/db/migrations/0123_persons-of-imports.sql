-- ── Persons of a slice: their fields, households and homes ──────────────────

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
