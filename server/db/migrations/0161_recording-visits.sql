-- ── Recording a visit, once ─────────────────────────────────────────────────

CREATE FUNCTION to_seen_members(members jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('personId', (one ->> 'personId')::int,
    'relationToHead', one ->> 'relationToHead') ORDER BY (one ->> 'personId')::int), '[]')
  FROM jsonb_array_elements(members) AS one
$$;
COMMENT ON FUNCTION to_seen_members IS 'Members in the one form in which two lists of them are compared.';

CREATE FUNCTION find_members_there(wanted_household_id int, wanted_dwelling_id int) RETURNS jsonb
LANGUAGE sql STABLE
AS $$
  SELECT to_seen_members(jsonb_agg(jsonb_build_object('personId', person_id,
    'relationToHead', relation_to_head)))
  FROM household JOIN person USING (household_id)
  WHERE household_id = wanted_household_id AND dwelling_id = wanted_dwelling_id
  GROUP BY household_id
$$;
COMMENT ON FUNCTION find_members_there IS 'Members of a household as a visit is compared with them; empty where it does not live in that dwelling.';

CREATE FUNCTION verify_residents(wanted_household_id int, day date) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE residence SET verified_by = current_setting('actor.account_name', true), verified_on = day
  FROM person
  WHERE residence.household_id = wanted_household_id AND residence.kind = 'lives'
    AND upper_inf(residence.valid) AND lower(residence.valid) <= day
    AND person.person_id = residence.person_id AND person.household_id = wanted_household_id
    -- Whose data may not be used now is left alone.
    AND person.restricted_at IS NULL
    AND coalesce(residence.verified_on < day, true);
END
$$;
COMMENT ON FUNCTION verify_residents IS 'Somebody has seen on that day that the members of a household live where they are recorded; a later verification stays.';

CREATE FUNCTION note_findings(wanted_visit_id bigint, findings jsonb, seen jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(findings) AS one
    WHERE one -> 'personId' <> 'null'
      AND NOT seen @> jsonb_build_array(jsonb_build_object('personId', one -> 'personId')))
  THEN
    PERFORM refuse_act('household_of_leavers', 'Somebody does not belong to the household');
  END IF;
  INSERT INTO visit_finding (visit_id, step, kind, person_id, note)
  SELECT wanted_visit_id, step, one ->> 'kind', (one ->> 'personId')::int, nullif(btrim(one ->> 'note'), '')
  FROM jsonb_array_elements(findings) WITH ORDINALITY AS found (one, step);
END
$$;
COMMENT ON FUNCTION note_findings IS 'What was found different, of persons that the visitor had before the eyes only.';

CREATE FUNCTION require_known_members(wanted_household_id int, seen jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(seen) AS one
    WHERE NOT EXISTS (SELECT FROM person WHERE person.person_id = (one ->> 'personId')::int
        AND person.household_id = wanted_household_id)
      AND NOT EXISTS (SELECT FROM residence_belief AS belief
        WHERE belief.person_id = (one ->> 'personId')::int AND belief.household_id = wanted_household_id)
      AND NOT EXISTS (SELECT FROM life_event_person AS step
        WHERE step.person_id = (one ->> 'personId')::int
          AND wanted_household_id IN (step.old_household_id, step.new_household_id)))
  THEN
    PERFORM refuse_act('household_of_leavers', 'Somebody does not belong to the household');
  END IF;
END
$$;
COMMENT ON FUNCTION require_known_members IS 'Refuses persons who never belonged to the household.';

CREATE FUNCTION has_household_lived(wanted_household_id int, wanted_dwelling_id int) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM household
      WHERE household_id = wanted_household_id AND dwelling_id = wanted_dwelling_id)
    OR EXISTS (SELECT FROM life_event_household
      WHERE household_id = wanted_household_id
        AND wanted_dwelling_id IN (old_dwelling_id, new_dwelling_id))
    OR EXISTS (SELECT FROM residence_belief AS belief
      WHERE belief.household_id = wanted_household_id AND belief.dwelling_id = wanted_dwelling_id)
$$;
COMMENT ON FUNCTION has_household_lived IS 'Whether a household lives in a dwelling or has: whoever visits without a network may find it gone.';

