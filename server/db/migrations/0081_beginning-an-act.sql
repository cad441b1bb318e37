-- ── How an act begins ───────────────────────────────────────────────────────

CREATE FUNCTION is_person_in_reach(target person) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT actor_may('registry.read') AND (actor_sees_city()
    OR target.grid_id = ANY (actor_registry_grid_ids())
    OR (target.household_id IS NULL AND EXISTS (
      SELECT FROM residence
      WHERE residence.person_id = target.person_id
        AND residence.grid_id = ANY (actor_registry_grid_ids()))))
$$;
COMMENT ON FUNCTION is_person_in_reach IS 'Whether the actor keeps the record of this person: everybody of the own area, and who has lived there and has no home now.';

CREATE FUNCTION find_person_revision(wanted_person_id int) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT revision FROM person
  WHERE person_id = wanted_person_id AND is_person_in_reach(person)
$$;
COMMENT ON FUNCTION find_person_revision IS 'Revision that an act is based on; empty where there is nobody within reach.';

CREATE FUNCTION is_dwelling_in_reach(wanted_dwelling_id int) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM dwelling
    WHERE dwelling_id = wanted_dwelling_id AND actor_may('registry.read')
      AND (actor_sees_city() OR grid_id = ANY (actor_registry_grid_ids())))
$$;
COMMENT ON FUNCTION is_dwelling_in_reach IS 'Whether the dwelling lies where the actor keeps the registry.';

CREATE FUNCTION refuse_act(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING CONSTRAINT = rule, MESSAGE = message;
END
$$;
COMMENT ON FUNCTION refuse_act IS 'Refuses an act by the name of a rule, as a constraint would.';

CREATE FUNCTION require_unrestricted(target person) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF target.restricted_at IS NOT NULL THEN
    RAISE EXCEPTION 'The data of this person may not be used now' USING ERRCODE = 'DC423';
  END IF;
END
$$;
COMMENT ON FUNCTION require_unrestricted IS 'Refuses (SQLSTATE DC423) where the data of a person may not be used now.';

CREATE FUNCTION require_same_revision(present int, stated int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF present <> stated THEN
    RAISE EXCEPTION 'Somebody else has changed it in the meantime' USING ERRCODE = 'DC412';
  END IF;
END
$$;
COMMENT ON FUNCTION require_same_revision IS 'Refuses (SQLSTATE DC412) what is based on another revision.';

CREATE TYPE life_event_base AS (
  person_id int, revision int, happened_on date, source text, verified_on date, reason text);
COMMENT ON TYPE life_event_base IS 'What each act is told: whom, as of which revision, when, how known, seen when, why. Acts on a household or a dwelling state the revision of that, and find the person themselves.';

-- Acts wait for each other: they are few, and each may touch any member of a household.
CREATE FUNCTION open_act() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT actor_may('registry.write') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
END
$$;
COMMENT ON FUNCTION open_act IS 'From here on no other act runs. SQLSTATE DC403 not allowed.';

-- Persons are held in one order, and only then the audit, as the acts of the residents' rights do.
CREATE FUNCTION hold_persons(wanted_person_ids int[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM person
  WHERE person_id = ANY (wanted_person_ids || ARRAY(SELECT fellow.person_id
    FROM person AS one JOIN person AS fellow USING (household_id)
    WHERE one.person_id = ANY (wanted_person_ids)))
  ORDER BY person_id FOR NO KEY UPDATE;
END
$$;
COMMENT ON FUNCTION hold_persons IS 'Holds persons, and all who share a household with them, until the transaction ends.';

CREATE FUNCTION find_participant(wanted_person_id int) RETURNS person LANGUAGE plpgsql AS $$
DECLARE
  target person;
BEGIN
  PERFORM hold_persons(ARRAY[wanted_person_id]);
  SELECT * INTO target FROM person WHERE person_id = wanted_person_id AND is_person_in_reach(person);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No such person' USING ERRCODE = 'DC404';
  END IF;
  PERFORM require_unerased(target);
  PERFORM require_unrestricted(target);
  IF target.died_on IS NOT NULL THEN
    PERFORM refuse_act('life_event_of_the_living', 'The person has died');
  END IF;
  RETURN target;
END
$$;
COMMENT ON FUNCTION find_participant IS 'Somebody whom an act is about, held. SQLSTATE DC404 nobody within reach, DC423 restricted; refuses the erased and the dead.';

CREATE FUNCTION find_mover(base life_event_base) RETURNS person LANGUAGE plpgsql AS $$
DECLARE
  target person;
BEGIN
  PERFORM open_act();
  target := find_participant(base.person_id);
  PERFORM require_same_revision(target.revision, base.revision);
  RETURN target;
END
$$;
COMMENT ON FUNCTION find_mover IS 'The person of an act, and from here on no other act runs. SQLSTATE DC412 the record has changed, and those of open_act and find_participant.';

CREATE FUNCTION begin_life_event(base life_event_base, act text, touched int[]) RETURNS life_event
LANGUAGE plpgsql
AS $$
DECLARE
  event life_event;
BEGIN
  IF base.happened_on < (SELECT birth_date FROM person WHERE person_id = base.person_id) THEN
    PERFORM refuse_act('life_event_after_birth', 'The person was not born yet');
  END IF;
  INSERT INTO life_event (kind, person_id, happened_on, source, verified_on, reason, account_id)
  VALUES (act, base.person_id, base.happened_on, base.source, base.verified_on, base.reason,
    actor_account_id())
  RETURNING * INTO event;
  PERFORM set_config('registry.life_event_id', event.life_event_id::text, true);
  PERFORM audit('person.' || act, 'person', base.person_id, touched, ARRAY['residence'], base.reason,
    jsonb_build_object('lifeEventId', event.life_event_id));
  RETURN event;
END
$$;
COMMENT ON FUNCTION begin_life_event IS 'Writes the event and its audit.';

CREATE FUNCTION list_members(wanted_household_id int) RETURNS int[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(person_id ORDER BY person_id), '{}') FROM person
  WHERE household_id = wanted_household_id
$$;
COMMENT ON FUNCTION list_members IS 'Persons of a household.';
