-- ── Audit: who did or saw what, in a chain ──────────────────────────────────

CREATE TABLE audit_entry (
  entry_id      bigint PRIMARY KEY,
  happened_at   timestamptz NOT NULL,
  account_id    int,
  account_name  text NOT NULL,
  role          text NOT NULL,
  action        text NOT NULL,
  subject_kind  text,
  subject_id    bigint,
  person_ids    int[] NOT NULL DEFAULT '{}',
  fields        text[] NOT NULL DEFAULT '{}',
  purpose       text,
  detail        jsonb,
  origin        text NOT NULL,
  previous_hash bytea NOT NULL,
  hash          bytea NOT NULL,
  CONSTRAINT audit_entry_hash_is_sha256 CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit_entry IS 'What was done and what personal fields were seen. Appended only; each entry carries the hash of the one before, so that a change, a gap or another order shows.';
COMMENT ON COLUMN audit_entry.entry_id IS 'Counted without a gap.';
COMMENT ON COLUMN audit_entry.happened_at IS 'When.';
COMMENT ON COLUMN audit_entry.account_id IS 'Account; empty for commands run at the server and for who was not signed in.';
COMMENT ON COLUMN audit_entry.account_name IS 'Its name at that time.';
COMMENT ON COLUMN audit_entry.role IS 'Its role at that time.';
COMMENT ON COLUMN audit_entry.action IS 'What: noun and verb, such as person.reveal.';
COMMENT ON COLUMN audit_entry.subject_kind IS 'What it was done to.';
COMMENT ON COLUMN audit_entry.subject_id IS 'Key of that.';
COMMENT ON COLUMN audit_entry.person_ids IS 'Persons whose fields were seen or changed.';
COMMENT ON COLUMN audit_entry.fields IS 'Fields that were seen in clear or changed.';
COMMENT ON COLUMN audit_entry.purpose IS 'Why, in the words of who did it.';
COMMENT ON COLUMN audit_entry.detail IS 'What else belongs to it; no personal field in clear.';
COMMENT ON COLUMN audit_entry.origin IS 'Network address.';
COMMENT ON COLUMN audit_entry.previous_hash IS 'Hash of the entry before.';
COMMENT ON COLUMN audit_entry.hash IS 'SHA-256 over previous_hash and all other columns.';
CREATE INDEX audit_entry_person_idx ON audit_entry USING gin (person_ids);
CREATE INDEX audit_entry_account_idx ON audit_entry (account_id, entry_id);
CREATE INDEX audit_entry_happened_idx ON audit_entry (happened_at);

CREATE TABLE audit_head (
  is_the_only_one boolean PRIMARY KEY DEFAULT true,
  entry_id        bigint NOT NULL,
  hash            bytea NOT NULL,
  start_entry_id  bigint NOT NULL DEFAULT 0,
  start_hash      bytea NOT NULL,
  CONSTRAINT audit_head_is_the_only_one CHECK (is_the_only_one)
);
COMMENT ON TABLE audit_head IS 'Ends of the chain; locked while an entry is appended.';
COMMENT ON COLUMN audit_head.is_the_only_one IS 'Holds the table to a single row.';
COMMENT ON COLUMN audit_head.entry_id IS 'Newest entry.';
COMMENT ON COLUMN audit_head.hash IS 'Its hash.';
COMMENT ON COLUMN audit_head.start_entry_id IS 'Last entry that was dropped because its time was over; 0 before.';
COMMENT ON COLUMN audit_head.start_hash IS 'Its hash, which the oldest kept entry names.';
INSERT INTO audit_head (entry_id, hash, start_hash)
  VALUES (0, sha256('digital-community audit'), sha256('digital-community audit'));

CREATE FUNCTION audit_digest(entry audit_entry) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT sha256(entry.previous_hash || convert_to(jsonb_build_array(
    entry.entry_id, (extract(epoch FROM entry.happened_at) * 1000000)::bigint, entry.account_id,
    entry.account_name, entry.role, entry.action, entry.subject_kind, entry.subject_id,
    entry.person_ids, entry.fields, entry.purpose, entry.detail, entry.origin)::text, 'UTF8'))
$$;
COMMENT ON FUNCTION audit_digest IS 'The hash that an entry must carry.';

CREATE FUNCTION append_audit_entry(entry audit_entry) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  head audit_head;
BEGIN
  -- Appends wait for each other until they commit: the order of the chain is the order of commits.
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  entry.entry_id := head.entry_id + 1;
  entry.happened_at := clock_timestamp();
  entry.previous_hash := head.hash;
  entry.hash := audit_digest(entry);
  INSERT INTO audit_entry SELECT entry.*;
  UPDATE audit_head SET entry_id = entry.entry_id, hash = entry.hash;
  RETURN entry.entry_id;
END
$$;
COMMENT ON FUNCTION append_audit_entry IS 'Appends to the chain; number, time and hashes are given here.';
REVOKE EXECUTE ON FUNCTION append_audit_entry FROM PUBLIC;

CREATE FUNCTION audit(
  action text, subject_kind text, subject_id bigint, person_ids int[] DEFAULT '{}',
  fields text[] DEFAULT '{}', purpose text DEFAULT NULL, detail jsonb DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  entry audit_entry;
BEGIN
  -- Lists and households are read masked, many times a minute, and such a transaction
  -- writes nothing but this entry: a click does not wait until it is on the disk. Only a
  -- crash within the next fraction of a second can lose it, together with all entries
  -- behind it, so the chain stays whole. Fields in clear and changes do wait, and with
  -- them all entries before.
  IF action IN ('household.list', 'household.read', 'residence.list', 'person.read', 'person.search',
    'todo.list') THEN
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;
  entry.account_id := actor_account_id();
  entry.account_name := coalesce(nullif(current_setting('actor.account_name', true), ''), '-');
  entry.role := coalesce(nullif(current_setting('actor.role', true), ''), '-');
  entry.action := audit.action;
  entry.subject_kind := audit.subject_kind;
  entry.subject_id := audit.subject_id;
  entry.person_ids := coalesce(audit.person_ids, '{}');
  entry.fields := coalesce(audit.fields, '{}');
  entry.purpose := audit.purpose;
  entry.detail := audit.detail;
  entry.origin := coalesce(nullif(current_setting('actor.origin', true), ''), '-');
  RETURN append_audit_entry(entry);
END
$$;
COMMENT ON FUNCTION audit IS 'Writes down what the actor of this transaction does or sees.';
REVOKE EXECUTE ON FUNCTION audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit TO digital_community_gate, digital_community_city, digital_community_area;

CREATE FUNCTION find_audit_fault()
RETURNS TABLE (entry_id bigint, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH link AS (
    SELECT entry.entry_id, entry.hash, entry.previous_hash, audit_digest(entry) AS digest,
      lag(entry.entry_id) OVER chain AS earlier_id, lag(entry.hash) OVER chain AS earlier_hash
    FROM audit_entry AS entry
    WINDOW chain AS (ORDER BY entry.entry_id)
  )
  (SELECT link.entry_id, CASE
      WHEN link.entry_id <> coalesce(earlier_id, start_entry_id) + 1 THEN 'removed-before'
      WHEN previous_hash <> coalesce(earlier_hash, start_hash) THEN 'order'
      WHEN link.hash <> digest THEN 'changed' END
  FROM link CROSS JOIN audit_head
  WHERE link.entry_id <> coalesce(earlier_id, start_entry_id) + 1
    OR previous_hash <> coalesce(earlier_hash, start_hash) OR link.hash <> digest
  ORDER BY link.entry_id LIMIT 1)
  UNION ALL
  (SELECT head.entry_id, 'removed-at-end'
  FROM audit_head AS head
  WHERE head.entry_id <> coalesce((SELECT max(one.entry_id) FROM audit_entry AS one), head.start_entry_id)
    OR head.hash <> coalesce(
      (SELECT one.hash FROM audit_entry AS one ORDER BY one.entry_id DESC LIMIT 1), head.start_hash))
  UNION ALL
  (SELECT head.start_entry_id, 'start-unexplained'
  FROM audit_head AS head
  WHERE head.start_entry_id > 0 AND NOT EXISTS (
    SELECT FROM audit_entry AS one
    WHERE one.action = 'retention.apply'
      AND one.detail @> jsonb_build_object('startEntryId', head.start_entry_id,
        'startHash', encode(head.start_hash, 'hex'))))
  LIMIT 1
$$;
COMMENT ON FUNCTION find_audit_fault IS 'The first place at which the chain does not hold, if any: removed-before, order, changed, removed-at-end, start-unexplained.';
REVOKE EXECUTE ON FUNCTION find_audit_fault FROM PUBLIC;

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_for_auditors ON audit_entry FOR SELECT TO digital_community_city
  USING ((SELECT actor_may('audit.read')));
GRANT SELECT ON audit_entry, audit_head TO digital_community_city;