CREATE FUNCTION require_same_operation(kept visit, operation jsonb) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF kept.account_id <> actor_account_id()
    OR (kept.household_id, kept.dwelling_id, kept.visited_at, kept.outcome, kept.is_verified)
      IS DISTINCT FROM ((operation ->> 'householdId')::int, (operation ->> 'dwellingId')::int,
        (operation ->> 'visitedAt')::timestamptz, operation ->> 'outcome',
        (operation ->> 'isVerified')::boolean)
  THEN
    RAISE unique_violation USING CONSTRAINT = 'visit_operation_once',
      MESSAGE = 'This number belongs to another visit';
  END IF;
END
$$;
COMMENT ON FUNCTION require_same_operation IS 'Refuses what is sent under the number of another visit.';

CREATE FUNCTION record_visit(operation jsonb, writer_id int, OUT recorded_id bigint, OUT clashes boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  home int := (operation ->> 'householdId')::int;
  place int := (operation ->> 'dwellingId')::int;
  before jsonb := to_seen_members(operation -> 'seen');
  present jsonb;
  kept visit;
BEGIN
  IF writer_id <> actor_account_id() THEN
    RAISE EXCEPTION 'Somebody else is signed in' USING ERRCODE = 'DC410';
  END IF;
  -- From here on no act and no other visit runs, so what is compared stays as it is.
  PERFORM open_act();
  SELECT * INTO kept FROM visit WHERE operation_id = (operation ->> 'operationId')::uuid;
  IF FOUND THEN
    PERFORM require_same_operation(kept, operation);
    recorded_id := kept.visit_id;
    clashes := kept.is_clash;
    RETURN;
  END IF;
  IF NOT is_dwelling_in_reach(place) OR NOT has_household_lived(home, place) THEN
    RETURN;
  END IF;
  PERFORM hold_persons(list_members(home));
  PERFORM require_known_members(home, before);
  IF (operation ->> 'isVerified')::boolean AND EXISTS (
    SELECT FROM jsonb_array_elements(operation -> 'findings') AS one
    WHERE one ->> 'kind' IN ('lives-here-too', 'gone'))
  THEN
    PERFORM refuse_act('visit_verified_as_recorded', 'Somebody more or less lives there than recorded');
  END IF;
  present := find_members_there(home, place);
  clashes := before IS DISTINCT FROM present;
  INSERT INTO visit (operation_id, household_id, dwelling_id, account_id, visited_at, outcome,
    is_verified, notes, seen, found, is_clash, is_open)
  VALUES ((operation ->> 'operationId')::uuid, home, place, actor_account_id(),
    (operation ->> 'visitedAt')::timestamptz, operation ->> 'outcome',
    (operation ->> 'isVerified')::boolean, nullif(btrim(operation ->> 'notes'), ''), before, present,
    clashes, clashes OR jsonb_array_length(operation -> 'findings') > 0)
  RETURNING * INTO kept;
  recorded_id := kept.visit_id;
  PERFORM note_findings(recorded_id, operation -> 'findings', before);
  IF kept.is_verified AND NOT clashes THEN
    PERFORM verify_residents(home, least(kept.visited_at::date, current_date));
  END IF;
  PERFORM audit('visit.record', 'household', home, list_visit_persons(kept),
    CASE WHEN kept.is_verified AND NOT clashes THEN ARRAY['residence'] ELSE '{}' END,
    detail => jsonb_build_object('visitId', recorded_id, 'outcome', kept.outcome,
      'isVerified', kept.is_verified, 'isClash', clashes,
      'findings', jsonb_array_length(operation -> 'findings')));
END
$$;
COMMENT ON FUNCTION record_visit IS 'Records one visit, or tells what became of it when it was sent before. Where the household is not what the visitor had before the eyes, the visit is kept as a clash and verifies nothing. Empty where there is no such household within reach. SQLSTATE DC403, DC410 where who has written it is named and is somebody else.';

CREATE FUNCTION list_visit_persons(one visit) RETURNS int[] LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(array_agg(DISTINCT (member ->> 'personId')::int), '{}')
  FROM jsonb_array_elements(one.seen || coalesce(one.found, '[]')) AS member
$$;
COMMENT ON FUNCTION list_visit_persons IS 'Persons whom a visit is about.';
