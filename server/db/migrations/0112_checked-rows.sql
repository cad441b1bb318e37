-- ── What the check of a file says ───────────────────────────────────────────

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
