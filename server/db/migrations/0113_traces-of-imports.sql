-- ── What an import leaves behind, so that it can be undone ──────────────────

CREATE TABLE import_person (
  import_batch_id  int NOT NULL,
  person_id        int NOT NULL,
  is_new           boolean NOT NULL,
  old_household_id int,
  old_relation     text,
  new_household_id int,
  new_relation     text NOT NULL,
  new_revision     int NOT NULL,
  unit_no          int NOT NULL,
  is_undone        boolean NOT NULL DEFAULT false,
  CONSTRAINT import_person_pkey PRIMARY KEY (import_batch_id, person_id),
  CONSTRAINT import_person_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE,
  CONSTRAINT import_person_person_fk FOREIGN KEY (person_id) REFERENCES person
);
COMMENT ON TABLE import_person IS 'Persons that a batch has added or changed, and their place before and after: what an undo needs.';
COMMENT ON COLUMN import_person.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_person.person_id IS 'Person.';
COMMENT ON COLUMN import_person.is_new IS 'Whether the batch added the person.';
COMMENT ON COLUMN import_person.old_household_id IS 'Household before.';
COMMENT ON COLUMN import_person.old_relation IS 'Relation to the head before; empty for somebody new.';
COMMENT ON COLUMN import_person.new_household_id IS 'Household after.';
COMMENT ON COLUMN import_person.new_relation IS 'Relation to the head after.';
COMMENT ON COLUMN import_person.new_revision IS 'Revision of the person after: a later one says that something was built on it.';
COMMENT ON COLUMN import_person.unit_no IS 'Unit of the batch with which it was applied and is undone.';
COMMENT ON COLUMN import_person.is_undone IS 'Whether the undo has reached it.';
CREATE INDEX import_person_person_idx ON import_person (person_id);
CREATE INDEX import_person_unit_idx ON import_person (import_batch_id, unit_no) WHERE NOT is_undone;

CREATE TABLE import_kept_person (
  import_batch_id int NOT NULL,
  person_id       int NOT NULL,
  pinyin          text NOT NULL,
  initials        text NOT NULL,
  phone_sealed    bytea,
  phone_index     bytea,
  phone_masked    text,
  CONSTRAINT import_kept_person_pkey PRIMARY KEY (import_batch_id, person_id),
  CONSTRAINT import_kept_person_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE
);
COMMENT ON TABLE import_kept_person IS 'What hangs on fields that a batch has changed, as it was before; the fields themselves are in person_correction.';
COMMENT ON COLUMN import_kept_person.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_kept_person.person_id IS 'Person.';
COMMENT ON COLUMN import_kept_person.pinyin IS 'Name in pinyin.';
COMMENT ON COLUMN import_kept_person.initials IS 'First letters of the pinyin.';
COMMENT ON COLUMN import_kept_person.phone_sealed IS 'As in person.';
COMMENT ON COLUMN import_kept_person.phone_index IS 'As in person.';
COMMENT ON COLUMN import_kept_person.phone_masked IS 'As in person.';
CREATE INDEX import_kept_person_person_idx ON import_kept_person (person_id);

CREATE TABLE import_shop (
  import_batch_id int NOT NULL,
  shop_id         int NOT NULL,
  old_values      jsonb,
  new_values      jsonb NOT NULL,
  CONSTRAINT import_shop_pkey PRIMARY KEY (import_batch_id, shop_id),
  CONSTRAINT import_shop_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE
);
COMMENT ON TABLE import_shop IS 'Shops that a batch has added or changed: what an undo needs.';
COMMENT ON COLUMN import_shop.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_shop.shop_id IS 'Shop.';
COMMENT ON COLUMN import_shop.old_values IS 'What it was before; empty for a new one.';
COMMENT ON COLUMN import_shop.new_values IS 'What the batch made it: something else says that something was built on it.';

CREATE TABLE import_ended_household (
  import_batch_id int NOT NULL,
  household_id    int NOT NULL,
  dwelling_id     int NOT NULL,
  kind            text NOT NULL,
  created_at      timestamptz NOT NULL,
  CONSTRAINT import_ended_household_pkey PRIMARY KEY (import_batch_id, household_id),
  CONSTRAINT import_ended_household_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE
);
COMMENT ON TABLE import_ended_household IS 'Households whose last member a batch has moved elsewhere.';
COMMENT ON COLUMN import_ended_household.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_ended_household.household_id IS 'Household, which is over.';
COMMENT ON COLUMN import_ended_household.dwelling_id IS 'Where it lived.';
COMMENT ON COLUMN import_ended_household.kind IS 'Its kind.';
COMMENT ON COLUMN import_ended_household.created_at IS 'When its record was made.';

ALTER TABLE residence ADD COLUMN import_batch_id int,
  ADD CONSTRAINT residence_import_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch;
COMMENT ON COLUMN residence.import_batch_id IS 'Import that made it what it is.';
CREATE INDEX residence_import_batch_idx ON residence (import_batch_id) WHERE import_batch_id IS NOT NULL;
ALTER TABLE residence_past ADD COLUMN import_batch_id int, ADD COLUMN replaced_by_import int,
  ADD CONSTRAINT residence_past_import_fk FOREIGN KEY (replaced_by_import) REFERENCES import_batch;
COMMENT ON COLUMN residence_past.import_batch_id IS 'Import that had made it so.';
COMMENT ON COLUMN residence_past.replaced_by_import IS 'Import, or its undo, that brought something else.';
CREATE INDEX residence_past_import_idx ON residence_past (replaced_by_import)
  WHERE replaced_by_import IS NOT NULL;
ALTER TABLE person_correction ADD COLUMN import_batch_id int,
  ADD CONSTRAINT person_correction_import_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch;
COMMENT ON COLUMN person_correction.import_batch_id IS 'Import that corrected it.';
CREATE INDEX person_correction_import_idx ON person_correction (import_batch_id)
  WHERE import_batch_id IS NOT NULL;

CREATE FUNCTION note_replacing_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.replaced_by_import := nullif(current_setting('registry.import_batch_id', true), '')::int;
  -- The change is still to come: the residence is what it was.
  SELECT import_batch_id INTO NEW.import_batch_id FROM residence
  WHERE residence.residence_id = NEW.residence_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER residence_past_import BEFORE INSERT ON residence_past
  FOR EACH ROW EXECUTE FUNCTION note_replacing_import();
