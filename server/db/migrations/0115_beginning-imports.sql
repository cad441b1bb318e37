-- ── Who may import, and how a batch goes on ─────────────────────────────────

CREATE FUNCTION require_importer() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT actor_may('registry.write') OR NOT actor_sees_city() THEN
    RAISE EXCEPTION 'Imports are for those who keep the registry of the whole city' USING ERRCODE = 'DC403';
  END IF;
END
$$;
COMMENT ON FUNCTION require_importer IS 'Refuses (SQLSTATE DC403) whoever may not change the registry, or is bound to an area: a file does not stop at its boundary.';

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

-- A command at the server has no account.
ALTER TABLE person_correction ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE person_erasure ALTER COLUMN account_id DROP NOT NULL;
COMMENT ON COLUMN person_correction.account_id IS 'Who corrected it; empty for a command at the server.';
COMMENT ON COLUMN person_erasure.account_id IS 'Who erased; empty for a command at the server.';

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

CREATE FUNCTION begin_import(
  wanted_kind text, given_file_name text, given_columns text[], given_mapping jsonb, day date)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  batch int;
BEGIN
  PERFORM require_importer();
  INSERT INTO import_batch (kind, file_name, columns, mapping, happened_on, account_id, key_version)
  VALUES (wanted_kind, given_file_name, given_columns, given_mapping, day, actor_account_id(),
    (SELECT max(version) FROM sealing_key))
  RETURNING import_batch_id INTO batch;
  PERFORM audit('import.read', 'import', batch, detail => jsonb_build_object('kind', wanted_kind));
  RETURN batch;
END
$$;
COMMENT ON FUNCTION begin_import IS 'A new batch, whose rows may be staged now.';

CREATE FUNCTION reserve_person_ids(wanted int) RETURNS int[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN ARRAY(SELECT nextval(pg_get_serial_sequence('person', 'person_id'))::int
    FROM generate_series(1, least(wanted, 10000)));
END
$$;
COMMENT ON FUNCTION reserve_person_ids IS 'Keys that nobody else gets: what is sealed is sealed for one of them.';
