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
  SELECT nullif(current_setting('actor.grid_ids', true), '')::int[];
END;
COMMENT ON FUNCTION actor_grid_ids IS 'Grids of the area that bounds the actor; empty for the city.';

CREATE FUNCTION actor_registry_grid_ids() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT nullif(current_setting('actor.registry_grid_ids', true), '')::int[];
END;
COMMENT ON FUNCTION actor_registry_grid_ids IS 'Grids whose residents an actor may see who is bound to an area.';

CREATE FUNCTION actor_tile_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT current_setting('actor.scope', true)
    || CASE WHEN actor_may('registry.read') THEN '' ELSE '/places' END;
END;
COMMENT ON FUNCTION actor_tile_scope IS 'Equal for actors who see the same on the map: finished bodies and tiles are kept per scope.';

-- ── From a secret to an actor ───────────────────────────────────────────────

-- All of this runs before every statement of the product. It is plpgsql, which keeps its plans,
-- asks one table at a time, because to begin a join costs more, and sets whole rows, because each
-- single expression is made ready anew in each transaction.

ALTER TABLE access_role
  ADD COLUMN permissions text[] NOT NULL DEFAULT '{}',
  ADD COLUMN fields text[] NOT NULL DEFAULT '{}',
  ADD COLUMN revealable_fields text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN access_role.permissions IS 'Those of role_permission, kept by trigger.';
COMMENT ON COLUMN access_role.fields IS 'Those of role_field, kept by trigger.';
COMMENT ON COLUMN access_role.revealable_fields IS 'Those of role_field that may be revealed, kept by trigger.';

CREATE FUNCTION gather_role_rights() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  -- Of two at once the second waits here, and then sees what the first has done.
  PERFORM FROM access_role ORDER BY role FOR NO KEY UPDATE;
  UPDATE access_role SET
    permissions = ARRAY(SELECT permission FROM role_permission AS given
      WHERE given.role = access_role.role ORDER BY permission),
    fields = ARRAY(SELECT field FROM role_field AS given
      WHERE given.role = access_role.role ORDER BY field),
    revealable_fields = ARRAY(SELECT field FROM role_field AS given
      WHERE given.role = access_role.role AND may_reveal ORDER BY field);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION gather_role_rights IS 'Writes what a role may do and see into its one row.';
CREATE TRIGGER role_permission_gathered AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
  ON role_permission FOR EACH STATEMENT EXECUTE FUNCTION gather_role_rights();
CREATE TRIGGER role_field_gathered AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
  ON role_field FOR EACH STATEMENT EXECUTE FUNCTION gather_role_rights();
-- Wakes the trigger for what stands there already.
UPDATE role_permission SET permission = permission;

CREATE TYPE actor AS (
  account_id int, account_name text, role text, department_id int, must_change_password boolean,
  scope text, grid_ids int[], permissions text[], fields text[], revealable_fields text[]);
COMMENT ON TYPE actor IS 'Who acts, and what that account may do and see.';

CREATE FUNCTION find_session(wanted_hash bytea) RETURNS account_session LANGUAGE plpgsql AS $$
DECLARE
  session account_session;
BEGIN
  SELECT * INTO session FROM account_session WHERE token_hash = wanted_hash AND ended_at IS NULL;
  PERFORM FROM access_setting
  WHERE session.last_seen_at > now() - make_interval(mins => session_idle_minutes)
    AND session.created_at > now() - make_interval(hours => session_longest_hours);
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- A page that only listens does not keep a session alive that nobody uses.
  IF session.last_seen_at < now() - interval '1 minute'
    AND coalesce(current_setting('actor.only_listens', true), '') <> 'on'
  THEN
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
  RETURN session;
END
$$;
COMMENT ON FUNCTION find_session IS 'The running session of a token; notes its use once a minute.';

