-- ── Changing the key of the personal data while people work ─────────────────

-- While keys change, two versions are in use: the newest seals, one makes the
-- indexes. Equal numbers are found to be equal only under the same key, so all
-- indexes change at once, in the transaction that retires the old key.
ALTER TABLE sealing_key ADD COLUMN makes_indexes boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sealing_key.makes_indexes IS 'Whether all blind indexes are made with it; the newest version seals.';
UPDATE sealing_key SET makes_indexes = true WHERE version = (SELECT max(version) FROM sealing_key);
CREATE UNIQUE INDEX sealing_key_one_makes_indexes ON sealing_key (makes_indexes) WHERE makes_indexes;

UPDATE person SET
  identity_number_index = set_byte('\x00', 0, get_byte(identity_number_sealed, 0)) || identity_number_index,
  phone_index = set_byte('\x00', 0, get_byte(phone_sealed, 0)) || phone_index
WHERE identity_number_sealed IS NOT NULL OR phone_sealed IS NOT NULL;
COMMENT ON COLUMN person.identity_number_index IS 'Key version 1 byte, HMAC-SHA-256 of the number 32, for exact search and uniqueness.';
COMMENT ON COLUMN person.phone_index IS 'Key version 1 byte, HMAC-SHA-256 of the phone 32, for exact search.';

CREATE FUNCTION check_sealing_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  seals int;
  indexes int;
BEGIN
  SELECT max(version), max(version) FILTER (WHERE makes_indexes) INTO seals, indexes
  FROM sealing_key;
  IF get_byte(NEW.identity_number_sealed, 0) < seals OR get_byte(NEW.phone_sealed, 0) < seals
    OR get_byte(NEW.identity_number_index, 0) <> indexes OR get_byte(NEW.phone_index, 0) <> indexes
  THEN
    RAISE EXCEPTION 'Sealed with a key that has been retired' USING ERRCODE = 'DC503';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION check_sealing_key IS 'Lets in only what the present keys have sealed: a server that has not yet seen the new key is told, SQLSTATE DC503, instead of writing what could not be opened later.';
REVOKE EXECUTE ON FUNCTION check_sealing_key FROM PUBLIC;
CREATE TRIGGER person_sealing_key
  BEFORE INSERT OR UPDATE OF identity_number_sealed, identity_number_index, phone_sealed, phone_index
  ON person FOR EACH ROW EXECUTE FUNCTION check_sealing_key();
