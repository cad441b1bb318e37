-- ── Mappings of columns, remembered by name ─────────────────────────────────

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

CREATE FUNCTION list_import_mappings(wanted_kind text)
RETURNS TABLE (id int, name text, mapping jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN QUERY SELECT import_mapping_id, known.name, known.mapping FROM import_mapping AS known
  WHERE kind = wanted_kind ORDER BY changed_at DESC LIMIT 200;
END
$$;
COMMENT ON FUNCTION list_import_mappings IS 'Remembered mappings of a form, the newest first.';

CREATE FUNCTION save_import_mapping(wanted_kind text, wanted_name text, wanted_mapping jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  saved int;
BEGIN
  PERFORM require_importer();
  INSERT INTO import_mapping (kind, name, mapping, account_id)
  VALUES (wanted_kind, wanted_name, wanted_mapping, actor_account_id())
  ON CONFLICT (kind, name) DO UPDATE SET mapping = excluded.mapping,
    account_id = excluded.account_id, changed_at = now()
  RETURNING import_mapping_id INTO saved;
  RETURN saved;
END
$$;
COMMENT ON FUNCTION save_import_mapping IS 'Remembers a mapping by name; one of the same name takes its place.';

CREATE FUNCTION drop_import_mapping(wanted int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  DELETE FROM import_mapping WHERE import_mapping_id = wanted;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION drop_import_mapping IS 'Forgets a mapping. False where there is none.';
