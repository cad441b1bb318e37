-- ── Leases, ownership, registered address ───────────────────────────────────

CREATE FUNCTION find_dwelling_revision(wanted_dwelling_id int) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT hashtext(concat(is_retired, string_agg(concat_ws(':', residence_id, recorded_at), ',' ORDER BY residence_id)))
    & 536870911
  FROM dwelling LEFT JOIN residence USING (dwelling_id)
  WHERE dwelling_id = wanted_dwelling_id AND is_dwelling_in_reach(dwelling_id)
  GROUP BY dwelling_id
$$;
COMMENT ON FUNCTION find_dwelling_revision IS 'Revision that a lease or a sale is based on: nine digits of who is linked to the dwelling; empty where there is none within reach.';

CREATE FUNCTION hold_dwelling(wanted_dwelling_id int, stated_revision int) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM open_act();
  PERFORM require_same_revision(find_dwelling_revision(wanted_dwelling_id), stated_revision);
  RETURN find_dwelling_revision(wanted_dwelling_id) IS NOT NULL;
END
$$;
COMMENT ON FUNCTION hold_dwelling IS 'From here on no other act runs; false where there is no such dwelling within reach. SQLSTATE DC403, DC412.';

CREATE FUNCTION begin_dwelling_event(base life_event_base, act text, dwelling int, beginners int[], others int[])
RETURNS life_event LANGUAGE plpgsql
AS $$
DECLARE
  event life_event;
BEGIN
  base.person_id := coalesce(beginners[1], others[1]);
  PERFORM find_participant(person_id) FROM unnest(beginners) AS person_id;
  PERFORM hold_persons(others);
  event := begin_life_event(base, act, beginners || others);
  UPDATE life_event SET dwelling_id = dwelling WHERE life_event_id = event.life_event_id;
  PERFORM place_persons(event, ARRAY(
    SELECT ROW(person_id, household_id, relation_to_head)::placement
    FROM person WHERE person_id = ANY (beginners || others) ORDER BY person_id));
  RETURN event;
END
$$;
COMMENT ON FUNCTION begin_dwelling_event IS 'An act on a dwelling: whose links begin must be of the living, whose end may have died. It touches all of them.';

