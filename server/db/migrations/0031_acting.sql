-- ── Who acts in this transaction ────────────────────────────────────────────

-- What policies and views ask about the actor stands in settings that live as
-- long as the transaction. Without act() they are empty, and empty sees nothing.

CREATE FUNCTION actor_account_id() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC SELECT nullif(current_setting('actor.account_id', true), '')::int; END;
COMMENT ON FUNCTION actor_account_id IS 'Account that this transaction acts for.';

CREATE FUNCTION actor_may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(permission = ANY (
    string_to_array(current_setting('actor.permissions', true), ',')), false);
END;
COMMENT ON FUNCTION actor_may IS 'Whether the actor has a permission.';

CREATE FUNCTION actor_sees_field(field text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(field = ANY (
    string_to_array(current_setting('actor.fields', true), ',')), false);
END;
COMMENT ON FUNCTION actor_sees_field IS 'Whether the actor sees a field of a person, masked.';

CREATE FUNCTION actor_sees_city() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC SELECT coalesce(current_setting('actor.scope', true) = 'city', false); END;
COMMENT ON FUNCTION actor_sees_city IS 'Whether no area bounds the actor.';

CREATE FUNCTION actor_grid_ids() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT string_to_array(current_setting('actor.grid_ids', true), ',')::int[];
END;
COMMENT ON FUNCTION actor_grid_ids IS 'Grids of the area that bounds the actor.';

CREATE FUNCTION actor_tile_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT current_setting('actor.scope', true)
    || CASE WHEN actor_may('registry.read') THEN '' ELSE '/places' END;
END;
COMMENT ON FUNCTION actor_tile_scope IS 'Equal for actors who see the same on the map: finished bodies and tiles are kept per scope.';

-- ── From a secret to an actor ───────────────────────────────────────────────

CREATE FUNCTION describe_actor(wanted_account_id int, scopes text[])
RETURNS TABLE (
  account_id int, account_name text, display_name text, role text, department_id int,
  area_level text, area_id int, permissions text[], fields text[], revealable_fields text[],
  must_change_password boolean, is_demonstration boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
-- In plpgsql, because it keeps its plans: this runs before every statement of the product.
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT
    account.account_id, account.name, account.display_name, account.role, account.department_id,
    CASE WHEN account.grid_id IS NOT NULL THEN 'grid' WHEN account.zone_id IS NOT NULL THEN 'zone'
      WHEN account.community_id IS NOT NULL THEN 'community' END,
    coalesce(account.grid_id, account.zone_id, account.community_id),
    ARRAY(
      SELECT permission FROM role_permission
      WHERE role_permission.role = account.role
        AND (scopes IS NULL OR permission = ANY (scopes))
        -- Somebody who sees no field of a person has nothing to do in the registry.
        AND (cardinality(given.fields) > 0 OR permission NOT IN ('registry.read', 'person.reveal'))
      ORDER BY permission),
    given.fields, given.revealable_fields,
    account.must_change_password, account.is_demonstration
  FROM account
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(field), '{}') AS fields,
      coalesce(array_agg(field) FILTER (WHERE may_reveal), '{}') AS revealable_fields
    FROM (
      SELECT field, may_reveal FROM role_field WHERE role_field.role = account.role
      UNION ALL
      SELECT field, may_reveal FROM department_field
      WHERE department_field.department_id = account.department_id
    ) AS field_right
  ) AS given
  WHERE account.account_id = wanted_account_id AND NOT account.is_disabled;
END
$$;
COMMENT ON FUNCTION describe_actor IS 'What an account may do and see; no row for a disabled one. Scopes narrow it, as those of an API key do.';

