-- ── What residents may ask for: correction with history, erasure ────────────

CREATE TABLE person_correction (
  person_correction_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  person_id            int NOT NULL,
  field                text NOT NULL,
  old_text             text,
  new_text             text,
  old_sealed           bytea,
  new_sealed           bytea,
  account_id           int NOT NULL,
  reason               text NOT NULL,
  corrected_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT person_correction_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT person_correction_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT person_correction_field_fk FOREIGN KEY (field) REFERENCES person_field,
  CONSTRAINT person_correction_sealed_fields CHECK (CASE
    WHEN field IN ('identity-number', 'phone') THEN old_text IS NULL AND new_text IS NULL
    ELSE old_sealed IS NULL AND new_sealed IS NULL END)
);
COMMENT ON TABLE person_correction IS 'History of corrected fields. Erasure takes the values and leaves that there was a correction.';
COMMENT ON COLUMN person_correction.person_correction_id IS 'Key.';
COMMENT ON COLUMN person_correction.person_id IS 'Whose field.';
COMMENT ON COLUMN person_correction.field IS 'Which field.';
COMMENT ON COLUMN person_correction.old_text IS 'Value before, of fields that are not sealed.';
COMMENT ON COLUMN person_correction.new_text IS 'Value after, of fields that are not sealed.';
COMMENT ON COLUMN person_correction.old_sealed IS 'Value before, sealed as in person and bound to the same person and field.';
COMMENT ON COLUMN person_correction.new_sealed IS 'Value after, sealed likewise.';
COMMENT ON COLUMN person_correction.account_id IS 'Who corrected it.';
COMMENT ON COLUMN person_correction.reason IS 'Why.';
COMMENT ON COLUMN person_correction.corrected_at IS 'When.';
CREATE INDEX person_correction_person_idx ON person_correction (person_id);
CREATE INDEX person_correction_time_idx ON person_correction (corrected_at);
ALTER TABLE person_correction ENABLE ROW LEVEL SECURITY;

CREATE TABLE person_erasure (
  person_id       int PRIMARY KEY,
  account_id      int NOT NULL,
  reason          text NOT NULL,
  was_false_entry boolean NOT NULL,
  erased_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT person_erasure_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT person_erasure_account_fk FOREIGN KEY (account_id) REFERENCES account
);
COMMENT ON TABLE person_erasure IS 'Who erased a person, when and why.';
COMMENT ON COLUMN person_erasure.person_id IS 'Person; the row of the table person stays, emptied.';
COMMENT ON COLUMN person_erasure.account_id IS 'Who erased.';
COMMENT ON COLUMN person_erasure.reason IS 'Why.';
COMMENT ON COLUMN person_erasure.was_false_entry IS 'Whether the record was wrong from the beginning.';
COMMENT ON COLUMN person_erasure.erased_at IS 'When.';
ALTER TABLE person_erasure ENABLE ROW LEVEL SECURITY;

ALTER TABLE person
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT person_erased_holds_nothing CHECK (erased_at IS NULL OR (
    name = '' AND pinyin = '' AND initials = '' AND identity_number_index IS NULL
    AND phone_index IS NULL AND household_id IS NULL AND restricted_at IS NULL
    AND birth_date = make_date(extract(year FROM birth_date)::int, 1, 1)));
COMMENT ON COLUMN person.erased_at IS 'When the person was erased: sex, year of birth and kind of registration stay for the statistics of earlier days.';

-- Changes are counted at commit, when the actor's own role is back, which may not count.
ALTER FUNCTION count_data_change() SECURITY DEFINER SET search_path = public, pg_temp;

-- ── Within whose reach ──────────────────────────────────────────────────────

CREATE FUNCTION lock_person_for_rights(wanted_person_id int) RETURNS person
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  found_person person;
BEGIN
  IF NOT actor_may('person.rights') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  SELECT * INTO found_person FROM person
  WHERE person_id = wanted_person_id
    AND (actor_sees_city() OR grid_id = ANY (actor_grid_ids()))
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No such person' USING ERRCODE = 'DC404';
  END IF;
  RETURN found_person;
