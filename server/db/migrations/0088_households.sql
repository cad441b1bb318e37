-- ── Acts on a household ─────────────────────────────────────────────────────

-- Nine digits of what it consists of: whoever touches a member changes it.
CREATE FUNCTION find_household_revision(wanted_household_id int) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT hashtext(string_agg(concat_ws(':', person_id, person.revision, relation_to_head), ',' ORDER BY person_id))
    & 536870911
  FROM household LEFT JOIN person USING (household_id)
  WHERE household_id = wanted_household_id AND is_dwelling_in_reach(household.dwelling_id)
  GROUP BY household_id
$$;
COMMENT ON FUNCTION find_household_revision IS 'Revision that an act on a household is based on; empty where there is none within reach.';

CREATE FUNCTION hold_household(wanted_household_id int, stated_revision int) RETURNS int[]
LANGUAGE plpgsql
AS $$
DECLARE
  members int[];
BEGIN
  PERFORM open_act();
  PERFORM hold_persons(list_members(wanted_household_id));
  IF find_household_revision(wanted_household_id) IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM require_same_revision(find_household_revision(wanted_household_id), stated_revision);
  RETURN list_members(wanted_household_id);
END
$$;
COMMENT ON FUNCTION hold_household IS 'The members of a household, held; empty where there is none within reach. SQLSTATE DC403, DC412.';

CREATE FUNCTION change_head(household int, base life_event_base, members jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held int[] := hold_household(household, base.revision);
  placements placement[] := to_placements(household, members);
  event life_event;
BEGIN
  IF held IS NULL THEN
    RETURN NULL;
  END IF;
  base.person_id := require_one_head(members);
  IF list_named(members) <> held THEN
    PERFORM refuse_act('life_event_names_all_stayers', 'Each member has to be named once');
  END IF;
  IF NOT EXISTS (SELECT FROM unnest(placements) AS wanted JOIN person USING (person_id)
    WHERE wanted.relation <> relation_to_head)
  THEN
    PERFORM refuse_act('person_correction_changes_something', 'Nothing would change');
  END IF;
  PERFORM find_participant(base.person_id);
  event := begin_life_event(base, 'change-head', held);
  PERFORM place_persons(event, placements);
  RETURN event.life_event_id;
END
$$;
COMMENT ON FUNCTION change_head IS 'Another member becomes head, or relations are put right: members name everybody with the relation to the head. Gives the event; empty where there is no such household within reach.';

CREATE FUNCTION split_household(household int, base life_event_base, dwelling int, leavers jsonb, stayers jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held int[] := hold_household(household, base.revision);
  named int[] := list_named(leavers);
  event life_event;
  home int;
BEGIN
  IF held IS NULL THEN
    RETURN NULL;
  END IF;
  base.person_id := require_one_head(leavers);
  IF NOT held @> named THEN
    PERFORM refuse_act('household_of_leavers', 'Somebody does not belong to the household');
  END IF;
  IF named @> held THEN
    PERFORM refuse_act('household_split_leaves_some', 'Everybody would leave');
  END IF;
  PERFORM require_target(dwelling, NULL, 'head');
  PERFORM find_participant(base.person_id);
  event := begin_life_event(base, 'split', named || ARRAY(
    SELECT unnest(held) EXCEPT SELECT unnest(named) ORDER BY 1));
  PERFORM end_stay(event, named);
  home := place_household(event, NULL, dwelling);
  PERFORM place_persons(event, to_placements(home, leavers) || relate_stayers(named, stayers));
  PERFORM begin_stay(event, named, dwelling, home);
  RETURN jsonb_build_object('lifeEventId', event.life_event_id, 'householdId', home);
END
$$;
COMMENT ON FUNCTION split_household IS 'Some members form a household of their own, in the same dwelling or another. Gives the event and the new household; empty where there is no such household within reach.';
