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

CREATE TYPE life_event_base AS (
  person_id int, revision int, happened_on date, source text, verified_on date, reason text);
COMMENT ON TYPE life_event_base IS 'What each act is told: whom, as of which revision, when, how known, seen when, why.';

-- Acts wait for each other: they are few, and each may touch any member of a household. Then the
-- persons are held in one order, and only then the audit, as the acts of the residents' rights do.
CREATE FUNCTION begin_life_event(base life_event_base, act text, touched int[]) RETURNS life_event
LANGUAGE plpgsql
AS $$
DECLARE
  target person;
  event life_event;
BEGIN
  PERFORM FROM person WHERE person_id = ANY (touched) ORDER BY person_id FOR NO KEY UPDATE;
  SELECT * INTO target FROM person WHERE person_id = base.person_id;
  PERFORM require_unerased(target);
  IF target.restricted_at IS NOT NULL THEN
    RAISE EXCEPTION 'The data of this person may not be used now' USING ERRCODE = 'DC423';
  END IF;
  IF target.revision <> base.revision THEN
    RAISE EXCEPTION 'Somebody else has changed it in the meantime' USING ERRCODE = 'DC412';
  END IF;
  IF base.happened_on < target.birth_date THEN
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
COMMENT ON FUNCTION begin_life_event IS 'Checks what holds for every act and writes the event and its audit. SQLSTATE DC412 the record has changed, DC423 restricted.';

CREATE FUNCTION find_mover(wanted_person_id int) RETURNS person
LANGUAGE plpgsql
AS $$
DECLARE
  target person;
BEGIN
  IF NOT actor_may('registry.write') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
  SELECT * INTO target FROM person WHERE person_id = wanted_person_id AND is_person_in_reach(person);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No such person' USING ERRCODE = 'DC404';
  END IF;
  RETURN target;
END
$$;
COMMENT ON FUNCTION find_mover IS 'The person of an act; from here on no other act runs. SQLSTATE DC403 not allowed, DC404 nobody within reach.';

CREATE FUNCTION list_members(wanted_household_id int) RETURNS int[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(person_id ORDER BY person_id), '{}') FROM person
  WHERE household_id = wanted_household_id
$$;
COMMENT ON FUNCTION list_members IS 'Persons of a household.';

-- ── The steps of which acts consist ─────────────────────────────────────────

CREATE FUNCTION place_person(event life_event, wanted_person_id int, household int, relation text)
RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO life_event_person (life_event_id, step, person_id, old_household_id, old_relation,
    new_household_id, new_relation)
  SELECT event.life_event_id,
    (SELECT count(*) FROM life_event_person AS earlier
      WHERE earlier.life_event_id = event.life_event_id),
    person_id, household_id, relation_to_head, household, relation
  FROM person WHERE person_id = wanted_person_id;
  UPDATE person SET household_id = household, relation_to_head = relation, revision = revision + 1
  WHERE person_id = wanted_person_id;
END
$$;
COMMENT ON FUNCTION place_person IS 'Puts a person into a household, or into none, and keeps what was before.';

CREATE FUNCTION place_household(event life_event, wanted_household_id int, dwelling int)
RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  old household;
BEGIN
  SELECT * INTO old FROM household WHERE household_id = wanted_household_id FOR UPDATE;
  IF wanted_household_id IS NULL THEN
    INSERT INTO household (dwelling_id) VALUES (dwelling) RETURNING * INTO old;
    INSERT INTO life_event_household
    VALUES (event.life_event_id, old.household_id, old.kind, old.created_at, NULL, dwelling);
    RETURN old.household_id;
  END IF;
  INSERT INTO life_event_household
  VALUES (event.life_event_id, old.household_id, old.kind, old.created_at, old.dwelling_id, dwelling);
  IF dwelling IS NULL THEN
    DELETE FROM household WHERE household_id = wanted_household_id;
  ELSE
    UPDATE household SET dwelling_id = dwelling WHERE household_id = wanted_household_id;
  END IF;
  RETURN wanted_household_id;
END
$$;
COMMENT ON FUNCTION place_household IS 'Begins (no household), moves or ends (no dwelling) a household, and keeps what was before.';