END
$$;
COMMENT ON FUNCTION lock_person_for_rights IS 'The person, held until the transaction ends. SQLSTATE DC403 not allowed, DC404 nobody within reach.';
REVOKE EXECUTE ON FUNCTION lock_person_for_rights FROM PUBLIC;

CREATE FUNCTION require_unerased(target person) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF target.erased_at IS NOT NULL THEN
    RAISE check_violation USING CONSTRAINT = 'person_erased_holds_nothing',
      MESSAGE = 'The person was erased';
  END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION require_unerased FROM PUBLIC;

-- ── Revealing: one count for single fields and whole reports ────────────────

CREATE FUNCTION count_reveal() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  recent int;
BEGIN
  -- One at a time per account, so that many at once cannot slip under the limit.
  PERFORM pg_advisory_xact_lock(hashtext('reveal'), actor_account_id());
  SELECT count(*) INTO recent FROM audit_entry
  WHERE account_id = actor_account_id() AND action = 'person.reveal'
    AND happened_at > now() - interval '1 hour';
  IF recent >= (SELECT reveals_per_hour FROM access_setting) THEN
    RAISE EXCEPTION 'Too many' USING ERRCODE = 'DC429';
  END IF;
END
$$;
COMMENT ON FUNCTION count_reveal IS 'Refuses (SQLSTATE DC429) where the account has revealed too much within an hour.';
REVOKE EXECUTE ON FUNCTION count_reveal FROM PUBLIC;

CREATE OR REPLACE FUNCTION reveal_person(
  wanted_person_id int, wanted_fields text[], stated_purpose text)
