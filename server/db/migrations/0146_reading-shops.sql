-- ── What is told of shops ───────────────────────────────────────────────────

CREATE FUNCTION find_shop_days(wanted_shop_id int, OUT opened_on date, OUT closed_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT (SELECT lower(valid) FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid LIMIT 1),
    (SELECT upper(valid) FROM shop_state WHERE shop_id = wanted_shop_id ORDER BY valid DESC LIMIT 1)
$$;
COMMENT ON FUNCTION find_shop_days IS 'When a shop opened and closed, wherever it was then.';

CREATE FUNCTION is_shop_seen(wanted_shop_id int) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM shop_state JOIN building USING (building_id)
    WHERE shop_id = wanted_shop_id AND actor_may('place.read')
      AND (actor_sees_city() OR grid_id = ANY (actor_grid_ids())))
$$;
COMMENT ON FUNCTION is_shop_seen IS 'Whether a shop is or was where the actor sees places.';

CREATE FUNCTION list_shop_events(wanted_shop_id int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', shop_event_id, 'kind', kind,
    'happenedOn', happened_on, 'source', source, 'verifiedOn', verified_on,
    'recordedAt', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'isUndone', is_shop_event_undone(shop_event_id), 'undoes', undoes) ORDER BY shop_event_id DESC), '[]')
  FROM (SELECT * FROM shop_event WHERE shop_id = wanted_shop_id AND is_shop_seen(wanted_shop_id)
    ORDER BY shop_event_id DESC LIMIT 200) AS newest
$$;
COMMENT ON FUNCTION list_shop_events IS 'What was recorded of a shop, the newest first; not why, which may tell about persons.';

CREATE FUNCTION read_shop_owners(wanted_shop_id int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  shown int[];
BEGIN
  IF NOT actor_may('registry.read') OR NOT is_shop_seen(wanted_shop_id) THEN
    RETURN NULL;
  END IF;
  shown := ARRAY(SELECT DISTINCT owner_id FROM shop_state JOIN person ON person_id = owner_id
    WHERE shop_id = wanted_shop_id AND is_person_in_reach(person) ORDER BY 1);
  IF cardinality(shown) > 0 THEN
    PERFORM audit('shop.owner', 'shop', wanted_shop_id, shown);
  END IF;
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('from', lower(valid), 'until', upper(valid),
      'person', CASE WHEN owner_id = ANY (shown) THEN mask_person(person) END) ORDER BY valid DESC), '[]')
    FROM (
      -- One line for each time that somebody ran it, whatever else changed meanwhile.
      SELECT owner_id, daterange(nullif(min(coalesce(lower(valid), '-infinity')), '-infinity'),
        nullif(max(coalesce(upper(valid), 'infinity')), 'infinity')) AS valid
      FROM (
        SELECT owner_id, valid, sum(is_new::int) OVER (ORDER BY valid) AS turn
        FROM (
          SELECT owner_id, valid, owner_id IS DISTINCT FROM lag(owner_id) OVER (ORDER BY valid) AS is_new
          FROM shop_state WHERE shop_id = wanted_shop_id) AS state) AS turned
      WHERE owner_id IS NOT NULL
      GROUP BY owner_id, turn) AS run
    JOIN person ON person_id = owner_id);
END
$$;
COMMENT ON FUNCTION read_shop_owners IS 'Who runs a shop and who did, masked, after the audit has been written; without the person where they are out of reach. Empty where there is no such shop within reach.';

CREATE FUNCTION list_shops_run_by(person_ids int[]) RETURNS TABLE (shop_id int, owner_id int)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp
AS $$
  SELECT shop_id, owner_id FROM shop_state
  WHERE owner_id = ANY (person_ids) AND upper_inf(valid)
    AND actor_may('registry.read') AND actor_sees_field('name')
$$;
COMMENT ON FUNCTION list_shops_run_by IS 'The shops that persons run whom the actor has found.';