CREATE FUNCTION end_stay(event life_event, movers int[]) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM residence WHERE person_id = ANY (movers) AND kind = 'lives'
    AND upper_inf(valid) AND lower(valid) >= event.happened_on)
  THEN
    PERFORM refuse_act('life_event_after_moving_in', 'Nobody leaves before having lived there a day');
  END IF;
  -- Of some it is known that they live there, but not since when.
  INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, life_event_id, recorded_at)
  SELECT person_id, dwelling_id, household_id, 'lives', daterange(NULL, event.happened_on),
    event.source, event.life_event_id, event.recorded_at
  FROM person JOIN household USING (household_id)
  WHERE person_id = ANY (movers) AND NOT EXISTS (SELECT FROM residence
    WHERE residence.person_id = person.person_id AND residence.kind = 'lives' AND upper_inf(valid));
  UPDATE residence SET valid = daterange(lower(valid), event.happened_on),
    life_event_id = event.life_event_id
  WHERE person_id = ANY (movers) AND kind = 'lives' AND upper_inf(valid);
END
$$;
COMMENT ON FUNCTION end_stay IS 'Ends where persons live; the day of the event is the first that they are gone.';

CREATE FUNCTION begin_stay(event life_event, movers int[], dwelling int, household int)
RETURNS void LANGUAGE sql
AS $$
  INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, verified_by,
    verified_on, life_event_id, recorded_at)
  SELECT unnest(movers), dwelling, household, 'lives', daterange(event.happened_on, NULL),
    event.source,
    CASE WHEN event.verified_on IS NOT NULL THEN current_setting('actor.account_name', true) END,
    event.verified_on, event.life_event_id, event.recorded_at
$$;
COMMENT ON FUNCTION begin_stay IS 'Lets persons live in a dwelling from the day of the event on.';

