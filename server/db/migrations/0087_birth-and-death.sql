-- ── Birth ───────────────────────────────────────────────────────────────────

CREATE FUNCTION record_birth(base life_event_base, entered jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  parent person := find_mover(base);
  child_id int;
  event life_event;
BEGIN
  IF parent.household_id IS NULL THEN
    PERFORM refuse_act('life_event_has_home', 'The parent lives nowhere in the city');
  END IF;
  IF base.happened_on < parent.birth_date + interval '12 years' THEN
    PERFORM refuse_act('household_generations', 'A parent is at least 12 years older than a child');
  END IF;
  -- The audit names the child too, and is written before.
  child_id := add_person(entered || jsonb_build_object('birthDate', base.happened_on));
  event := begin_life_event(base, 'birth', ARRAY[parent.person_id, child_id]);
  -- A birth that is told after a move: the child lives here since the parent does.
  event.happened_on := greatest(event.happened_on, (SELECT lower(valid) FROM residence
    WHERE person_id = parent.person_id AND kind = 'lives' AND upper_inf(valid)));
  PERFORM place_persons(event, ARRAY[
    ROW(parent.person_id, parent.household_id, parent.relation_to_head)::placement,
    ROW(child_id, parent.household_id, entered ->> 'relationToHead')::placement]);
  PERFORM begin_stay(event, ARRAY[child_id],
    (SELECT dwelling_id FROM household WHERE household_id = parent.household_id), parent.household_id);
  RETURN jsonb_build_object('lifeEventId', event.life_event_id, 'personId', child_id);
END
$$;
COMMENT ON FUNCTION record_birth IS 'A child is born to a parent and joins the household. Gives the event and the child.';

-- ── Death ───────────────────────────────────────────────────────────────────

CREATE FUNCTION end_links_by_death(event life_event) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM residence WHERE person_id = event.person_id AND kind <> 'owner'
    AND (upper_inf(valid) OR upper(valid) > event.happened_on) AND lower(valid) > event.happened_on)
  THEN
    PERFORM refuse_act('life_event_after_moving_in', 'Something of the person begins later');
  END IF;
  -- Whoever has died on the first day in a home was there on that day.
  UPDATE residence SET life_event_id = event.life_event_id,
    valid = daterange(lower(valid), greatest(event.happened_on, lower(valid) + 1))
  WHERE person_id = event.person_id AND kind <> 'owner'
    AND (upper_inf(valid) OR upper(valid) > event.happened_on);
  INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, life_event_id, recorded_at)
  SELECT person_id, dwelling_id, household_id, 'lives', daterange(NULL, event.happened_on),
    event.source, event.life_event_id, event.recorded_at
  FROM person JOIN household USING (household_id)
  WHERE person_id = event.person_id AND NOT EXISTS (SELECT FROM residence
    WHERE residence.person_id = event.person_id AND kind = 'lives'
      AND residence.life_event_id = event.life_event_id);
  UPDATE person_marriage SET ended_by = event.life_event_id,
    valid = daterange(lower(valid), greatest(event.happened_on, lower(valid) + 1))
  WHERE event.person_id IN (person_id, spouse_id) AND upper_inf(valid);
END
$$;
COMMENT ON FUNCTION end_links_by_death IS 'Ends home, registration, lease, work and marriage. Ownership stays until it is sold or inherited, which is recorded as a sale.';

CREATE FUNCTION record_death(base life_event_base, stayers jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := find_mover(base);
  event life_event := begin_life_event(base, 'death',
    ARRAY[base.person_id] || array_remove(list_members(target.household_id), base.person_id));
BEGIN
  PERFORM end_links_by_death(event);
  PERFORM place_persons(event,
    ROW(base.person_id, NULL, NULL)::placement || relate_stayers(ARRAY[base.person_id], stayers));
  PERFORM end_empty_households(event);
  PERFORM note_fact(event, target, 'died-on', NULL, base.happened_on::text);
  UPDATE person SET died_on = base.happened_on WHERE person_id = base.person_id;
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION record_death IS 'A person has died. A head who leaves others needs a new one: stayers name each with the new relation. Gives the event.';
