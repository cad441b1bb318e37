-- ── Imports of rosters: a batch a file ──────────────────────────────────────

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