-- Relations are relations to the head: with another head all of them have to be said anew.
CREATE FUNCTION leave_household(event life_event, leaver person, stayers jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  staying int[] := array_remove(list_members(leaver.household_id), leaver.person_id);
  named int[] := ARRAY(SELECT (value ->> 'personId')::int FROM jsonb_array_elements(stayers) ORDER BY 1);
  stayer jsonb;
BEGIN
  IF stayers IS NOT NULL AND named <> staying THEN
    PERFORM refuse_act('life_event_names_all_stayers', 'Each member who stays has to be named once');
  END IF;
  IF leaver.relation_to_head = 'head' AND cardinality(staying) > 0 AND NOT coalesce(
    jsonb_path_exists(stayers, '$[*] ? (@.relationToHead == "head")'), false)
  THEN
    PERFORM refuse_act('household_keeps_a_head', 'The head leaves and nobody follows');
  END IF;
  PERFORM place_person(event, leaver.person_id, NULL, 'unrelated');
  -- Who becomes head comes last, so that there are never two.
  FOR stayer IN SELECT value FROM jsonb_array_elements(stayers)
    ORDER BY value ->> 'relationToHead' = 'head', (value ->> 'personId')::int
  LOOP
    PERFORM place_person(event, (stayer ->> 'personId')::int, leaver.household_id,
      stayer ->> 'relationToHead');
  END LOOP;
  IF leaver.household_id IS NOT NULL AND cardinality(staying) = 0 THEN
    PERFORM place_household(event, leaver.household_id, NULL);
  END IF;
END
$$;
COMMENT ON FUNCTION leave_household IS 'Takes a person out of a household, which ends with its last member; a head who leaves others behind needs a new one.';

CREATE FUNCTION require_target(leaver person, dwelling int, household int, relation text)
RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT is_dwelling_in_reach(dwelling) THEN
    PERFORM refuse_act('life_event_dwelling_known', 'No such dwelling');
  END IF;
  IF household IS NULL AND relation <> 'head' THEN
    PERFORM refuse_act('household_begins_with_head', 'A new household begins with its head');
  END IF;
  IF household IS NOT NULL AND NOT EXISTS (SELECT FROM household AS target
    WHERE target.household_id = household AND target.dwelling_id = dwelling)
  THEN
    PERFORM refuse_act('household_in_dwelling', 'The household does not live in that dwelling');
  END IF;
END
$$;
COMMENT ON FUNCTION require_target IS 'Refuses a new home that is not there.';

-- ── The acts ────────────────────────────────────────────────────────────────

CREATE FUNCTION move_in(base life_event_base, dwelling int, household int, relation text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  mover person := find_mover(base.person_id);
  event life_event;
  home int := household;
BEGIN
  event := begin_life_event(base, 'move-in', ARRAY[base.person_id]);
  PERFORM require_target(mover, dwelling, household, relation);
  IF mover.household_id IS NOT NULL THEN
    PERFORM refuse_act('residence_lives_in_one_place', 'The person lives in another dwelling');
  END IF;
  IF household IS NULL THEN
    home := place_household(event, NULL, dwelling);
  END IF;
  PERFORM place_person(event, base.person_id, home, relation);
  PERFORM begin_stay(event, ARRAY[base.person_id], dwelling, home);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION move_in IS 'Somebody without a home comes to live in a dwelling: in a household of it, or as head of a new one. Gives the event.';

CREATE FUNCTION move_out(base life_event_base, is_whole_household boolean, stayers jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  mover person := find_mover(base.person_id);
  members int[] := list_members(mover.household_id);
  movers int[] := CASE WHEN is_whole_household AND cardinality(members) > 0 THEN members
    ELSE ARRAY[base.person_id] END;
  event life_event;
BEGIN
  event := begin_life_event(base, 'move-out', movers || ARRAY(
    SELECT unnest(members) EXCEPT SELECT unnest(movers) ORDER BY 1));
  IF mover.household_id IS NULL AND NOT EXISTS (SELECT FROM residence
    WHERE person_id = base.person_id AND kind = 'lives' AND upper_inf(valid))
  THEN
    PERFORM refuse_act('life_event_has_home', 'The person lives nowhere in the city');
  END IF;
  PERFORM end_stay(event, movers);
  IF movers = ARRAY[base.person_id] THEN
    PERFORM leave_household(event, mover, stayers);
  ELSE
    PERFORM place_person(event, person_id, NULL, 'unrelated') FROM unnest(movers) AS person_id;
    PERFORM place_household(event, mover.household_id, NULL);
  END IF;
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION move_out IS 'A person, or the whole household, leaves the city. Stayers name each member who stays with the relation to the new head. Gives the event.';

CREATE FUNCTION move_within(
  base life_event_base, dwelling int, household int, relation text, is_whole_household boolean,
  stayers jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  mover person := find_mover(base.person_id);
  members int[] := list_members(mover.household_id);
  movers int[] := CASE WHEN is_whole_household THEN members ELSE ARRAY[base.person_id] END;
  event life_event;
  home int := household;
BEGIN
  event := begin_life_event(base, 'move', movers || ARRAY(
    SELECT unnest(members) EXCEPT SELECT unnest(movers) ORDER BY 1));
  IF mover.household_id IS NULL THEN
    PERFORM refuse_act('life_event_has_home', 'The person lives nowhere in the city');
  END IF;
  PERFORM require_target(mover, dwelling, household, CASE WHEN is_whole_household THEN 'head' ELSE relation END);
  IF is_whole_household AND household IS NOT NULL THEN
    PERFORM refuse_act('household_stays_itself', 'A household that moves as a whole stays itself');
  END IF;
  IF EXISTS (SELECT FROM household AS old
    WHERE old.household_id = mover.household_id AND old.dwelling_id = dwelling)
  THEN
    PERFORM refuse_act('life_event_changes_dwelling', 'The person lives there already');
  END IF;
  PERFORM end_stay(event, movers);
  IF is_whole_household THEN
    home := place_household(event, mover.household_id, dwelling);
    PERFORM place_person(event, person_id, home, relation_to_head)
    FROM person WHERE person_id = ANY (movers);
  ELSE
    PERFORM leave_household(event, mover, stayers);
    IF household IS NULL THEN
      home := place_household(event, NULL, dwelling);
    END IF;
    -- The step out of the old household and the one into the new are one step of the event.
    UPDATE life_event_person SET new_household_id = home, new_relation = relation
    WHERE life_event_id = event.life_event_id AND person_id = base.person_id;
    UPDATE person SET household_id = home, relation_to_head = relation
    WHERE person_id = base.person_id;
  END IF;
  PERFORM begin_stay(event, movers, dwelling, home);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION move_within IS 'A person, or the whole household, goes to live in another dwelling of the city. Gives the event.';
