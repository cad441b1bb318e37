-- ── Signing in: what the gate may do before anybody acts ────────────────────

CREATE FUNCTION guessing_network(from_address inet) RETURNS inet
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
AS $$
  SELECT CASE
    -- IPv4 as an IPv6 socket writes it.
    WHEN family(from_address) = 4 OR from_address << '::ffff:0:0/96' THEN from_address
    ELSE network(set_masklen(from_address, 64)) END
$$;
COMMENT ON FUNCTION guessing_network IS 'Whom failed sign-ins are counted for: the address, of IPv6 its /64 network, whose 2^64 addresses one household has.';
REVOKE EXECUTE ON FUNCTION guessing_network FROM PUBLIC;

CREATE FUNCTION begin_sign_in(wanted_name text, from_address inet)
RETURNS TABLE (account_id int, password_hash text, wait_seconds int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  hashed bytea := sha256(convert_to(wanted_name, 'UTF8'));
  guesser inet := guessing_network(from_address);
  pair sign_in_failure;
  elsewhere record;
  wait double precision;
BEGIN
  -- Each attempt counts as failed until open_session says otherwise: guesses
  -- sent at once cannot slip by.
  INSERT INTO sign_in_failure VALUES (hashed, guesser, 0, '-infinity')
  ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT pair FROM sign_in_failure
  WHERE name_hash = hashed AND address = guesser FOR UPDATE;
  IF pair.last_failed_at < now() - interval '1 day' THEN
    pair.failure_count := 0;
  END IF;
  -- Five are free, then each doubles the pause, up to a quarter of an hour. Guesses
  -- from many addresses slow the name as a whole, but never by more than half a
  -- minute: nobody can lock the owner out.
  SELECT sum(failure_count) AS failure_count, max(last_failed_at) AS last_failed_at
    INTO elsewhere
  FROM sign_in_failure
  WHERE name_hash = hashed AND address <> guesser AND last_failed_at > now() - interval '1 hour';
  wait := greatest(
    CASE WHEN pair.failure_count >= 5 THEN extract(epoch FROM pair.last_failed_at - now())
      + least(900, 2.0 ^ least(pair.failure_count - 5, 10)) ELSE 0 END,
    CASE WHEN elsewhere.failure_count >= 100
      THEN extract(epoch FROM elsewhere.last_failed_at - now()) + 30 ELSE 0 END);
  IF wait > 0 THEN
    RETURN QUERY SELECT NULL::int, NULL::text, ceil(wait)::int;
    RETURN;
  END IF;
  UPDATE sign_in_failure
  SET failure_count = pair.failure_count + 1, last_failed_at = clock_timestamp()
  WHERE name_hash = hashed AND address = guesser;
  RETURN QUERY
    SELECT account.account_id, account.password_hash, 0
    FROM (SELECT) AS nothing LEFT JOIN account ON account.name = wanted_name
      AND NOT account.is_disabled AND account.password_hash IS NOT NULL;
END
$$;
COMMENT ON FUNCTION begin_sign_in IS 'Hash to check a password against, or the seconds to wait; neither tells whether there is such an account.';

CREATE FUNCTION open_session(
  wanted_account_id int, new_token_hash bytea, from_address inet, old_token_hash bytea, how text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  opened bigint;
  holder account;
BEGIN
  SELECT * INTO holder FROM account
  WHERE account.account_id = wanted_account_id AND NOT is_disabled;
  IF NOT FOUND OR (how = 'demonstration' AND NOT holder.is_demonstration) THEN
    RAISE EXCEPTION 'Not signed in' USING ERRCODE = 'DC401';
  END IF;
  PERFORM end_session(old_token_hash);
  DELETE FROM sign_in_failure
  WHERE name_hash = sha256(convert_to(holder.name, 'UTF8'))
    AND address = guessing_network(from_address);
  INSERT INTO account_session (account_id, token_hash, address)
  VALUES (wanted_account_id, new_token_hash, from_address)
  RETURNING session_id INTO opened;
  PERFORM
    set_config('actor.account_id', holder.account_id::text, true),
    set_config('actor.account_name', holder.name, true),
    set_config('actor.role', holder.role, true),
    set_config('actor.origin', host(from_address), true);
  PERFORM audit('session.open', 'account', wanted_account_id, detail => jsonb_build_object('by', how));
  RETURN opened;
END
$$;
COMMENT ON FUNCTION open_session IS 'Opens a session under a new token and ends the one that the browser had: a planted token is worth nothing.';

CREATE FUNCTION end_session(old_token_hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE account_session SET ended_at = now() WHERE token_hash = old_token_hash AND ended_at IS NULL;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION end_session IS 'Ends the session of a token; false where there is none.';

CREATE FUNCTION audit_failed_sign_in(wanted_account_id int, from_address inet) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM set_config('actor.origin', host(from_address), true);
  PERFORM audit('session.refuse', 'account', wanted_account_id);
END
$$;
COMMENT ON FUNCTION audit_failed_sign_in IS 'Writes down a wrong password; of no account where nobody has the name.';

CREATE FUNCTION find_demonstration_account(wanted_role text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT account_id FROM account
  WHERE is_demonstration AND NOT is_disabled AND role = wanted_role
    AND EXISTS (SELECT FROM city WHERE city.is_demonstration)
  ORDER BY account_id LIMIT 1
$$;
COMMENT ON FUNCTION find_demonstration_account IS 'Account of a role that opens by one click; none where the city is not the demonstration.';

CREATE FUNCTION find_oidc_account(issuer text, subject text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT account_id FROM account
  WHERE oidc_issuer = issuer AND oidc_subject = subject AND NOT is_disabled
$$;
COMMENT ON FUNCTION find_oidc_account IS 'Account that a single sign-on opens.';

CREATE FUNCTION has_accounts() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM account WHERE NOT is_disabled AND NOT is_demonstration)
$$;
COMMENT ON FUNCTION has_accounts IS 'Whether anybody could sign in who is not part of the demonstration.';

CREATE FUNCTION has_demonstration_city() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT FROM city WHERE is_demonstration) $$;
COMMENT ON FUNCTION has_demonstration_city IS 'Whether everything in this database is invented.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['begin_sign_in(text, inet)',
    'open_session(int, bytea, inet, bytea, text)', 'end_session(bytea)',
    'audit_failed_sign_in(int, inet)', 'find_demonstration_account(text)',
    'find_oidc_account(text, text)', 'has_accounts()', 'has_demonstration_city()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_gate', closed);
  END LOOP;
END
$$;
GRANT SELECT ON access_setting TO digital_community_gate, digital_community_city, digital_community_area;

-- ── Keeping accounts ────────────────────────────────────────────────────────

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_seen ON account FOR SELECT TO digital_community_city, digital_community_area
  USING ((SELECT actor_may('account.manage')) OR account_id = (SELECT actor_account_id()));
CREATE POLICY account_made ON account FOR INSERT TO digital_community_city
  WITH CHECK ((SELECT actor_may('account.manage')));
CREATE POLICY account_changed ON account FOR UPDATE TO digital_community_city
  USING ((SELECT actor_may('account.manage')));
CREATE POLICY account_session_seen ON account_session FOR SELECT
  TO digital_community_city, digital_community_area
  USING ((SELECT actor_may('account.manage')) OR account_id = (SELECT actor_account_id()));
CREATE POLICY account_session_ended ON account_session FOR UPDATE
  TO digital_community_city, digital_community_area
  USING ((SELECT actor_may('account.manage')) OR account_id = (SELECT actor_account_id()));
CREATE POLICY api_key_kept ON api_key TO digital_community_city
  USING ((SELECT actor_may('account.manage'))) WITH CHECK ((SELECT actor_may('account.manage')));

GRANT SELECT (account_id, name, display_name, role, department_id, community_id, zone_id, grid_id,
  must_change_password, oidc_issuer, oidc_subject, is_disabled, is_demonstration, created_at, revision)
  ON account TO digital_community_city, digital_community_area;
GRANT INSERT (name, display_name, role, department_id, community_id, zone_id, grid_id,
  password_hash, must_change_password, oidc_issuer, oidc_subject)
  ON account TO digital_community_city;
GRANT UPDATE (display_name, role, department_id, community_id, zone_id, grid_id,
  oidc_issuer, oidc_subject, is_disabled)
  ON account TO digital_community_city;
GRANT SELECT (session_id, account_id, created_at, last_seen_at, ended_at, address)
  ON account_session TO digital_community_city, digital_community_area;
GRANT UPDATE (ended_at) ON account_session TO digital_community_city, digital_community_area;
GRANT SELECT (api_key_id, account_id, name, hint, scopes, created_at, expires_at, last_used_at,
  revoked_at) ON api_key TO digital_community_city;
GRANT INSERT (account_id, name, hint, token_hash, scopes, expires_at), UPDATE (revoked_at)
  ON api_key TO digital_community_city;
GRANT SELECT ON access_role, role_permission, role_field, person_field, department,
  department_field TO digital_community_city, digital_community_area;

CREATE FUNCTION note_account_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW IS NOT DISTINCT FROM OLD THEN
      RETURN NEW;
    END IF;
    NEW.revision := OLD.revision + 1;
  END IF;
  PERFORM audit('account.' || CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'change' END,
    'account', NEW.account_id, detail => jsonb_strip_nulls(jsonb_build_object(
      'name', NEW.name, 'role', NEW.role, 'departmentId', NEW.department_id,
      'communityId', NEW.community_id, 'zoneId', NEW.zone_id, 'gridId', NEW.grid_id,
      'isDisabled', NEW.is_disabled,
      'isPasswordNew', TG_OP = 'INSERT' OR NEW.password_hash IS DISTINCT FROM OLD.password_hash)));
  -- Whoever may less, or had the password changed, signs in anew.
  IF TG_OP = 'UPDATE' AND (NEW.is_disabled
    OR (NEW.role, NEW.department_id, NEW.community_id, NEW.zone_id, NEW.grid_id, NEW.password_hash)
    IS DISTINCT FROM
    (OLD.role, OLD.department_id, OLD.community_id, OLD.zone_id, OLD.grid_id, OLD.password_hash))
  THEN
    UPDATE account_session SET ended_at = now()
    WHERE account_session.account_id = NEW.account_id AND ended_at IS NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_noted BEFORE INSERT OR UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION note_account_change();

CREATE FUNCTION note_api_key_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM audit('api-key.' || CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'revoke' END,
    'account', NEW.account_id, detail => jsonb_build_object(
      'apiKeyId', NEW.api_key_id, 'name', NEW.name, 'scopes', NEW.scopes));
  RETURN NEW;
END
$$;
CREATE TRIGGER api_key_noted AFTER INSERT OR UPDATE OF revoked_at ON api_key
  FOR EACH ROW EXECUTE FUNCTION note_api_key_change();

CREATE FUNCTION set_password(wanted_account_id int, new_hash text, is_temporary boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF actor_account_id() IS DISTINCT FROM wanted_account_id AND NOT actor_may('account.manage') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  UPDATE account SET password_hash = new_hash, must_change_password = is_temporary
  WHERE account_id = wanted_account_id;
END
$$;
COMMENT ON FUNCTION set_password IS 'For the owner of the account, or for who keeps accounts; ends all its sessions.';

CREATE FUNCTION find_own_password_hash() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT password_hash FROM account WHERE account_id = actor_account_id() $$;
COMMENT ON FUNCTION find_own_password_hash IS 'To check the old password before a new one is set.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['set_password(int, text, boolean)', 'find_own_password_hash()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
