-- ── Persons and households that the registry did not know ───────────────────

CREATE FUNCTION reserve_person_keys(wanted_count int) RETURNS int[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT actor_may('registry.write') THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  RETURN ARRAY(SELECT nextval(pg_get_serial_sequence('person', 'person_id'))
    FROM generate_series(1, wanted_count));
END
$$;
COMMENT ON FUNCTION reserve_person_keys IS 'Keys of persons to come: what is sealed is bound to its key. SQLSTATE DC403 not allowed.';

CREATE FUNCTION require_unused_number(known_indexes bytea[]) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  holder person;
BEGIN
  -- Under every key: while keys are being changed, an equal number may still wear an older index.
  SELECT * INTO holder FROM person WHERE identity_number_index = ANY (known_indexes);
  IF FOUND THEN
    RAISE unique_violation USING CONSTRAINT = 'person_identity_number_unique',
      MESSAGE = 'Another person has this number',
      DETAIL = CASE WHEN is_person_in_reach(holder) THEN 'person ' || holder.person_id ELSE '' END;
  END IF;
END
$$;
COMMENT ON FUNCTION require_unused_number IS 'Refuses an identity number that somebody has; its detail names who has it, where the actor keeps that record.';

-- Revision 0 tells the first act that the person is new.
CREATE FUNCTION add_person(entered jsonb) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  number jsonb := entered -> 'identityNumber';
  phone jsonb := entered -> 'phone';
  new_id int := (entered ->> 'personId')::int;
BEGIN
  IF (entered ->> 'birthDate')::date > current_date THEN
    PERFORM refuse_act('person_born_in_past', 'Nobody is registered before being born');
  END IF;
  PERFORM require_unused_number(ARRAY(
    SELECT decode(value, 'hex') FROM jsonb_array_elements_text(number -> 'knownIndexes')));
  INSERT INTO person (person_id, relation_to_head, name, pinyin, initials, sex, birth_date,
    registration_place, revision, identity_number_sealed, identity_number_index,
    identity_number_masked, phone_sealed, phone_index, phone_masked)
  VALUES (new_id, 'unrelated', entered ->> 'name', entered ->> 'pinyin', entered ->> 'initials',
    entered ->> 'sex', (entered ->> 'birthDate')::date, entered ->> 'registrationPlace', 0,
    decode(number ->> 'sealed', 'hex'), decode(number ->> 'index', 'hex'), number ->> 'masked',
    decode(phone ->> 'sealed', 'hex'), decode(phone ->> 'index', 'hex'), phone ->> 'masked');
  RETURN new_id;
END
$$;
COMMENT ON FUNCTION add_person IS 'Writes a new person: name, pinyin, initials, sex, birthDate, registrationPlace; identityNumber and phone as sealed columns (hex), each with knownIndexes.';

CREATE FUNCTION take_member(entered jsonb) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  member person;
BEGIN
  IF entered ? 'name' THEN
    RETURN add_person(entered);
  END IF;
  member := find_participant((entered ->> 'personId')::int);
  IF member.household_id IS NOT NULL OR EXISTS (SELECT FROM residence
    WHERE person_id = member.person_id AND kind = 'lives' AND upper_inf(valid))
  THEN
    PERFORM refuse_act('residence_lives_in_one_place', 'Somebody lives in another dwelling');
  END IF;
  RETURN member.person_id;
END
$$;
COMMENT ON FUNCTION take_member IS 'A member of a household that arrives: new, or registered and without a home.';

CREATE FUNCTION require_one_head(members jsonb) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE
  heads int[] := ARRAY(SELECT (value ->> 'personId')::int FROM jsonb_array_elements(members)
    WHERE value ->> 'relationToHead' = 'head');
BEGIN
  CASE
    WHEN cardinality(heads) = 0 THEN
      PERFORM refuse_act('household_begins_with_head', 'A household begins with its head');
    WHEN cardinality(heads) > 1 THEN
      PERFORM refuse_act('person_one_head_per_household', 'Two heads');
    WHEN EXISTS (SELECT FROM unnest(list_named(members)) AS one GROUP BY one HAVING count(*) > 1) THEN
      PERFORM refuse_act('life_event_names_once', 'Somebody is named twice');
    ELSE
      RETURN heads[1];
  END CASE;
END
$$;
COMMENT ON FUNCTION require_one_head IS 'The head among members that are named; refuses none, two, and who is named twice.';

CREATE FUNCTION arrive(base life_event_base, dwelling int, members jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  named int[] := list_named(members);
  event life_event;
  home int;
BEGIN
  PERFORM open_act();
  base.person_id := require_one_head(members);
  PERFORM require_target(dwelling, NULL, 'head');
  PERFORM take_member(value) FROM jsonb_array_elements(members);
  event := begin_life_event(base, 'arrive', named);
  home := place_household(event, NULL, dwelling);
  PERFORM place_persons(event, to_placements(home, members));
  PERFORM begin_stay(event, named, dwelling, home);
  RETURN jsonb_build_object('lifeEventId', event.life_event_id, 'householdId', home,
    'personIds', (SELECT jsonb_agg(value -> 'personId' ORDER BY place)
      FROM jsonb_array_elements(members) WITH ORDINALITY AS member (value, place)));
END
$$;
COMMENT ON FUNCTION arrive IS 'A household comes to live in a dwelling as a whole; members are new (see add_person), or registered and without a home. Gives the event, the household and its persons.';

CREATE FUNCTION register_person(base life_event_base, entered jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  event life_event;
BEGIN
  PERFORM open_act();
  -- Whoever lives nowhere lies in no area: who is bound to one would lose sight of them.
  IF NOT actor_sees_city() THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  base.person_id := add_person(entered);
  event := begin_life_event(base, 'register', ARRAY[base.person_id]);
  PERFORM place_persons(event, ARRAY[ROW(base.person_id, NULL, NULL)::placement]);
  RETURN jsonb_build_object('lifeEventId', event.life_event_id, 'personId', base.person_id);
END
$$;
COMMENT ON FUNCTION register_person IS 'Registers somebody who lives nowhere in the city, such as an owner who lives elsewhere. Gives the event and the person.';
