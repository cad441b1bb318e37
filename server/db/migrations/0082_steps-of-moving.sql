-- ── The steps of which acts consist ─────────────────────────────────────────

CREATE TYPE placement AS (person_id int, household_id int, relation text);
COMMENT ON TYPE placement IS 'Where a person belongs after an act: the household, or none, and the relation to its head.';

CREATE FUNCTION to_placements(home int, members jsonb) RETURNS placement[]
LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(array_agg(ROW((value ->> 'personId')::int, home, value ->> 'relationToHead')::placement
    ORDER BY place), '{}')
  FROM jsonb_array_elements(members) WITH ORDINALITY AS member (value, place)
$$;
COMMENT ON FUNCTION to_placements IS 'Members as they are named ([{personId, relationToHead}]), in a household.';

CREATE FUNCTION list_named(members jsonb) RETURNS int[] LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(array_agg((value ->> 'personId')::int ORDER BY (value ->> 'personId')::int), '{}')
  FROM jsonb_array_elements(members)
$$;
COMMENT ON FUNCTION list_named IS 'Who is named, in the order of their keys.';

-- Nobody is head twice at any moment: whoever is head now lays it down first. Each update counts
-- the buildings anew, so there is none for nothing.
CREATE FUNCTION place_persons(event life_event, placements placement[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO life_event_person (life_event_id, step, person_id, old_household_id, old_relation,
    new_household_id, new_relation, is_new)
  SELECT event.life_event_id, place, person_id, person.household_id, relation_to_head,
    wanted.household_id, coalesce(wanted.relation, 'unrelated'), person.revision = 0
  FROM unnest(placements) WITH ORDINALITY AS wanted (person_id, household_id, relation, place)
  JOIN person USING (person_id);
  PERFORM require_order(event);
  IF EXISTS (SELECT FROM life_event_person WHERE life_event_id = event.life_event_id
    AND old_relation = 'head' AND is_change)
  THEN
    UPDATE person SET relation_to_head = 'unrelated' FROM life_event_person AS placed
    WHERE placed.life_event_id = event.life_event_id AND placed.person_id = person.person_id
      AND old_relation = 'head' AND is_change;
  END IF;
  UPDATE person SET household_id = wanted.household_id,
    relation_to_head = coalesce(wanted.relation, 'unrelated'), revision = revision + 1
  FROM unnest(placements) AS wanted WHERE person.person_id = wanted.person_id;
  PERFORM require_generations(event);
END
$$;
COMMENT ON FUNCTION place_persons IS 'Puts persons into households, or into none, and keeps what was before.';

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

CREATE FUNCTION end_empty_households(event life_event) RETURNS void LANGUAGE sql
AS $$
  SELECT place_household(event, household_id, NULL) FROM (
    SELECT DISTINCT old_household_id AS household_id FROM life_event_person
    WHERE life_event_id = event.life_event_id) AS left_household
  WHERE household_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM person WHERE person.household_id = left_household.household_id)
$$;
COMMENT ON FUNCTION end_empty_households IS 'A household that its last member has left is over.';

-- Relations are relations to the head: with another head all of them have to be said anew.
CREATE FUNCTION relate_stayers(leavers int[], stayers jsonb) RETURNS placement[]
LANGUAGE plpgsql
AS $$
DECLARE
  home record;
  named int[] := list_named(stayers);
  placements placement[] := '{}';
BEGIN
  FOR home IN
    SELECT household_id,
      array_agg(person_id ORDER BY person_id) FILTER (WHERE person_id <> ALL (leavers)) AS staying,
      bool_or(person_id = ANY (leavers) AND relation_to_head = 'head') AS is_left_by_head
    FROM person
    WHERE household_id IN (SELECT household_id FROM person WHERE person_id = ANY (leavers))
    GROUP BY household_id ORDER BY household_id
  LOOP
    CONTINUE WHEN home.staying IS NULL;
    IF named && home.staying AND NOT named @> home.staying THEN
      PERFORM refuse_act('life_event_names_all_stayers', 'Each member who stays has to be named once');
    END IF;
    placements := placements || to_placements(home.household_id, (
      SELECT jsonb_agg(value) FROM jsonb_array_elements(stayers)
      WHERE (value ->> 'personId')::int = ANY (home.staying)));
    IF home.is_left_by_head AND NOT EXISTS (SELECT FROM unnest(placements) AS placed
      WHERE placed.household_id = home.household_id AND placed.relation = 'head')
    THEN
      PERFORM refuse_act('household_keeps_a_head', 'The head leaves and nobody follows');
    END IF;
  END LOOP;
  IF cardinality(named) <> cardinality(placements)
    OR EXISTS (SELECT FROM unnest(named) AS one GROUP BY one HAVING count(*) > 1)
  THEN
    PERFORM refuse_act('life_event_names_all_stayers', 'Somebody is named who does not stay');
  END IF;
  RETURN placements;
END
$$;
COMMENT ON FUNCTION relate_stayers IS 'The new relations of those whom persons leave behind; a head who leaves others needs a new one.';

CREATE FUNCTION require_target(dwelling int, household int, relation text)
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
