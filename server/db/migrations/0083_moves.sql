-- ── Where persons live, from a day on and until one ─────────────────────────

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

CREATE FUNCTION begin_link(event life_event, linked int[], wanted_kind text, dwelling int, household int, wanted_valid daterange)
RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, verified_by,
    verified_on, life_event_id, recorded_at)
  SELECT unnest(linked), dwelling, household, wanted_kind, wanted_valid, event.source,
    CASE WHEN event.verified_on IS NOT NULL THEN current_setting('actor.account_name', true) END,
    event.verified_on, event.life_event_id, event.recorded_at;
END
$$;
COMMENT ON FUNCTION begin_link IS 'Links persons and a dwelling.';

CREATE FUNCTION begin_stay(event life_event, movers int[], dwelling int, household int)
RETURNS void LANGUAGE sql
AS $$
  SELECT begin_link(event, movers, 'lives', dwelling, household, daterange(event.happened_on, NULL))
$$;
COMMENT ON FUNCTION begin_stay IS 'Lets persons live in a dwelling from the day of the event on.';

-- ── The acts ────────────────────────────────────────────────────────────────

CREATE FUNCTION move_in(base life_event_base, dwelling int, household int, relation text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  mover person := find_mover(base);
  event life_event := begin_life_event(base, 'move-in', ARRAY[base.person_id]);
  home int := household;
BEGIN
  PERFORM require_target(dwelling, household, relation);
  IF mover.household_id IS NOT NULL THEN
    PERFORM refuse_act('residence_lives_in_one_place', 'The person lives in another dwelling');
  END IF;
  IF household IS NULL THEN
    home := place_household(event, NULL, dwelling);
  END IF;
  PERFORM place_persons(event, ARRAY[ROW(base.person_id, home, relation)::placement]);
  PERFORM begin_stay(event, ARRAY[base.person_id], dwelling, home);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION move_in IS 'Somebody without a home comes to live in a dwelling: in a household of it, or as head of a new one. Gives the event.';

CREATE FUNCTION move_out(base life_event_base, is_whole_household boolean, stayers jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  mover person := find_mover(base);
  members int[] := list_members(mover.household_id);
  movers int[] := CASE WHEN is_whole_household AND cardinality(members) > 0 THEN members
    ELSE ARRAY[base.person_id] END;
  event life_event := begin_life_event(base, 'move-out', movers || ARRAY(
    SELECT unnest(members) EXCEPT SELECT unnest(movers) ORDER BY 1));
BEGIN
  IF mover.household_id IS NULL AND NOT EXISTS (SELECT FROM residence
    WHERE person_id = base.person_id AND kind = 'lives' AND upper_inf(valid))
  THEN
    PERFORM refuse_act('life_event_has_home', 'The person lives nowhere in the city');
  END IF;
  PERFORM end_stay(event, movers);
  PERFORM place_persons(event,
    ARRAY(SELECT ROW(person_id, NULL, NULL)::placement FROM unnest(movers) AS person_id)
    || CASE WHEN is_whole_household THEN '{}' ELSE relate_stayers(movers, stayers) END);
  PERFORM end_empty_households(event);
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
  mover person := find_mover(base);
  members int[] := list_members(mover.household_id);
  movers int[] := CASE WHEN is_whole_household THEN members ELSE ARRAY[base.person_id] END;
  event life_event := begin_life_event(base, 'move', movers || ARRAY(
    SELECT unnest(members) EXCEPT SELECT unnest(movers) ORDER BY 1));
  home int := household;
BEGIN
  IF mover.household_id IS NULL THEN
    PERFORM refuse_act('life_event_has_home', 'The person lives nowhere in the city');
  END IF;
  PERFORM require_target(dwelling, household, CASE WHEN is_whole_household THEN 'head' ELSE relation END);
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
    PERFORM place_persons(event, ARRAY(SELECT ROW(person_id, home, relation_to_head)::placement
      FROM person WHERE person_id = ANY (movers) ORDER BY person_id));
  ELSE
    IF household IS NULL THEN
      home := place_household(event, NULL, dwelling);
    END IF;
    PERFORM place_persons(event,
      ROW(base.person_id, home, relation)::placement || relate_stayers(movers, stayers));
    PERFORM end_empty_households(event);
  END IF;
  PERFORM begin_stay(event, movers, dwelling, home);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION move_within IS 'A person, or the whole household, goes to live in another dwelling of the city. Gives the event.';
