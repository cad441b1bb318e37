-- ── Imports of rosters: batches, staged rows, what became of them ───────────

CREATE TABLE import_batch (
  import_batch_id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind            text NOT NULL,
  state           text NOT NULL DEFAULT 'reading',
  file_name       text NOT NULL,
  columns         text[] NOT NULL,
  mapping         jsonb NOT NULL,
  happened_on     date NOT NULL,
  account_id      int,
  created_at      timestamptz NOT NULL DEFAULT now(),
  progress        real NOT NULL DEFAULT 0,
  progressed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  row_count       int NOT NULL DEFAULT 0,
  counts          jsonb,
  failure         text,
  key_version     int,
  is_cancelled    boolean NOT NULL DEFAULT false,
  applied_at      timestamptz,
  undone_at       timestamptz,
  undone_by       int,
  undo_reason     text,
  CONSTRAINT import_batch_kind_known CHECK (kind IN ('household', 'person', 'shop')),
  CONSTRAINT import_batch_state_known CHECK (state IN ('reading', 'checking', 'checked', 'applying',
    'applied', 'undoing', 'undone', 'failed', 'cancelled')),
  CONSTRAINT import_batch_not_in_future CHECK (happened_on <= current_date),
  CONSTRAINT import_batch_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT import_batch_undone_by_fk FOREIGN KEY (undone_by) REFERENCES account (account_id),
  CONSTRAINT import_batch_undone_whole CHECK ((state = 'undone') = (undone_at IS NOT NULL))
);
COMMENT ON TABLE import_batch IS 'Files of rosters that were read: first checked, then applied, perhaps undone.';
COMMENT ON COLUMN import_batch.import_batch_id IS 'Key.';
COMMENT ON COLUMN import_batch.kind IS 'Form of the roster: household, person, shop.';
COMMENT ON COLUMN import_batch.state IS 'reading the file, checking it against the registry, checked (nothing is changed yet), applying, applied, undoing, undone; failed, cancelled.';
COMMENT ON COLUMN import_batch.file_name IS 'Name of the file, without its path.';
COMMENT ON COLUMN import_batch.columns IS 'Names of its columns, in order; the file of rejects has the same.';
COMMENT ON COLUMN import_batch.mapping IS 'Which column holds which field.';
COMMENT ON COLUMN import_batch.happened_on IS 'As of which day the file was true: moves without a day of their own happened then.';
COMMENT ON COLUMN import_batch.account_id IS 'Who brought it; empty for a command at the server.';
COMMENT ON COLUMN import_batch.created_at IS 'When.';
COMMENT ON COLUMN import_batch.progress IS 'How much of the step under way is done, from 0 to 1.';
COMMENT ON COLUMN import_batch.progressed_at IS 'Last sign of life of the step under way.';
COMMENT ON COLUMN import_batch.row_count IS 'Rows of the file, without header and blank ones.';
COMMENT ON COLUMN import_batch.counts IS 'Rows by outcome.';
COMMENT ON COLUMN import_batch.failure IS 'Why the step under way has failed, as a code.';
COMMENT ON COLUMN import_batch.key_version IS 'Key that sealed the staged rows.';
COMMENT ON COLUMN import_batch.is_cancelled IS 'Whether somebody wants the step under way to end.';
COMMENT ON COLUMN import_batch.applied_at IS 'When the last row was applied.';
COMMENT ON COLUMN import_batch.undone_at IS 'When it was undone.';
COMMENT ON COLUMN import_batch.undone_by IS 'Who undid it; empty for a command at the server.';
COMMENT ON COLUMN import_batch.undo_reason IS 'Why.';