RETURNS TABLE (name text, birth_date date, identity_number_sealed bytea, phone_sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  card person_card;
BEGIN
  IF NOT actor_may('person.reveal') OR NOT wanted_fields <@
    string_to_array(current_setting('actor.revealable_fields', true), ',')
  THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  -- The view decides whether the actor may see this person at all.
  SELECT * INTO card FROM person_card WHERE person_card.person_id = wanted_person_id;
  IF NOT FOUND OR EXISTS (
    SELECT FROM person WHERE person.person_id = wanted_person_id AND erased_at IS NOT NULL)
  THEN
    RETURN;
  END IF;
  IF card.is_restricted THEN
    RAISE EXCEPTION 'Restricted' USING ERRCODE = 'DC423';
  END IF;
  PERFORM count_reveal();
  PERFORM audit('person.reveal', 'person', wanted_person_id, ARRAY[wanted_person_id],
    wanted_fields, stated_purpose);
  RETURN QUERY SELECT
    CASE WHEN 'name' = ANY (wanted_fields) THEN person.name END,
    CASE WHEN 'birth-date' = ANY (wanted_fields) THEN person.birth_date END,
    CASE WHEN 'identity-number' = ANY (wanted_fields) THEN person.identity_number_sealed END,
    CASE WHEN 'phone' = ANY (wanted_fields) THEN person.phone_sealed END
  FROM person WHERE person.person_id = wanted_person_id;
END
$$;

CREATE FUNCTION report_person(wanted_person_id int, stated_purpose text)
RETURNS TABLE (card jsonb, identity_number_sealed bytea, phone_sealed bytea, corrections jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
  clear_fields text[] := '{}';
BEGIN
  -- A restricted person is given in clear to nobody; neither is anybody to whom no field is.
  IF actor_may('person.reveal') AND target.restricted_at IS NULL AND target.erased_at IS NULL THEN
    SELECT coalesce(array_agg(field ORDER BY rank), '{}') INTO clear_fields
    FROM person_field
    WHERE field = ANY (string_to_array(current_setting('actor.revealable_fields', true), ','));
  END IF;
  IF cardinality(clear_fields) > 0 THEN
    PERFORM count_reveal();
  END IF;
  PERFORM audit(CASE WHEN cardinality(clear_fields) > 0 THEN 'person.reveal' ELSE 'person.report' END,
    'person', wanted_person_id, ARRAY[wanted_person_id], clear_fields, stated_purpose,
    jsonb_build_object('isReport', true));
  RETURN QUERY SELECT
    jsonb_build_object(
      'clearFields', clear_fields,
      'name', CASE WHEN 'name' = ANY (clear_fields) THEN target.name ELSE target.name_masked END,
      'sex', target.sex,
      'birthDate', CASE WHEN 'birth-date' = ANY (clear_fields) THEN target.birth_date::text
        ELSE age_band(target.birth_date, current_date) END,
      'identityNumber', target.identity_number_masked,
      'phone', target.phone_masked,
      'registration', target.registration_place,
      'relationToHead', CASE WHEN target.household_id IS NOT NULL THEN target.relation_to_head END,
      'restriction', CASE WHEN target.restricted_at IS NOT NULL THEN jsonb_build_object(
        'at', target.restricted_at, 'reason', target.restriction_reason) END,
      'erasure', (
        SELECT jsonb_build_object('at', erased_at, 'reason', person_erasure.reason,
          'by', account.display_name, 'wasFalseEntry', was_false_entry)
        FROM person_erasure JOIN account USING (account_id)
        WHERE person_erasure.person_id = wanted_person_id),
      'residences', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'kind', residence.kind, 'from', lower(valid), 'until', upper(valid),
          'source', residence.source, 'verifiedOn', residence.verified_on,
          -- The exact address tells who somebody is: for who may see residences only.
          'address', CASE WHEN actor_sees_field('residence') THEN concat_ws(' ',
            coalesce(building.address, estate.address), concat(estate.name, building.name),
            dwelling_label(unit.number, floor, door)) END)
          ORDER BY lower(valid) DESC NULLS LAST, residence.kind), '[]')
        FROM residence
        JOIN dwelling USING (dwelling_id)
        JOIN unit USING (unit_id)
        JOIN building ON building.building_id = dwelling.building_id
        LEFT JOIN estate USING (estate_id)
        WHERE residence.person_id = wanted_person_id),
      'looks', list_looks(wanted_person_id)),
    CASE WHEN 'identity-number' = ANY (clear_fields) THEN target.identity_number_sealed END,
    CASE WHEN 'phone' = ANY (clear_fields) THEN target.phone_sealed END,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'at', corrected_at, 'field', field, 'reason', reason, 'by', account.display_name,
        'isClear', may_read,
        'old', CASE WHEN may_read THEN old_text END, 'new', CASE WHEN may_read THEN new_text END,
        'oldSealed', CASE WHEN may_read THEN encode(old_sealed, 'hex') END,
        'newSealed', CASE WHEN may_read THEN encode(new_sealed, 'hex') END)
        ORDER BY person_correction_id DESC), '[]')
      FROM person_correction JOIN account USING (account_id)
      CROSS JOIN LATERAL (SELECT field = ANY (clear_fields)
        OR field IN ('sex', 'registration') AS may_read) AS reading
      WHERE person_correction.person_id = wanted_person_id);
END
$$;
COMMENT ON FUNCTION report_person IS 'All that is held about one person and who looked; in clear what the actor may reveal (sealed fields still sealed), which the audit notes first as one reveal. SQLSTATE DC403, DC404, DC429.';

