-- ── Somebody must be able to keep the accounts ──────────────────────────────

CREATE FUNCTION keep_an_administrator() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT is_able_administrator(OLD) OR is_able_administrator(NEW) THEN
    RETURN NULL;
  END IF;
  -- Written, not only locked: of two at once the second waits here and then sees what the first
  -- has done, or fails where its snapshot is older than that.
  UPDATE access_setting SET is_the_only_one = true;
  IF NOT EXISTS (
    SELECT FROM account
    WHERE is_able_administrator(account)
      -- One click of the demonstration is no stand-in for somebody with a password.
      AND (OLD.is_demonstration OR NOT account.is_demonstration))
  THEN
    RAISE EXCEPTION 'The last administrator stays one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_keeps_an_administrator';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION keep_an_administrator IS 'Refuses the change that would leave nobody who keeps accounts; also of two such changes at once.';

CREATE FUNCTION is_able_administrator(one account) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
AS $$
  SELECT one.role = 'administrator' AND NOT one.is_disabled
$$;
COMMENT ON FUNCTION is_able_administrator IS 'Whether the account keeps accounts.';
REVOKE EXECUTE ON FUNCTION is_able_administrator FROM PUBLIC;

CREATE TRIGGER account_keeps_an_administrator AFTER UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION keep_an_administrator();

-- ── Sessions that others end ────────────────────────────────────────────────

CREATE FUNCTION end_sessions(wanted_account_id int, wanted_session_id bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  ended int;
BEGIN
  IF actor_account_id() IS DISTINCT FROM wanted_account_id AND NOT actor_may('account.manage') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  UPDATE account_session SET ended_at = now()
  WHERE account_id = wanted_account_id AND ended_at IS NULL
    AND (wanted_session_id IS NULL OR session_id = wanted_session_id);
  GET DIAGNOSTICS ended = ROW_COUNT;
  IF wanted_session_id IS NULL THEN
    PERFORM audit('session.end-all', 'account', wanted_account_id,
      detail => jsonb_build_object('count', ended));
  ELSIF ended > 0 THEN
    PERFORM audit('session.end', 'account', wanted_account_id,
      detail => jsonb_build_object('sessionId', wanted_session_id));
  END IF;
  RETURN ended;
END
$$;
COMMENT ON FUNCTION end_sessions IS 'Ends one session of an account, or all of them (NULL), for its owner or for who keeps accounts; gives how many.';
REVOKE EXECUTE ON FUNCTION end_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_sessions TO digital_community_city, digital_community_area;
-- It is the one way, so that none ends without a word in the audit.
REVOKE UPDATE (ended_at) ON account_session FROM digital_community_city, digital_community_area;

-- ── API keys are for departments ────────────────────────────────────────────

CREATE POLICY api_key_of_department ON api_key AS RESTRICTIVE FOR INSERT TO digital_community_city
  WITH CHECK (EXISTS (
    SELECT FROM account
    WHERE account.account_id = api_key.account_id AND account.role = 'department-user'
      AND NOT account.is_disabled));

CREATE FUNCTION revoke_keys_of_changed_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE api_key SET revoked_at = now() WHERE account_id = NEW.account_id AND revoked_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER account_change_revokes_keys AFTER UPDATE ON account FOR EACH ROW
  WHEN ((OLD.role, OLD.department_id) IS DISTINCT FROM (NEW.role, NEW.department_id))
  EXECUTE FUNCTION revoke_keys_of_changed_account();

-- ── Departments and their fields ────────────────────────────────────────────

ALTER TABLE department ADD COLUMN revision int NOT NULL DEFAULT 1;
COMMENT ON COLUMN department.revision IS 'Counts the changes; edits are based on one.';

CREATE FUNCTION save_department(
  wanted_id int, based_on int, new_code text, new_name text, new_fields text[], new_revealable text[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  saved department;
BEGIN
  IF NOT actor_may('account.manage') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  IF wanted_id IS NULL THEN
    INSERT INTO department (code, name) VALUES (new_code, new_name) RETURNING * INTO saved;
  ELSE
    UPDATE department SET code = new_code, name = new_name, revision = revision + 1
    WHERE department_id = wanted_id AND revision = based_on RETURNING * INTO saved;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  DELETE FROM department_field WHERE department_id = saved.department_id;
  INSERT INTO department_field
  SELECT saved.department_id, field, is_revealable AND field = ANY (new_revealable)
  FROM person_field WHERE field = ANY (new_fields);
  PERFORM audit('department.' || CASE WHEN wanted_id IS NULL THEN 'create' ELSE 'change' END,
    'department', saved.department_id, detail => jsonb_build_object(
      'code', new_code, 'name', new_name, 'fields', new_fields, 'revealable', new_revealable));
  RETURN saved.department_id;
END
$$;
COMMENT ON FUNCTION save_department IS 'Makes a department (no id) or changes it with all its fields, and writes the audit; gives its key, or nothing where the revision is another.';

-- ── Settings ────────────────────────────────────────────────────────────────

CREATE FUNCTION note_setting_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM audit('access-setting.change', NULL, NULL, detail => jsonb_build_object(
    'before', to_jsonb(OLD) - 'is_the_only_one', 'after', to_jsonb(NEW) - 'is_the_only_one'));
  RETURN NULL;
END
$$;
CREATE TRIGGER access_setting_noted AFTER UPDATE ON access_setting FOR EACH ROW
  WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION note_setting_change();

ALTER TABLE access_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_setting_seen ON access_setting FOR SELECT USING (true);
CREATE POLICY access_setting_changed ON access_setting FOR UPDATE TO digital_community_city
  USING ((SELECT actor_may('account.manage')));
GRANT UPDATE (session_idle_minutes, session_longest_hours, screen_lock_minutes, reveals_per_hour,
  password_minimum_length) ON access_setting TO digital_community_city;

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['save_department(int, int, text, text, text[], text[])',
    'keep_an_administrator()', 'revoke_keys_of_changed_account()', 'note_setting_change()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
  END LOOP;
  GRANT EXECUTE ON FUNCTION save_department TO digital_community_city;
END
$$;
