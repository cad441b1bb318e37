-- ── Persons: sealed numbers, masked columns ─────────────────────────────────

-- Identity numbers and phones are encrypted by the application, whose key the
-- database never sees. Beside the cipher stand a keyed hash for exact search and
-- the masked text that lists show.

DO $$
BEGIN
  IF EXISTS (SELECT FROM person WHERE identity_number IS NOT NULL OR phone IS NOT NULL)
    AND NOT EXISTS (SELECT FROM city WHERE is_demonstration)
  THEN
    RAISE EXCEPTION 'Numbers of real persons are stored in clear: export identity_number and phone of the table person, empty both columns, upgrade, and import them again';
  END IF;
END
$$;

ALTER TABLE person
  DROP COLUMN identity_number,
  DROP COLUMN phone,
  ADD COLUMN identity_number_sealed bytea,
  ADD COLUMN identity_number_index bytea,
  ADD COLUMN identity_number_masked text,
  ADD COLUMN phone_sealed bytea,
  ADD COLUMN phone_index bytea,
  ADD COLUMN phone_masked text,
  ADD CONSTRAINT person_identity_number_unique UNIQUE (identity_number_index),
  ADD CONSTRAINT person_identity_number_whole CHECK (
    num_nonnulls(identity_number_sealed, identity_number_index, identity_number_masked) IN (0, 3)),
  ADD CONSTRAINT person_phone_whole CHECK (
    num_nonnulls(phone_sealed, phone_index, phone_masked) IN (0, 3)),
  ADD CONSTRAINT person_identity_number_masked CHECK (
    identity_number_masked ~ '^[\d*]\*+[\dX*]$' AND char_length(identity_number_masked) <= 20),
  ADD CONSTRAINT person_phone_masked CHECK (
    phone_masked ~ '^\d{0,3}\*{4,}\d{0,2}$' AND char_length(phone_masked) <= 20);
CREATE INDEX person_phone_idx ON person (phone_index);
COMMENT ON COLUMN person.identity_number_sealed IS 'GB 11643 number, AES-256-GCM: key version 1 byte, nonce 12, tag 16, cipher; bound to person and field.';
COMMENT ON COLUMN person.identity_number_index IS 'HMAC-SHA-256 of the number, for exact search and uniqueness.';
COMMENT ON COLUMN person.identity_number_masked IS 'What lists show: first and last character.';
COMMENT ON COLUMN person.phone_sealed IS 'Phone, sealed as the identity number is; the demonstration city uses the unassigned prefix 154.';
COMMENT ON COLUMN person.phone_index IS 'HMAC-SHA-256 of the phone, for exact search.';
COMMENT ON COLUMN person.phone_masked IS 'What lists show: first three and last two digits.';

DROP FUNCTION mask_phone(text);
CREATE OR REPLACE FUNCTION mask_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE char_length(name)
    WHEN 0 THEN ''
    WHEN 1 THEN '*'
    WHEN 2 THEN left(name, 1) || '*'
    ELSE left(name, 1) || repeat('*', char_length(name) - 2) || right(name, 1)
  END;
END;
ALTER TABLE person ADD COLUMN name_masked text NOT NULL GENERATED ALWAYS AS (mask_name(name)) STORED;
COMMENT ON COLUMN person.name_masked IS 'What lists show: 王*明.';

-- ── Restriction, as a resident may ask for it ───────────────────────────────

ALTER TABLE person
  ADD COLUMN restricted_at timestamptz,
  ADD COLUMN restriction_reason text,
  ADD CONSTRAINT person_restriction_whole CHECK (
    (restricted_at IS NULL) = (restriction_reason IS NULL));
COMMENT ON COLUMN person.restricted_at IS 'Since when the fields may not be used: lists hide the name, nothing is revealed.';
COMMENT ON COLUMN person.restriction_reason IS 'Why.';

CREATE TABLE sealing_key (
  version     int PRIMARY KEY,
  fingerprint bytea NOT NULL,
  made_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sealing_key_version_is_one_byte CHECK (version BETWEEN 1 AND 255)
);
COMMENT ON TABLE sealing_key IS 'Keys that seal persons here, by fingerprint: a wrong key is refused at start.';
COMMENT ON COLUMN sealing_key.version IS 'Version, as in the first byte of what it sealed.';
COMMENT ON COLUMN sealing_key.fingerprint IS 'Keyed hash of a constant; nothing of the key can be read from it.';
COMMENT ON COLUMN sealing_key.made_at IS 'First use.';