CREATE FUNCTION list_looks(wanted_person_id int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  -- Reading masked lists is told once a day and account, with how often.
  SELECT coalesce(jsonb_agg(to_jsonb(look) - 'last_id' ORDER BY last_id DESC), '[]') FROM (
    SELECT max(happened_at) AS at, count(*) AS count, coalesce(display_name, account_name) AS by,
      audit_entry.role, action, fields, purpose, max(entry_id) AS last_id
    FROM audit_entry LEFT JOIN account USING (account_id)
    WHERE person_ids @> ARRAY[wanted_person_id]
    GROUP BY coalesce(display_name, account_name), audit_entry.role, action, fields, purpose,
      happened_at::date, CASE WHEN action NOT IN ('household.list', 'household.read') THEN entry_id END
    ORDER BY max(entry_id) DESC LIMIT 500
  ) AS look
$$;
COMMENT ON FUNCTION list_looks IS 'Who saw or changed fields of a person: the newest 500.';
REVOKE EXECUTE ON FUNCTION list_looks FROM PUBLIC;

-- ── Correction ──────────────────────────────────────────────────────────────

CREATE FUNCTION correct_person_text(
  wanted_person_id int, wanted_field text, new_value text, new_pinyin text, new_initials text,
  stated_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
  old_value text := CASE wanted_field WHEN 'name' THEN target.name WHEN 'sex' THEN target.sex
    WHEN 'birth-date' THEN target.birth_date::text
    WHEN 'registration' THEN target.registration_place END;
BEGIN
  PERFORM require_unerased(target);
  IF old_value = new_value THEN
    RAISE check_violation USING CONSTRAINT = 'person_correction_changes_something',
      MESSAGE = 'Nothing would change';
  END IF;
  PERFORM audit('person.correct', 'person', wanted_person_id, ARRAY[wanted_person_id],
    ARRAY[wanted_field], stated_reason);
  CASE wanted_field
    WHEN 'name' THEN
      UPDATE person SET name = new_value, pinyin = new_pinyin, initials = new_initials
      WHERE person_id = wanted_person_id;
    WHEN 'sex' THEN
      UPDATE person SET sex = new_value WHERE person_id = wanted_person_id;
    WHEN 'birth-date' THEN
      UPDATE person SET birth_date = new_value::date WHERE person_id = wanted_person_id;
    WHEN 'registration' THEN
      UPDATE person SET registration_place = new_value WHERE person_id = wanted_person_id;
  END CASE;
  INSERT INTO person_correction (person_id, field, old_text, new_text, account_id, reason)
  VALUES (wanted_person_id, wanted_field, old_value, new_value, actor_account_id(), stated_reason);
END
$$;
COMMENT ON FUNCTION correct_person_text IS 'Corrects name, sex, birth-date or registration, and keeps what stood there.';

CREATE FUNCTION correct_person_sealed(
  wanted_person_id int, wanted_field text, new_sealed_value bytea, new_index bytea, new_masked text,
  known_indexes bytea[], stated_birth_date date, stated_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
  is_phone boolean := wanted_field = 'phone';
  old_index bytea := CASE WHEN is_phone THEN target.phone_index ELSE target.identity_number_index END;
BEGIN
  PERFORM require_unerased(target);
  IF old_index = ANY (known_indexes) OR (old_index IS NULL AND new_index IS NULL) THEN
    RAISE check_violation USING CONSTRAINT = 'person_correction_changes_something',
      MESSAGE = 'Nothing would change';
  END IF;
  IF NOT is_phone AND stated_birth_date <> target.birth_date THEN
    RAISE check_violation USING CONSTRAINT = 'person_identity_number_birth_date',
      MESSAGE = 'The number states another birth date';
  END IF;
  -- Under every key: while keys are being changed, an equal number may still wear an older index.
  IF NOT is_phone AND EXISTS (SELECT FROM person WHERE identity_number_index = ANY (known_indexes)) THEN
    RAISE unique_violation USING CONSTRAINT = 'person_identity_number_unique',
      MESSAGE = 'Another person has this number';
  END IF;
  PERFORM audit('person.correct', 'person', wanted_person_id, ARRAY[wanted_person_id],
    ARRAY[wanted_field], stated_reason);
  IF is_phone THEN
    UPDATE person SET phone_sealed = new_sealed_value, phone_index = new_index,
      phone_masked = new_masked WHERE person_id = wanted_person_id;
  ELSE
    UPDATE person SET identity_number_sealed = new_sealed_value, identity_number_index = new_index,
      identity_number_masked = new_masked WHERE person_id = wanted_person_id;
  END IF;
  INSERT INTO person_correction (person_id, field, old_sealed, new_sealed, account_id, reason)
  VALUES (wanted_person_id, CASE WHEN is_phone THEN 'phone' ELSE 'identity-number' END,
    CASE WHEN is_phone THEN target.phone_sealed ELSE target.identity_number_sealed END,
    new_sealed_value, actor_account_id(), stated_reason);
END
$$;
COMMENT ON FUNCTION correct_person_sealed IS 'Corrects phone or identity number, already sealed; the number must state the birth date that is held and be nobody else''s.';

-- ── Restriction ─────────────────────────────────────────────────────────────

CREATE FUNCTION restrict_person(wanted_person_id int, is_restricted boolean, stated_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
BEGIN
  PERFORM require_unerased(target);
  PERFORM audit(CASE WHEN is_restricted THEN 'person.restrict' ELSE 'person.release' END, 'person',
    wanted_person_id, ARRAY[wanted_person_id], purpose => stated_reason);
  UPDATE person SET
    restricted_at = CASE WHEN is_restricted THEN coalesce(restricted_at, now()) END,
    restriction_reason = CASE WHEN is_restricted THEN stated_reason END
  WHERE person_id = wanted_person_id;
END
$$;
COMMENT ON FUNCTION restrict_person IS 'Restricts the use of a person''s data, or lifts the restriction.';

-- ── Erasure ─────────────────────────────────────────────────────────────────

CREATE FUNCTION erase_person(wanted_person_id int, is_false_entry boolean, stated_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
BEGIN
  PERFORM require_unerased(target);
  IF NOT is_false_entry AND (target.household_id IS NOT NULL OR EXISTS (
    SELECT FROM residence
    WHERE person_id = wanted_person_id AND kind = 'lives' AND valid @> current_date))
  THEN
    RAISE check_violation USING CONSTRAINT = 'person_erased_after_moving_out',
      MESSAGE = 'The person still lives in a dwelling';
  END IF;
  PERFORM audit('person.erase', 'person', wanted_person_id, ARRAY[wanted_person_id],
    ARRAY['name', 'birth-date', 'identity-number', 'phone'], stated_reason,
    jsonb_build_object('isFalseEntry', is_false_entry));
  -- Nobody moves in while it is decided whether the household is left empty.
  PERFORM FROM household WHERE household_id = target.household_id FOR UPDATE;
  DELETE FROM residence WHERE person_id = wanted_person_id AND lower(valid) >= current_date;
  UPDATE residence SET valid = daterange(lower(valid), current_date)
  WHERE person_id = wanted_person_id AND (upper_inf(valid) OR upper(valid) > current_date);
  UPDATE person SET
    name = '', pinyin = '', initials = '', birth_date = make_date(extract(year FROM birth_date)::int, 1, 1),
    identity_number_sealed = NULL, identity_number_index = NULL, identity_number_masked = NULL,
    phone_sealed = NULL, phone_index = NULL, phone_masked = NULL,
    household_id = NULL, relation_to_head = 'unrelated',
    restricted_at = NULL, restriction_reason = NULL, erased_at = now()
  WHERE person_id = wanted_person_id;
  -- A household in which nobody is left is none.
  DELETE FROM household WHERE household_id = target.household_id
    AND NOT EXISTS (SELECT FROM person WHERE person.household_id = target.household_id);
  UPDATE person_correction SET old_text = NULL, new_text = NULL, old_sealed = NULL, new_sealed = NULL
  WHERE person_id = wanted_person_id;
  INSERT INTO person_erasure (person_id, account_id, reason, was_false_entry)
  VALUES (wanted_person_id, actor_account_id(), stated_reason, is_false_entry);
END
$$;
COMMENT ON FUNCTION erase_person IS 'Takes all that need not be kept and leaves an empty row, so that history keeps its counts. Refused while the person lives in a dwelling, unless the record was false from the beginning.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['report_person(int, text)',
    'correct_person_text(int, text, text, text, text, text)',
    'correct_person_sealed(int, text, bytea, bytea, text, bytea[], date, text)',
    'restrict_person(int, boolean, text)', 'erase_person(int, boolean, text)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