CREATE TABLE import_row (
  import_batch_id        int NOT NULL,
  line                   int NOT NULL,
  reasons                text[] NOT NULL DEFAULT '{}',
  raw_sealed             bytea NOT NULL,
  content_hash           bytea NOT NULL,
  new_person_id          int,
  name                   text,
  pinyin                 text,
  initials               text,
  sex                    text,
  birth_date             date,
  relation               text,
  registration           text,
  moved_in               date,
  identity_number_sealed bytea,
  identity_number_index  bytea,
  identity_number_masked text,
  phone_sealed           bytea,
  phone_index            bytea,
  phone_masked           text,
  household_number       text NOT NULL DEFAULT '',
  building_id            int,
  unit                   int,
  floor                  int,
  door                   int,
  shop                   jsonb,
  staged_at              timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_row_pkey PRIMARY KEY (import_batch_id, line),
  CONSTRAINT import_row_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE
);
COMMENT ON TABLE import_row IS 'Rows of a file as they were read, until they are applied. Readable by the functions of the import only.';
COMMENT ON COLUMN import_row.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_row.line IS 'Line of the file.';
COMMENT ON COLUMN import_row.reasons IS 'What is wrong with the row by itself.';
COMMENT ON COLUMN import_row.raw_sealed IS 'The cells as they were written, sealed and bound to batch and line, for the file of rejects.';
COMMENT ON COLUMN import_row.content_hash IS 'Equal for rows that say the same.';
COMMENT ON COLUMN import_row.new_person_id IS 'Key of the person, should it be a new one: the numbers are sealed for it.';
COMMENT ON COLUMN import_row.name IS 'Name.';
COMMENT ON COLUMN import_row.pinyin IS 'Name in pinyin.';
COMMENT ON COLUMN import_row.initials IS 'First letters of the pinyin.';
COMMENT ON COLUMN import_row.sex IS 'Sex.';
COMMENT ON COLUMN import_row.birth_date IS 'Date of birth.';
COMMENT ON COLUMN import_row.relation IS 'Relation to the head.';
COMMENT ON COLUMN import_row.registration IS 'Where the household registration lies.';
COMMENT ON COLUMN import_row.moved_in IS 'First day in the dwelling.';
COMMENT ON COLUMN import_row.identity_number_sealed IS 'As in person.';
COMMENT ON COLUMN import_row.identity_number_index IS 'As in person.';
COMMENT ON COLUMN import_row.identity_number_masked IS 'As in person.';
COMMENT ON COLUMN import_row.phone_sealed IS 'As in person.';
COMMENT ON COLUMN import_row.phone_index IS 'As in person.';
COMMENT ON COLUMN import_row.phone_masked IS 'As in person.';
COMMENT ON COLUMN import_row.household_number IS 'Tells households in one dwelling apart.';
COMMENT ON COLUMN import_row.building_id IS 'Building of the address.';
COMMENT ON COLUMN import_row.unit IS 'Unit, where it is told.';
COMMENT ON COLUMN import_row.floor IS 'Floor, where it is told.';
COMMENT ON COLUMN import_row.door IS 'Door, where it is told.';
COMMENT ON COLUMN import_row.shop IS 'What the row says of a shop.';
COMMENT ON COLUMN import_row.staged_at IS 'When it was read.';
CREATE INDEX import_row_staged_idx ON import_row (staged_at);

CREATE TABLE import_result (
  import_batch_id int NOT NULL,
  line            int NOT NULL,
  outcome         text NOT NULL,
  reasons         jsonb NOT NULL DEFAULT '[]',
  candidate_ids   int[] NOT NULL DEFAULT '{}',
  changes         jsonb NOT NULL DEFAULT '[]',
  person_id       int,
  person_version  text,
  household_no    int,
  unit_no         int NOT NULL,
  is_applied      boolean NOT NULL DEFAULT false,
  CONSTRAINT import_result_pkey PRIMARY KEY (import_batch_id, line),
  CONSTRAINT import_result_outcome_known CHECK (
    outcome IN ('new', 'changed', 'same', 'ambiguous', 'rejected'))
);
COMMENT ON TABLE import_result IS 'What the check says of each row. Only functions write here, hundreds of thousands of rows at once: no foreign key looks at each.';
COMMENT ON COLUMN import_result.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_result.line IS 'Line of the file.';
COMMENT ON COLUMN import_result.outcome IS 'new, changed, same, ambiguous (several may be meant), rejected.';
COMMENT ON COLUMN import_result.reasons IS 'Why it is not taken: code and, where it is about another row, its line.';
COMMENT ON COLUMN import_result.candidate_ids IS 'Persons or shops that may be meant.';
COMMENT ON COLUMN import_result.changes IS 'What would change, field by field; personal fields masked.';
COMMENT ON COLUMN import_result.person_id IS 'Person, or shop, that the row is about; of a new one its key.';
COMMENT ON COLUMN import_result.person_version IS 'Version of that record in the database when it was checked.';
COMMENT ON COLUMN import_result.household_no IS 'Its household within the batch.';
COMMENT ON COLUMN import_result.unit_no IS 'Rows that can only be applied together have one number.';
COMMENT ON COLUMN import_result.is_applied IS 'Whether it stands in the registry.';
CREATE INDEX import_result_outcome_idx ON import_result (import_batch_id, outcome, line);
CREATE INDEX import_result_unit_idx ON import_result (import_batch_id, unit_no)
  WHERE outcome IN ('new', 'changed');
