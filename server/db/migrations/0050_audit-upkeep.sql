-- ── Looking for entries ─────────────────────────────────────────────────────

CREATE INDEX audit_entry_action_idx ON audit_entry (action, entry_id);
CREATE INDEX audit_entry_subject_idx ON audit_entry (subject_kind, subject_id, entry_id);
-- Few entries state a purpose, and those are searched by its words.
CREATE INDEX audit_entry_purpose_idx ON audit_entry (entry_id) WHERE purpose IS NOT NULL;

-- ── Signed heads ────────────────────────────────────────────────────────────

CREATE TABLE audit_anchor (
  audit_anchor_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  entry_id        bigint NOT NULL,
  hash            bytea NOT NULL,
  signed_at       timestamptz NOT NULL DEFAULT now(),
  key_version     int NOT NULL,
  signature       bytea NOT NULL,
  CONSTRAINT audit_anchor_once UNIQUE (entry_id, key_version),
  CONSTRAINT audit_anchor_signature_is_sha256 CHECK (octet_length(signature) = 32)
);
COMMENT ON TABLE audit_anchor IS 'Heads of the audit as they were, signed by the server with a key that the database never sees: who rewrites the chain and its hashes cannot sign them.';
COMMENT ON COLUMN audit_anchor.audit_anchor_id IS 'Key.';
COMMENT ON COLUMN audit_anchor.entry_id IS 'Newest entry at that time.';
COMMENT ON COLUMN audit_anchor.hash IS 'Its hash.';
COMMENT ON COLUMN audit_anchor.signed_at IS 'When.';
COMMENT ON COLUMN audit_anchor.key_version IS 'Version of the key.';
COMMENT ON COLUMN audit_anchor.signature IS 'HMAC-SHA-256 over number and hash.';

