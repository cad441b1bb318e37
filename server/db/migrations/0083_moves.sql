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
