-- ── Rows of a file, until they are taken ────────────────────────────────────

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

GRANT INSERT (import_batch_id, line, reasons, raw_sealed, content_hash, new_person_id, name, pinyin,
  initials, sex, birth_date, relation, registration, moved_in, identity_number_sealed,
  identity_number_index, identity_number_masked, phone_sealed, phone_index, phone_masked,
  household_number, building_id, unit, floor, door, shop) ON import_row TO digital_community_city;
