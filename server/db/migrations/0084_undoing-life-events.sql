-- ── Undo: the newest act first, as an event of its own ──────────────────────

CREATE FUNCTION is_undone(wanted_event_id bigint) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT EXISTS (SELECT FROM life_event WHERE undoes = wanted_event_id) $$;
COMMENT ON FUNCTION is_undone IS 'Whether an act was taken back.';

CREATE FUNCTION is_built_upon(event life_event) RETURNS boolean LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM life_event_person AS mine JOIN life_event_person AS later
      ON later.life_event_id > mine.life_event_id AND (later.person_id = mine.person_id
        OR (mine.is_change AND later.is_change AND (
          later.old_household_id IN (mine.old_household_id, mine.new_household_id)
          OR later.new_household_id IN (mine.old_household_id, mine.new_household_id))))
    WHERE mine.life_event_id = event.life_event_id AND NOT is_undone(later.life_event_id))
  -- Somebody has joined or left a household that the act began or moved.
  OR EXISTS (
    SELECT FROM life_event_household AS placed JOIN life_event_person AS later
      ON later.life_event_id > placed.life_event_id AND later.is_change
        AND (later.old_household_id = placed.household_id OR later.new_household_id = placed.household_id)
    WHERE placed.life_event_id = event.life_event_id AND NOT is_undone(later.life_event_id))
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
  OR EXISTS (
    SELECT FROM residence_past AS past LEFT JOIN residence USING (residence_id)
    WHERE event.life_event_id IN (past.life_event_id, past.replaced_by)
      AND residence.life_event_id IS DISTINCT FROM event.life_event_id);
END
$$;
COMMENT ON FUNCTION is_built_upon IS 'Whether something that an act has made was changed since.';

CREATE FUNCTION require_undoable(event life_event) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  -- Nobody who was erased comes back to life with a home.
  PERFORM require_unerased(person), require_unrestricted(person)
  FROM life_event_person JOIN person USING (person_id)
  WHERE life_event_person.life_event_id = event.life_event_id;
  IF event.kind = 'undo' THEN
    PERFORM refuse_act('life_event_undo_is_final', 'An undo is not undone; record the act again');
  END IF;
  IF is_undone(event.life_event_id) THEN
    PERFORM refuse_act('life_event_undone_once', 'It was undone already');
  END IF;
  IF is_built_upon(event) THEN
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
BEGIN
  INSERT INTO household (household_id, dwelling_id, kind, created_at)
  SELECT household_id, old_dwelling_id, kind, created_at FROM life_event_household
  WHERE life_event_id = old_event_id AND new_dwelling_id IS NULL;
  -- Nobody is head twice at any moment.
  IF EXISTS (SELECT FROM life_event_person
    WHERE life_event_id = old_event_id AND new_relation = 'head' AND is_change)
  THEN
    UPDATE person SET relation_to_head = 'unrelated' FROM life_event_person AS touched
    WHERE touched.life_event_id = old_event_id AND person.person_id = touched.person_id
      AND new_relation = 'head' AND is_change;
  END IF;
  UPDATE person SET household_id = old_household_id, relation_to_head = old_relation,
    revision = revision + 1
  FROM life_event_person AS touched
  WHERE touched.life_event_id = old_event_id AND person.person_id = touched.person_id;
  IF NOT EXISTS (SELECT FROM life_event_household WHERE life_event_id = old_event_id) THEN
    RETURN;
  END IF;
  UPDATE household SET dwelling_id = placed.old_dwelling_id
  FROM life_event_household AS placed
  WHERE placed.life_event_id = old_event_id AND placed.household_id = household.household_id
    AND num_nonnulls(placed.old_dwelling_id, placed.new_dwelling_id) = 2;
  DELETE FROM household WHERE household_id IN (SELECT placed.household_id
    FROM life_event_household AS placed
    WHERE placed.life_event_id = old_event_id AND placed.old_dwelling_id IS NULL);
END
$$;
COMMENT ON FUNCTION restore_households IS 'Puts persons and households back where they were before an event.';

CREATE FUNCTION undo_life_event(wanted_event_id bigint, stated_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched int[];
  old_event life_event;
  undo_id bigint;
BEGIN
  PERFORM open_act();
  touched := ARRAY(SELECT person_id FROM life_event_person
    WHERE life_event_id = wanted_event_id ORDER BY person_id);
  -- Whoever is bound to an area takes back only what is their own and still lies within.
  SELECT * INTO old_event FROM life_event
  WHERE life_event_id = wanted_event_id AND actor_may('registry.read')
    AND (actor_sees_city() OR (account_id = actor_account_id()
      AND CASE WHEN dwelling_id IS NOT NULL THEN is_dwelling_in_reach(dwelling_id)
        ELSE NOT EXISTS (SELECT FROM person
          WHERE person_id = ANY (touched) AND NOT is_person_in_reach(person)) END));
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM hold_persons(touched);
  PERFORM require_undoable(old_event);
  INSERT INTO life_event (kind, person_id, happened_on, source, reason, account_id, undoes)
  VALUES ('undo', old_event.person_id, old_event.happened_on, old_event.source, stated_reason,
    actor_account_id(), wanted_event_id)
  RETURNING life_event_id INTO undo_id;
  PERFORM set_config('registry.life_event_id', undo_id::text, true);
  PERFORM audit('person.undo', 'person', old_event.person_id, touched, ARRAY['residence'],
    stated_reason, jsonb_build_object('lifeEventId', undo_id, 'undoes', wanted_event_id));
  PERFORM restore_residences(wanted_event_id);
  PERFORM restore_facts(wanted_event_id);
  PERFORM restore_households(wanted_event_id);
  PERFORM empty_persons(ARRAY(SELECT person_id FROM life_event_person
    WHERE life_event_id = wanted_event_id AND is_new), true, stated_reason);
  RETURN undo_id;
END
$$;
COMMENT ON FUNCTION undo_life_event IS 'Takes an act back: homes, households, relations and counts are as before, the history knows both; whom it had registered is erased. Gives the new event; empty where there is none within reach.';