CREATE FUNCTION end_links(event life_event, wanted_kind text, dwelling int, leavers int[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM residence WHERE dwelling_id = dwelling AND kind = wanted_kind
    AND person_id = ANY (leavers) AND (upper_inf(valid) OR upper(valid) > event.happened_on)
    AND lower(valid) >= event.happened_on)
  THEN
    PERFORM refuse_act('residence_ends_after_begin', 'It begins on that day or later');
  END IF;
  UPDATE residence SET valid = daterange(lower(valid), event.happened_on), life_event_id = event.life_event_id
  WHERE dwelling_id = dwelling AND kind = wanted_kind AND person_id = ANY (leavers)
    AND (upper_inf(valid) OR upper(valid) > event.happened_on);
END
$$;
COMMENT ON FUNCTION end_links IS 'Ends what links persons to a dwelling.';

CREATE FUNCTION list_linked(wanted_kind text, dwelling int, day date) RETURNS int[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(DISTINCT person_id ORDER BY person_id), '{}') FROM residence
  WHERE dwelling_id = dwelling AND kind = wanted_kind AND (upper_inf(valid) OR upper(valid) > day)
$$;
COMMENT ON FUNCTION list_linked IS 'Who is linked to a dwelling on a day, or will be after it.';

CREATE FUNCTION begin_lease(dwelling int, base life_event_base, tenants int[], ends_on date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  event life_event;
BEGIN
  IF NOT hold_dwelling(dwelling, base.revision) THEN
    RETURN NULL;
  END IF;
  IF ends_on <= base.happened_on THEN
    PERFORM refuse_act('residence_ends_after_begin', 'It ends before it begins');
  END IF;
  IF list_linked('tenant', dwelling, base.happened_on) && tenants THEN
    PERFORM refuse_act('residence_held_once', 'Somebody rents it already');
  END IF;
  event := begin_dwelling_event(base, 'lease-begin', dwelling, tenants, '{}');
  PERFORM begin_link(event, tenants, 'tenant', dwelling, NULL, daterange(event.happened_on, ends_on));
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION begin_lease IS 'Persons rent a dwelling, until a day or without end. Gives the event; empty where there is no such dwelling within reach.';

CREATE FUNCTION end_lease(dwelling int, base life_event_base, tenants int[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held int[];
  event life_event;
BEGIN
  IF NOT hold_dwelling(dwelling, base.revision) THEN
    RETURN NULL;
  END IF;
  held := list_linked('tenant', dwelling, base.happened_on);
  IF cardinality(held) = 0 OR NOT held @> coalesce(tenants, held) THEN
    PERFORM refuse_act('lease_of_tenants', 'Somebody does not rent it');
  END IF;
  tenants := coalesce(tenants, held);
  event := begin_dwelling_event(base, 'lease-end', dwelling, '{}', tenants);
  PERFORM end_links(event, 'tenant', dwelling, tenants);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION end_lease IS 'A lease ends, of all tenants or of some. Gives the event; empty where there is no such dwelling within reach.';

CREATE FUNCTION sell_dwelling(dwelling int, base life_event_base, owners int[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held int[];
  buyers int[];
  sellers int[];
  event life_event;
BEGIN
  IF NOT hold_dwelling(dwelling, base.revision) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM residence WHERE dwelling_id = dwelling AND kind = 'owner'
    AND upper(valid) > base.happened_on)
  THEN
    PERFORM refuse_act('life_event_in_order', 'It was sold again since');
  END IF;
  held := list_linked('owner', dwelling, base.happened_on);
  buyers := ARRAY(SELECT unnest(owners) EXCEPT SELECT unnest(held) ORDER BY 1);
  sellers := ARRAY(SELECT unnest(held) EXCEPT SELECT unnest(owners) ORDER BY 1);
  IF cardinality(buyers || sellers) = 0 THEN
    PERFORM refuse_act('person_correction_changes_something', 'Nothing would change');
  END IF;
  event := begin_dwelling_event(base, 'sale', dwelling, buyers, sellers);
  PERFORM end_links(event, 'owner', dwelling, sellers);
  PERFORM begin_link(event, buyers, 'owner', dwelling, NULL, daterange(event.happened_on, NULL));
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION sell_dwelling IS 'Ownership passes, by sale, gift or inheritance: owners are all who own the dwelling from that day on. Gives the event; empty where there is no such dwelling within reach.';

CREATE FUNCTION register_at(base life_event_base, dwelling int, place text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := find_mover(base);
  former int := (SELECT dwelling_id FROM residence
    WHERE person_id = base.person_id AND kind = 'registered' AND upper_inf(valid));
  event life_event;
BEGIN
  IF EXISTS (SELECT FROM residence WHERE person_id = base.person_id AND kind = 'registered'
    AND upper(valid) > base.happened_on)
  THEN
    PERFORM refuse_act('residence_ends_after_begin', 'The registration has moved again since');
  END IF;
  IF dwelling IS NOT NULL AND NOT is_dwelling_in_reach(dwelling) THEN
    PERFORM refuse_act('life_event_dwelling_known', 'No such dwelling');
  END IF;
  IF (former, target.registration_place) IS NOT DISTINCT FROM (dwelling, place) THEN
    PERFORM refuse_act('person_correction_changes_something', 'Nothing would change');
  END IF;
  event := begin_life_event(base, 'register-at', ARRAY[base.person_id]);
  PERFORM place_persons(event, ARRAY[
    ROW(target.person_id, target.household_id, target.relation_to_head)::placement]);
  IF former IS DISTINCT FROM dwelling THEN
    PERFORM end_links(event, 'registered', former, ARRAY[base.person_id]);
  END IF;
  IF dwelling IS NOT NULL AND former IS DISTINCT FROM dwelling THEN
    PERFORM begin_link(event, ARRAY[base.person_id], 'registered', dwelling, NULL,
      daterange(event.happened_on, NULL));
  END IF;
  PERFORM note_fact(event, target, 'registration', target.registration_place, place);
  UPDATE person SET registration_place = place WHERE person_id = base.person_id;
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION register_at IS 'The household registration moves to a dwelling of the city, or to a place outside. Gives the event.';

-- Loaded and imported rows keep to it too.
CREATE UNIQUE INDEX residence_registered_once ON residence (person_id)
  WHERE kind = 'registered' AND upper_inf(valid);
CREATE UNIQUE INDEX residence_held_once ON residence (dwelling_id, person_id, kind)
  WHERE kind IN ('owner', 'tenant') AND upper_inf(valid);
