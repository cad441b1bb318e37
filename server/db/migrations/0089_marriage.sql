-- ── Marriage and divorce ────────────────────────────────────────────────────

CREATE FUNCTION find_spouse(wanted_person_id int, day date) RETURNS int LANGUAGE sql STABLE
AS $$
  SELECT spouse_id FROM (
    SELECT spouse_id, 1 AS rank FROM person_marriage
    WHERE person_id = wanted_person_id AND (upper_inf(valid) OR upper(valid) > day)
    UNION ALL
    SELECT other.person_id, 2 FROM person JOIN person AS other USING (household_id)
    WHERE person.person_id = wanted_person_id
      AND ARRAY[person.relation_to_head, other.relation_to_head] IN ('{head,spouse}', '{spouse,head}')
  ) AS spouse ORDER BY rank LIMIT 1
$$;
COMMENT ON FUNCTION find_spouse IS 'To whom somebody is married on a day or will be after it, by a recorded marriage or as head and spouse of a household.';

-- Civil Code of the PRC, art. 1047: men from 22, women from 20; art. 1042: one marriage at a time.
CREATE FUNCTION require_marriageable(spouse person, day date) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF day < spouse.birth_date + make_interval(years => CASE spouse.sex WHEN 'male' THEN 22 ELSE 20 END) THEN
    PERFORM refuse_act('marriage_of_age', 'Men marry from 22 on, women from 20');
  END IF;
  IF find_spouse(spouse.person_id, day) IS NOT NULL THEN
    PERFORM refuse_act('person_marriage_one_at_a_time', 'Somebody is married already');
  END IF;
END
$$;
COMMENT ON FUNCTION require_marriageable IS 'Refuses to marry who is too young on that day, or married.';

-- The home of a couple: {dwellingId, householdId, movers: [{personId, relationToHead}]}.
CREATE FUNCTION join_households(event life_event, couple int[], home jsonb, stayers jsonb) RETURNS int
LANGUAGE plpgsql
AS $$
DECLARE
  dwelling int := (home ->> 'dwellingId')::int;
  joined int := (home ->> 'householdId')::int;
  movers int[] := list_named(home -> 'movers');
  staying placement[] := relate_stayers(movers, stayers);
BEGIN
  IF joined IS NULL THEN
    PERFORM require_one_head(home -> 'movers');
  END IF;
  PERFORM require_target(dwelling, joined, 'head');
  IF EXISTS (SELECT FROM person WHERE person_id = ANY (movers)
    AND (household_id = joined OR (person_id <> ALL (couple) AND (household_id IS NULL
      OR household_id NOT IN (SELECT household_id FROM person WHERE person_id = ANY (couple)
        AND household_id IS NOT NULL)))))
  OR EXISTS (SELECT FROM person WHERE person_id = ANY (couple)
    AND person_id <> ALL (movers) AND household_id IS DISTINCT FROM joined)
  OR EXISTS (SELECT FROM unnest(movers) AS one GROUP BY one HAVING count(*) > 1)
  THEN
    PERFORM refuse_act('marriage_movers', 'Whoever moves comes from the homes of the couple, and both live together then');
  END IF;
  PERFORM end_stay(event, movers);
  joined := coalesce(joined, place_household(event, NULL, dwelling));
  PERFORM place_persons(event, to_placements(joined, home -> 'movers') || staying || ARRAY(
    SELECT ROW(person_id, household_id, relation_to_head)::placement FROM person
    WHERE person_id = ANY (couple) AND person_id <> ALL (movers)));
  PERFORM end_empty_households(event);
  PERFORM begin_stay(event, movers, dwelling, joined);
  RETURN joined;
END
$$;
COMMENT ON FUNCTION join_households IS 'Lets a couple live together: in the home of one of them, another one, or a new household.';

