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
