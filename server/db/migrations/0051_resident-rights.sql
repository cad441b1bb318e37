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