CREATE FUNCTION find_session_id(wanted_hash bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN (find_session(wanted_hash)).session_id;
END
$$;
COMMENT ON FUNCTION find_session_id IS 'Which running session a token opens, if any.';

CREATE FUNCTION find_key(wanted_hash bytea) RETURNS api_key LANGUAGE plpgsql AS $$
DECLARE
  key api_key;
BEGIN
  SELECT * INTO key FROM api_key
  WHERE token_hash = wanted_hash AND revoked_at IS NULL AND expires_at > now();
  IF NOT FOUND THEN
    RETURN NULL;
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
  RETURN key;
END
$$;
COMMENT ON FUNCTION find_key IS 'The valid API key of a secret; notes its use once a minute.';

CREATE FUNCTION find_actor(credential_kind text, token_hash bytea) RETURNS actor
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  holder_id int;
  holder account;
  key api_key;
  found_actor actor;
BEGIN
  IF credential_kind = 'session' THEN
    holder_id := (find_session(token_hash)).account_id;
  ELSIF credential_kind = 'key' THEN
    key := find_key(token_hash);
    holder_id := key.account_id;
  END IF;
  SELECT * INTO holder FROM account WHERE account_id = holder_id AND NOT is_disabled;
  SELECT holder.account_id, holder.name, holder.role, holder.department_id,
    holder.must_change_password, 'city', NULL, held.permissions, held.fields, held.revealable_fields
    INTO found_actor
  FROM access_role AS held WHERE held.role = holder.role;
  -- The grids of the area as it is now: rights follow a redrawn boundary at once.
  IF holder.grid_id IS NOT NULL THEN
    found_actor.scope := 'grid:' || holder.grid_id;
    found_actor.grid_ids := ARRAY[holder.grid_id];
  ELSIF holder.zone_id IS NOT NULL THEN
    found_actor.scope := 'zone:' || holder.zone_id;
    found_actor.grid_ids := ARRAY(SELECT grid_id FROM grid WHERE grid.zone_id = holder.zone_id);
  ELSIF holder.community_id IS NOT NULL THEN
    found_actor.scope := 'community:' || holder.community_id;
    found_actor.grid_ids := ARRAY(
      SELECT grid_id FROM grid JOIN zone USING (zone_id)
      WHERE zone.community_id = holder.community_id);
  END IF;
  IF found_actor.department_id IS NOT NULL THEN
    SELECT coalesce(array_agg(field), '{}'), coalesce(array_agg(field) FILTER (WHERE may_reveal), '{}')
      INTO found_actor.fields, found_actor.revealable_fields
    FROM department_field WHERE department_field.department_id = found_actor.department_id;
  END IF;
  -- Somebody who sees no field of a person has nothing to do in the registry.
  IF found_actor.fields = '{}' THEN
    found_actor.permissions := array_remove(
      array_remove(found_actor.permissions, 'registry.read'), 'person.reveal');
  END IF;
  IF key.scopes IS NOT NULL THEN
    found_actor.permissions := ARRAY(
      SELECT unnest(found_actor.permissions) INTERSECT SELECT unnest(key.scopes) ORDER BY 1);
  END IF;
  RETURN found_actor;
END
$$;
COMMENT ON FUNCTION find_actor IS 'Whose credential it is, and what that account may do and see now; empty where it opens nothing. Scopes of an API key narrow the permissions.';

-- ── Acting ──────────────────────────────────────────────────────────────────

-- Runs with the caller's own rights, which is why it can only step into roles
-- that the caller is a member of.
CREATE FUNCTION act(credential_kind text, token_hash bytea, needed_permission text, origin text)
RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  who actor := find_actor(credential_kind, token_hash);
BEGIN
  IF who.account_id IS NULL THEN
    RAISE EXCEPTION 'Not signed in' USING ERRCODE = 'DC401';
  END IF;
  IF needed_permission <> '' THEN
    IF who.must_change_password THEN
      RAISE EXCEPTION 'The password has to be changed first' USING ERRCODE = 'DC409';
    END IF;
    IF NOT needed_permission = ANY (who.permissions) THEN
      RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
    END IF;
  END IF;
  PERFORM
    set_config('actor.account_id', who.account_id::text, true),
    set_config('actor.account_name', who.account_name, true),
    set_config('actor.role', who.role, true),
    set_config('actor.permissions', array_to_string(who.permissions, ','), true),
    set_config('actor.fields', array_to_string(who.fields, ','), true),
    set_config('actor.revealable_fields', array_to_string(who.revealable_fields, ','), true),
    set_config('actor.grid_ids', coalesce(who.grid_ids::text, ''), true),
    set_config('actor.registry_grid_ids', CASE WHEN 'registry.read' = ANY (who.permissions)
      THEN coalesce(who.grid_ids::text, '') ELSE '' END, true),
    set_config('actor.scope', who.scope, true),
    set_config('actor.origin', coalesce(origin, ''), true),
    set_config('role', CASE who.scope WHEN 'city' THEN 'digital_community_city'
      ELSE 'digital_community_area' END, true);
  RETURN who.account_id;
END
$$;
COMMENT ON FUNCTION act IS 'Begins to act for who holds a session or a key: checks the permission, writes down who acts until the transaction ends, steps into the role whose policies hold. SQLSTATE DC401 not signed in, DC403 not allowed, DC409 password first.';

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
  FOREACH closed IN ARRAY ARRAY['gather_role_rights()', 'find_session(bytea)',
    'find_session_id(bytea)', 'find_key(bytea)', 'find_actor(text, bytea)',
    'act(text, bytea, text, text)', 'act_as_map_builder()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
  END LOOP;
  GRANT EXECUTE ON FUNCTION find_session_id, find_actor, act, act_as_map_builder
    TO digital_community_gate;
END
$$;