CREATE INDEX import_result_person_idx ON import_result (person_id);

CREATE TABLE import_household (
  import_batch_id int NOT NULL,
  household_no    int NOT NULL,
  dwelling_id     int NOT NULL,
  household_id    int,
  is_new          boolean NOT NULL,
  old_dwelling_id int,
  members_seen    text,
  CONSTRAINT import_household_pkey PRIMARY KEY (import_batch_id, household_no),
  CONSTRAINT import_household_batch_fk FOREIGN KEY (import_batch_id) REFERENCES import_batch ON DELETE CASCADE,
  CONSTRAINT import_household_dwelling_fk FOREIGN KEY (dwelling_id) REFERENCES dwelling
);
COMMENT ON TABLE import_household IS 'Households of a batch: those that it begins, adds to or moves.';
COMMENT ON COLUMN import_household.import_batch_id IS 'Batch.';
COMMENT ON COLUMN import_household.household_no IS 'Number within the batch.';
COMMENT ON COLUMN import_household.dwelling_id IS 'Where it lives afterwards.';
COMMENT ON COLUMN import_household.household_id IS 'Household; of a new one from when it is applied.';
COMMENT ON COLUMN import_household.is_new IS 'Whether the batch begins it.';
COMMENT ON COLUMN import_household.old_dwelling_id IS 'Where it lived before, where the batch moves it as a whole.';
COMMENT ON COLUMN import_household.members_seen IS 'Fingerprint of its members when it was checked.';

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

CREATE TABLE import_mapping (
  import_mapping_id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind              text NOT NULL,
  name              text NOT NULL,
  mapping           jsonb NOT NULL,
  account_id        int,
  changed_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_mapping_name_unique UNIQUE (kind, name),
  CONSTRAINT import_mapping_kind_known CHECK (kind IN ('household', 'person', 'shop')),
  CONSTRAINT import_mapping_name_sane CHECK (name ~ '\S' AND char_length(name) <= 60),
  CONSTRAINT import_mapping_account_fk FOREIGN KEY (account_id) REFERENCES account
);
COMMENT ON TABLE import_mapping IS 'Which columns hold which fields, remembered by name.';
COMMENT ON COLUMN import_mapping.import_mapping_id IS 'Key.';
COMMENT ON COLUMN import_mapping.kind IS 'Form of roster that it is for.';
COMMENT ON COLUMN import_mapping.name IS 'Name that somebody gave it.';
COMMENT ON COLUMN import_mapping.mapping IS 'Header of the column by field.';
COMMENT ON COLUMN import_mapping.account_id IS 'Who saved it last; empty for a command at the server.';
COMMENT ON COLUMN import_mapping.changed_at IS 'When.';

-- A command at the server has no account.
ALTER TABLE person_correction ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE person_erasure ALTER COLUMN account_id DROP NOT NULL;
COMMENT ON COLUMN person_correction.account_id IS 'Who corrected it; empty for a command at the server.';
COMMENT ON COLUMN person_erasure.account_id IS 'Who erased; empty for a command at the server.';

