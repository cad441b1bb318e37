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

CREATE FUNCTION empty_persons(wanted int[], is_false_entry boolean, stated_reason text)
RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE person SET
    name = '', pinyin = '', initials = '', birth_date = make_date(extract(year FROM birth_date)::int, 1, 1),
    identity_number_sealed = NULL, identity_number_index = NULL, identity_number_masked = NULL,
    phone_sealed = NULL, phone_index = NULL, phone_masked = NULL,
    household_id = NULL, relation_to_head = 'unrelated', died_on = NULL,
    restricted_at = NULL, restriction_reason = NULL, erased_at = now()
  WHERE person_id = ANY (wanted);
  UPDATE person_correction SET old_text = NULL, new_text = NULL, old_sealed = NULL, new_sealed = NULL
  WHERE person_id = ANY (wanted);
  DELETE FROM life_event_fact WHERE person_id = ANY (wanted);
  -- Free text may tell about the person; who did what is in the audit.
  UPDATE life_event SET reason = '-' WHERE person_id = ANY (wanted);
  INSERT INTO person_erasure (person_id, account_id, reason, was_false_entry)
  SELECT person_id, actor_account_id(), stated_reason, is_false_entry
  FROM unnest(wanted) AS person_id;
END
$$;
COMMENT ON FUNCTION empty_persons IS 'Takes from the rows of persons all that need not be kept.';
REVOKE EXECUTE ON FUNCTION empty_persons FROM PUBLIC;

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
  IF target.relation_to_head = 'head' AND EXISTS (SELECT FROM person
    WHERE household_id = target.household_id AND person_id <> wanted_person_id)
  THEN
    RAISE check_violation USING CONSTRAINT = 'person_erased_head_is_followed',
      MESSAGE = 'Others would be left without a head';
  END IF;
  DELETE FROM residence WHERE person_id = wanted_person_id AND lower(valid) >= current_date;
  UPDATE residence SET valid = daterange(lower(valid), current_date)
  WHERE person_id = wanted_person_id AND (upper_inf(valid) OR upper(valid) > current_date);
  PERFORM empty_persons(ARRAY[wanted_person_id], is_false_entry, stated_reason);
  -- A household in which nobody is left is none.
  DELETE FROM household WHERE household_id = target.household_id
    AND NOT EXISTS (SELECT FROM person WHERE person.household_id = target.household_id);
END
$$;
COMMENT ON FUNCTION erase_person IS 'Takes all that need not be kept and leaves an empty row, so that history keeps its counts. Refused while the person lives in a dwelling, unless the record was false from the beginning, and while they are head of others.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['restrict_person(int, boolean, text)',
    'erase_person(int, boolean, text)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