CREATE FUNCTION marry(base life_event_base, wanted_spouse_id int, home jsonb, stayers jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  one person := find_mover(base);
  other person;
  event life_event;
  touched int[];
  joined int;
BEGIN
  IF wanted_spouse_id = base.person_id THEN
    PERFORM refuse_act('person_marriage_of_two', 'Nobody marries themselves');
  END IF;
  other := find_participant(wanted_spouse_id);
  PERFORM require_marriageable(one, base.happened_on), require_marriageable(other, base.happened_on);
  touched := ARRAY[base.person_id, wanted_spouse_id] || ARRAY(
    SELECT unnest(list_named(home -> 'movers') || list_named(stayers))
    EXCEPT SELECT unnest(ARRAY[base.person_id, wanted_spouse_id]) ORDER BY 1);
  event := begin_life_event(base, 'marriage', touched);
  IF base.happened_on < other.birth_date THEN
    PERFORM refuse_act('life_event_after_birth', 'The spouse was not born yet');
  END IF;
  INSERT INTO person_marriage (person_id, spouse_id, valid, begun_by)
  SELECT person_id, spouse_id, daterange(event.happened_on, NULL), event.life_event_id
  FROM (VALUES (one.person_id, other.person_id), (other.person_id, one.person_id))
    AS pair (person_id, spouse_id);
  IF jsonb_typeof(home) = 'object' THEN
    joined := join_households(event, ARRAY[one.person_id, other.person_id], home, stayers);
  ELSE
    -- Whoever shares a household with the head is from now on the spouse.
    PERFORM place_persons(event, ARRAY(
      SELECT ROW(self.person_id, self.household_id, CASE
        WHEN self.household_id = mate.household_id AND mate.relation_to_head = 'head' THEN 'spouse'
        ELSE self.relation_to_head END)::placement
      FROM person AS self JOIN person AS mate
        ON (self.person_id, mate.person_id) IN (
          (one.person_id, other.person_id), (other.person_id, one.person_id))));
  END IF;
  RETURN jsonb_build_object('lifeEventId', event.life_event_id, 'householdId', joined);
END
$$;
COMMENT ON FUNCTION marry IS 'Two persons marry; with a home given, they live there together from that day on, and others of their households may come along. Gives the event, and the household where one was given.';

CREATE FUNCTION divorce(base life_event_base) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  one person := find_mover(base);
  former_id int := find_spouse(base.person_id, base.happened_on);
  event life_event;
BEGIN
  IF former_id IS NULL THEN
    PERFORM refuse_act('divorce_of_the_married', 'The person is not married');
  END IF;
  PERFORM hold_persons(ARRAY[former_id]);
  IF EXISTS (SELECT FROM person_marriage WHERE person_id = base.person_id AND upper_inf(valid)
    AND lower(valid) >= base.happened_on)
  THEN
    PERFORM refuse_act('divorce_after_marriage', 'They were not married yet');
  END IF;
  event := begin_life_event(base, 'divorce', ARRAY[base.person_id, former_id]);
  UPDATE person_marriage SET valid = daterange(lower(valid), event.happened_on), ended_by = event.life_event_id
  WHERE base.person_id IN (person_id, spouse_id) AND upper_inf(valid);
  IF NOT FOUND THEN
    INSERT INTO person_marriage (person_id, spouse_id, valid, begun_by)
    SELECT person_id, spouse_id, daterange(NULL, event.happened_on), event.life_event_id
    FROM (VALUES (base.person_id, former_id), (former_id, base.person_id)) AS pair (person_id, spouse_id);
  END IF;
  PERFORM place_persons(event, ARRAY(
    SELECT ROW(person_id, household_id, CASE WHEN relation_to_head = 'spouse'
      AND household_id = (SELECT household_id FROM person AS head
        WHERE head.person_id IN (base.person_id, former_id) AND head.relation_to_head = 'head')
      THEN 'unrelated' ELSE relation_to_head END)::placement
    FROM person WHERE person_id IN (base.person_id, former_id)));
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION divorce IS 'A marriage ends. Both stay where they live; moving apart is an act of its own. Gives the event.';