CREATE FUNCTION find_session_account(wanted_hash bytea)
RETURNS TABLE (account_id int, session_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  session account_session;
BEGIN
  SELECT account_session.* INTO session
  FROM account_session CROSS JOIN access_setting
  WHERE token_hash = wanted_hash AND ended_at IS NULL
    AND last_seen_at > now() - make_interval(mins => session_idle_minutes)
    AND created_at > now() - make_interval(hours => session_longest_hours);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF session.last_seen_at < now() - interval '1 minute' THEN
    -- Whoever is late finds it done: nobody waits for another request of the same person.
    BEGIN
      UPDATE account_session SET last_seen_at = now()
      WHERE account_session.session_id = (
        SELECT one.session_id FROM account_session AS one
        WHERE one.session_id = session.session_id FOR UPDATE SKIP LOCKED);
    EXCEPTION WHEN serialization_failure THEN
      NULL; -- Done by a transaction that this snapshot does not see.
    END;
  END IF;
  RETURN QUERY SELECT session.account_id, session.session_id;
END
$$;
COMMENT ON FUNCTION find_session_account IS 'Account of a running session; notes its use once a minute.';

CREATE FUNCTION find_key_account(wanted_hash bytea)
RETURNS TABLE (account_id int, api_key_id int, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  key api_key;
BEGIN
  SELECT * INTO key FROM api_key
  WHERE token_hash = wanted_hash AND revoked_at IS NULL AND expires_at > now();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF key.last_used_at IS NULL OR key.last_used_at < now() - interval '1 minute' THEN
    BEGIN
      UPDATE api_key SET last_used_at = now()
      WHERE api_key.api_key_id = (
        SELECT one.api_key_id FROM api_key AS one
        WHERE one.api_key_id = key.api_key_id FOR UPDATE SKIP LOCKED);
    EXCEPTION WHEN serialization_failure THEN
      NULL;
    END;
  END IF;
  RETURN QUERY SELECT key.account_id, key.api_key_id, key.scopes;
END
$$;
COMMENT ON FUNCTION find_key_account IS 'Account and scopes of a valid API key; notes its use once a minute.';

-- ── Acting ──────────────────────────────────────────────────────────────────

-- Runs with the caller's own rights, which is why it can only step into roles
-- that the caller is a member of.
CREATE FUNCTION step_into(actor record, origin text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  grid_ids int[] := list_area_grids(actor.area_level, actor.area_id);
BEGIN
  PERFORM
    set_config('actor.account_id', actor.account_id::text, true),
    set_config('actor.account_name', actor.account_name, true),
    set_config('actor.role', actor.role, true),
    set_config('actor.permissions', array_to_string(actor.permissions, ','), true),
    set_config('actor.fields', array_to_string(actor.fields, ','), true),
    set_config('actor.revealable_fields', array_to_string(actor.revealable_fields, ','), true),
    set_config('actor.grid_ids', coalesce(array_to_string(grid_ids, ','), ''), true),
    set_config('actor.scope', CASE WHEN actor.area_level IS NULL THEN 'city'
      ELSE actor.area_level || ':' || actor.area_id END, true),
    set_config('actor.origin', coalesce(origin, ''), true);
END
$$;
COMMENT ON FUNCTION step_into IS 'Writes down who acts, until the transaction ends.';

CREATE FUNCTION list_area_grids(level text, area_id int) RETURNS int[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN CASE level
    WHEN 'grid' THEN ARRAY[area_id]
    WHEN 'zone' THEN (
      SELECT array_agg(grid_id ORDER BY grid_id) FROM grid WHERE zone_id = area_id)
    WHEN 'community' THEN (
      SELECT array_agg(grid_id ORDER BY grid_id)
      FROM grid JOIN zone USING (zone_id) WHERE community_id = area_id) END;
END
$$;
COMMENT ON FUNCTION list_area_grids IS 'Grids of an area as it is now: rights follow a redrawn boundary at once.';

CREATE FUNCTION act(credential_kind text, token_hash bytea, needed_permission text, origin text)
RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  opened record;
  actor record;
BEGIN
  IF credential_kind = 'session' THEN
    SELECT account_id, session_id, NULL::int AS api_key_id, NULL::text[] AS scopes INTO opened
    FROM find_session_account(token_hash);
  ELSIF credential_kind = 'key' THEN
    SELECT account_id, NULL::bigint AS session_id, api_key_id, scopes INTO opened
    FROM find_key_account(token_hash);
  ELSE
    RAISE EXCEPTION 'Not signed in' USING ERRCODE = 'DC401';
  END IF;
  SELECT * INTO actor FROM describe_actor(opened.account_id, opened.scopes);
  IF actor.account_id IS NULL THEN
    RAISE EXCEPTION 'Not signed in' USING ERRCODE = 'DC401';
  END IF;
  IF needed_permission <> '' THEN
    IF actor.must_change_password THEN
      RAISE EXCEPTION 'The password has to be changed first' USING ERRCODE = 'DC409';
    END IF;
    IF NOT needed_permission = ANY (actor.permissions) THEN
      RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
    END IF;
  END IF;
  PERFORM step_into(actor, origin);
  PERFORM set_config('role', CASE WHEN actor.area_level IS NULL THEN 'digital_community_city'
    ELSE 'digital_community_area' END, true);
  RETURN actor.account_id;
END
$$;
COMMENT ON FUNCTION act IS 'Begins to act for who holds a session or a key: checks the permission, writes down who acts, steps into the role whose policies hold. SQLSTATE DC401 not signed in, DC403 not allowed, DC409 password first.';

CREATE FUNCTION act_as_map_builder() RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM
    set_config('actor.role', 'map-builder', true),
    set_config('actor.permissions', 'place.read,registry.read', true),
    set_config('actor.scope', 'city', true),
    set_config('role', 'digital_community_city', true);
END
$$;
COMMENT ON FUNCTION act_as_map_builder IS 'For building ahead what the whole city''s map needs: counts, but no field of any person.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['describe_actor(int, text[])', 'find_session_account(bytea)',
    'find_key_account(bytea)', 'list_area_grids(text, int)', 'act(text, bytea, text, text)',
    'act_as_map_builder()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_gate', closed);
  END LOOP;
END
$$;