CREATE FUNCTION read_audit_head() RETURNS TABLE (entry_id bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT entry_id, hash FROM audit_head $$;
COMMENT ON FUNCTION read_audit_head IS 'Number and hash of the newest entry, for signing.';

CREATE FUNCTION keep_audit_anchor(
  signed_entry_id bigint, signed_hash bytea, with_key_version int, with_signature bytea)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  INSERT INTO audit_anchor (entry_id, hash, key_version, signature)
  SELECT entry.entry_id, entry.hash, with_key_version, with_signature
  FROM audit_entry AS entry
  WHERE entry.entry_id = signed_entry_id AND entry.hash = signed_hash
  ON CONFLICT DO NOTHING
  RETURNING true
$$;
COMMENT ON FUNCTION keep_audit_anchor IS 'Keeps a signed head; nothing where it is kept already or is no entry of the chain.';

-- ── How long things are kept ────────────────────────────────────────────────

CREATE TABLE retention_rule (
  kind        text PRIMARY KEY,
  keep_months int NOT NULL,
  why         text NOT NULL,
  CONSTRAINT retention_rule_kind_known CHECK (
    kind IN ('audit', 'session', 'sign-in-failure', 'correction', 'erasure', 'import')),
  CONSTRAINT retention_rule_months_sane CHECK (keep_months BETWEEN 1 AND 600),
  CONSTRAINT retention_rule_audit_three_years CHECK (kind <> 'audit' OR keep_months >= 36)
);
COMMENT ON TABLE retention_rule IS 'How long each kind of data is kept, as configuration; the server applies it daily.';
COMMENT ON COLUMN retention_rule.kind IS 'Kind of data.';
COMMENT ON COLUMN retention_rule.keep_months IS 'Months after which it is dropped.';
COMMENT ON COLUMN retention_rule.why IS 'Why so long.';
INSERT INTO retention_rule VALUES
  ('audit', 36, 'PIPL art. 56: records of handling are kept for three years at least; the chain is dropped from its oldest end only, so one time holds for all entries.'),
  ('session', 6, 'Sessions that are over, for questions about who was signed in.'),
  ('sign-in-failure', 1, 'Guesses slow down for a day at most.'),
  ('correction', 60, 'Old values of corrected fields, should the correction be disputed.'),
  ('erasure', 60, 'That, when, by whom and why a person was erased, should it be disputed.'),
  ('import', 1, 'Rows of imported files that were not taken: mended within days, or not at all.');

CREATE FUNCTION drop_old_audit(older_than timestamptz, is_dry_run boolean) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  head audit_head;
  first_kept bigint;
  dropped_hash bytea;
  dropped bigint;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  -- The newest entry always stays: the chain goes on from it.
  SELECT coalesce(min(entry_id), head.entry_id) INTO first_kept
  FROM audit_entry WHERE happened_at >= older_than;
  SELECT count(*) INTO dropped FROM audit_entry WHERE entry_id < first_kept;
  IF is_dry_run OR dropped = 0 THEN
    RETURN dropped;
  END IF;
  SELECT hash INTO STRICT dropped_hash FROM audit_entry WHERE entry_id = first_kept - 1;
  DELETE FROM audit_entry WHERE entry_id < first_kept;
  DELETE FROM audit_anchor WHERE entry_id < first_kept - 1;
  UPDATE audit_head SET start_entry_id = first_kept - 1, start_hash = dropped_hash;
  RETURN dropped;
END
$$;
COMMENT ON FUNCTION drop_old_audit IS 'Drops the oldest end of the chain and moves its start; the entry that apply_retention appends names the new start.';
REVOKE EXECUTE ON FUNCTION drop_old_audit FROM PUBLIC;

CREATE FUNCTION apply_retention(is_dry_run boolean)
RETURNS TABLE (kind text, keep_months int, older_than timestamptz, row_count bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  rule retention_rule;
  condition text;
  source text;
  report jsonb := '{}';
BEGIN
  -- Two servers on one database take turns.
  PERFORM pg_advisory_xact_lock(hashtext('retention'));
  -- The audit comes last: its head is held from then on.
  FOR rule IN SELECT * FROM retention_rule ORDER BY retention_rule.kind = 'audit', retention_rule.kind
  LOOP
    kind := rule.kind;
    keep_months := rule.keep_months;
    older_than := now() - make_interval(months => rule.keep_months);
    IF rule.kind = 'audit' THEN
      row_count := drop_old_audit(older_than, is_dry_run);
    ELSE
      SELECT found.source, found.condition INTO STRICT source, condition FROM (VALUES
        ('session', 'account_session', 'coalesce(ended_at, last_seen_at) < $1 AND (ended_at IS NOT NULL
          OR created_at < now() - (SELECT make_interval(hours => session_longest_hours) FROM access_setting))'),
        ('sign-in-failure', 'sign_in_failure', 'last_failed_at < $1'),
        ('correction', 'person_correction', 'corrected_at < $1'),
        ('erasure', 'person_erasure', 'erased_at < $1'),
        ('import', 'import_row', 'staged_at < $1')
      ) AS found (of_kind, source, condition) WHERE found.of_kind = rule.kind;
      EXECUTE CASE WHEN is_dry_run
        THEN format('SELECT count(*) FROM %I WHERE %s', source, condition)
        ELSE format('WITH dropped AS (DELETE FROM %I WHERE %s RETURNING 1) SELECT count(*) FROM dropped',
          source, condition) END
        INTO row_count USING older_than;
    END IF;
    report := report || jsonb_build_object(rule.kind, row_count);
    RETURN NEXT;
  END LOOP;
  IF NOT is_dry_run AND EXISTS (SELECT FROM jsonb_each(report) AS one WHERE one.value <> '0') THEN
    PERFORM set_config('actor.account_name', 'retention', true),
      set_config('actor.role', 'system', true);
    PERFORM audit('retention.apply', 'retention', NULL, detail => jsonb_build_object('dropped', report)
      || (SELECT jsonb_build_object('startEntryId', start_entry_id, 'startHash', encode(start_hash, 'hex'))
          FROM audit_head));
  END IF;
END
$$;
COMMENT ON FUNCTION apply_retention IS 'Drops what retention_rule no longer keeps, or only counts it; what was dropped, and where the audit begins now, stands in the audit.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['read_audit_head()', 'keep_audit_anchor(bigint, bytea, int, bytea)',
    'apply_retention(boolean)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_gate', closed);
  END LOOP;
END
$$;
GRANT SELECT ON retention_rule TO digital_community_city;
