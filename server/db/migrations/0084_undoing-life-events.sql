-- ── Undo: the newest act first, as an event of its own ──────────────────────

CREATE FUNCTION require_undoable(event life_event) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  households int[] := ARRAY(
    SELECT unnest(ARRAY[old_household_id, new_household_id]) FROM life_event_person
    WHERE life_event_person.life_event_id = event.life_event_id);
BEGIN
  -- Nobody who was erased comes back to life with a home.
  PERFORM require_unerased(person), require_unrestricted(person)
  FROM life_event_person JOIN person USING (person_id)
  WHERE life_event_person.life_event_id = event.life_event_id;
  IF event.kind = 'undo' THEN
    PERFORM refuse_act('life_event_undo_is_final', 'An undo is not undone; record the act again');
  END IF;
  IF EXISTS (SELECT FROM life_event WHERE undoes = event.life_event_id) THEN
    PERFORM refuse_act('life_event_undone_once', 'It was undone already');
  END IF;
  IF EXISTS (
    SELECT FROM life_event_person AS later JOIN life_event USING (life_event_id)
    WHERE later.life_event_id > event.life_event_id
      AND NOT EXISTS (SELECT FROM life_event AS undo WHERE undo.undoes = later.life_event_id)
      AND (later.old_household_id = ANY (households) OR later.new_household_id = ANY (households)
        OR later.person_id IN (SELECT person_id FROM life_event_person AS touched
          WHERE touched.life_event_id = event.life_event_id)))
  -- Whatever else has changed them since, such as an erasure or a correction by hand.
  OR EXISTS (
    SELECT FROM life_event_person AS touched JOIN person USING (person_id)
    WHERE touched.life_event_id = event.life_event_id
      AND (person.household_id, person.relation_to_head)
        IS DISTINCT FROM (touched.new_household_id, touched.new_relation))
  OR EXISTS (
    SELECT FROM life_event_household AS placed LEFT JOIN household USING (household_id)
    WHERE placed.life_event_id = event.life_event_id
      AND household.dwelling_id IS DISTINCT FROM placed.new_dwelling_id)
  THEN
    PERFORM refuse_act('life_event_undone_last_first', 'Something has changed since: undo that first');
  END IF;
END
$$;
COMMENT ON FUNCTION require_undoable IS 'Refuses to undo what was undone, what is an undo, what something else was built on, and what touched somebody erased or restricted.';

CREATE FUNCTION restore_residences(old_event_id bigint) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM residence
  WHERE life_event_id = old_event_id AND NOT EXISTS (SELECT FROM residence_past
    WHERE residence_past.residence_id = residence.residence_id AND replaced_by = old_event_id);
  UPDATE residence SET valid = past.valid, source = past.source, verified_by = past.verified_by,
    verified_on = past.verified_on, household_id = past.household_id,
    life_event_id = past.life_event_id
  FROM residence_past AS past
  WHERE past.residence_id = residence.residence_id AND past.replaced_by = old_event_id
    AND residence.life_event_id = old_event_id;
END
$$;
COMMENT ON FUNCTION restore_residences IS 'Lets residences be again what they were before an event; that they were believed otherwise stays in the past.';

CREATE FUNCTION restore_households(old_event_id bigint) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  touched life_event_person;
BEGIN
  INSERT INTO household (household_id, dwelling_id, kind, created_at)
  SELECT household_id, old_dwelling_id, kind, created_at FROM life_event_household
  WHERE life_event_id = old_event_id AND new_dwelling_id IS NULL;
  FOR touched IN SELECT * FROM life_event_person
    WHERE life_event_id = old_event_id ORDER BY step DESC
  LOOP
    UPDATE person SET household_id = touched.old_household_id,
      relation_to_head = touched.old_relation, revision = revision + 1
    WHERE person_id = touched.person_id;
  END LOOP;
  UPDATE household SET dwelling_id = placed.old_dwelling_id
  FROM life_event_household AS placed
  WHERE placed.life_event_id = old_event_id AND placed.household_id = household.household_id
    AND num_nonnulls(placed.old_dwelling_id, placed.new_dwelling_id) = 2;
  DELETE FROM household WHERE household_id IN (SELECT placed.household_id
    FROM life_event_household AS placed
    WHERE placed.life_event_id = old_event_id AND placed.old_dwelling_id IS NULL);
END
$$;
COMMENT ON FUNCTION restore_households IS 'Puts persons and households back where they were before an event, step by step backwards.';

CREATE FUNCTION undo_life_event(wanted_event_id bigint, stated_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched int[];
  old_event life_event;
  undo_id bigint;
BEGIN
  IF NOT actor_may('registry.write') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('life_event'));
  touched := ARRAY(SELECT person_id FROM life_event_person
    WHERE life_event_id = wanted_event_id ORDER BY person_id);
  -- Whoever is bound to an area takes back only what is their own and still lies within.
  SELECT * INTO old_event FROM life_event
  WHERE life_event_id = wanted_event_id AND actor_may('registry.read')
    AND (actor_sees_city() OR (account_id = actor_account_id() AND NOT EXISTS (
      SELECT FROM person WHERE person_id = ANY (touched) AND NOT is_person_in_reach(person))));
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM FROM person WHERE person_id = ANY (touched) ORDER BY person_id FOR NO KEY UPDATE;
  PERFORM require_undoable(old_event);
  INSERT INTO life_event (kind, person_id, happened_on, source, reason, account_id, undoes)
  VALUES ('undo', old_event.person_id, old_event.happened_on, old_event.source, stated_reason,
    actor_account_id(), wanted_event_id)
  RETURNING life_event_id INTO undo_id;
  PERFORM set_config('registry.life_event_id', undo_id::text, true);
  PERFORM audit('person.undo', 'person', old_event.person_id, touched, ARRAY['residence'],
    stated_reason, jsonb_build_object('lifeEventId', undo_id, 'undoes', wanted_event_id));
  PERFORM restore_residences(wanted_event_id);
  PERFORM restore_households(wanted_event_id);
  RETURN undo_id;
END
$$;
COMMENT ON FUNCTION undo_life_event IS 'Takes an act back: homes, households, relations and counts are as before, the history knows both. Gives the new event; empty where there is none within reach.';

-- ── Who may call what ───────────────────────────────────────────────────────

DO $$
DECLARE
  act text;
  inner_step text;
BEGIN
  FOREACH inner_step IN ARRAY ARRAY['is_person_in_reach(person)', 'is_dwelling_in_reach(int)',
    'begin_life_event(life_event_base, text, int[])', 'require_unrestricted(person)', 'find_mover(int)', 'list_members(int)',
    'place_person(life_event, int, int, text)', 'place_household(life_event, int, int)',
    'end_stay(life_event, int[])', 'begin_stay(life_event, int[], int, int)',
    'leave_household(life_event, person, jsonb)', 'require_target(person, int, int, text)',
    'require_undoable(life_event)', 'restore_residences(bigint)', 'restore_households(bigint)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', inner_step);
  END LOOP;
  FOREACH act IN ARRAY ARRAY['find_person_revision(int)',
    'move_in(life_event_base, int, int, text)', 'move_out(life_event_base, boolean, jsonb)',
    'move_within(life_event_base, int, int, text, boolean, jsonb)', 'undo_life_event(bigint, text)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', act);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', act);
  END LOOP;
END
$$;