-- ── The registry remembers which batch changed what ─────────────────────────

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

-- What is staged of somebody leaves with the person.
CREATE FUNCTION drop_staged_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM import_row USING import_result
  WHERE import_result.person_id = NEW.person_id
    AND import_row.import_batch_id = import_result.import_batch_id
    AND import_row.line = import_result.line;
  DELETE FROM import_kept_person WHERE import_kept_person.person_id = NEW.person_id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION drop_staged_person IS 'Erasure takes the staged rows of a person.';
REVOKE EXECUTE ON FUNCTION drop_staged_person FROM PUBLIC;
CREATE TRIGGER person_erasure_drops_staged AFTER UPDATE OF erased_at ON person
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL)
  EXECUTE FUNCTION drop_staged_person();

-- ── Who may do what ─────────────────────────────────────────────────────────

-- Rows enter by COPY, which knows no policies: a trigger looks once per statement.
CREATE FUNCTION check_staged_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT import_batch_id FROM entered_row) AS entered
    LEFT JOIN import_batch USING (import_batch_id)
    WHERE state IS DISTINCT FROM 'reading' OR account_id IS DISTINCT FROM actor_account_id())
  THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION check_staged_rows FROM PUBLIC;
COMMENT ON FUNCTION check_staged_rows IS 'Rows are staged by whoever began the batch, while it is read.';
CREATE TRIGGER import_row_staged AFTER INSERT ON import_row REFERENCING NEW TABLE AS entered_row
  FOR EACH STATEMENT EXECUTE FUNCTION check_staged_rows();

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['import_batch', 'import_result', 'import_household',
    'import_ended_household', 'import_person', 'import_kept_person', 'import_shop', 'import_mapping']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
  END LOOP;
END
$$;
GRANT INSERT (import_batch_id, line, reasons, raw_sealed, content_hash, new_person_id, name, pinyin,
  initials, sex, birth_date, relation, registration, moved_in, identity_number_sealed,
  identity_number_index, identity_number_masked, phone_sealed, phone_index, phone_masked,
  household_number, building_id, unit, floor, door, shop) ON import_row TO digital_community_city;

CREATE FUNCTION require_importer() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT actor_may('registry.write') OR NOT actor_sees_city() THEN
    RAISE EXCEPTION 'Imports are for those who keep the registry of the whole city' USING ERRCODE = 'DC403';
  END IF;
END
$$;
COMMENT ON FUNCTION require_importer IS 'Refuses (SQLSTATE DC403) whoever may not change the registry, or is bound to an area: a file does not stop at its boundary.';
REVOKE EXECUTE ON FUNCTION require_importer FROM PUBLIC;

CREATE FUNCTION hold_import(batch int, wanted text[]) RETURNS import_batch LANGUAGE plpgsql AS $$
DECLARE
  held import_batch;
BEGIN
  PERFORM require_importer();
  SELECT * INTO held FROM import_batch WHERE import_batch_id = batch FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF NOT held.state = ANY (wanted) THEN
    RAISE check_violation USING CONSTRAINT = 'import_in_turn', MESSAGE = 'It is not its turn';
  END IF;
  RETURN held;
END
$$;
COMMENT ON FUNCTION hold_import IS 'A batch in one of these states, held until the transaction ends.';
REVOKE EXECUTE ON FUNCTION hold_import FROM PUBLIC;

-- For commands at the server, which are run by the owner of the database.
CREATE FUNCTION act_as_command(command text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM
    set_config('actor.account_name', command, true),
    set_config('actor.role', 'system', true),
    set_config('actor.permissions', 'place.read,registry.read,registry.write', true),
    set_config('actor.fields', (SELECT string_agg(field, ',') FROM person_field), true),
    set_config('actor.scope', 'city', true);
END
$$;
COMMENT ON FUNCTION act_as_command IS 'Begins to act for a command at the server, without an account.';
REVOKE EXECUTE ON FUNCTION act_as_command FROM PUBLIC;
