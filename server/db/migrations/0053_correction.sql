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

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['correct_person_text(int, text, text, text, text, text)',
    'correct_person_sealed(int, text, bytea, bytea, text, bytea[], date, text)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
