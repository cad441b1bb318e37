-- ── Beginning a batch, and how far it is ────────────────────────────────────

CREATE FUNCTION begin_import(
  wanted_kind text, given_file_name text, given_columns text[], given_mapping jsonb, day date)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  batch int;
BEGIN
  PERFORM require_importer();
  INSERT INTO import_batch (kind, file_name, columns, mapping, happened_on, account_id, key_version)
  VALUES (wanted_kind, given_file_name, given_columns, given_mapping, day, actor_account_id(),
    (SELECT max(version) FROM sealing_key))
  RETURNING import_batch_id INTO batch;
  PERFORM audit('import.read', 'import', batch, detail => jsonb_build_object('kind', wanted_kind));
  RETURN batch;
END
$$;
COMMENT ON FUNCTION begin_import IS 'A new batch, whose rows may be staged now.';

CREATE FUNCTION reserve_person_ids(wanted int) RETURNS int[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_importer();
  RETURN ARRAY(SELECT nextval(pg_get_serial_sequence('person', 'person_id'))::int
    FROM generate_series(1, least(wanted, 10000)));
END
$$;
COMMENT ON FUNCTION reserve_person_ids IS 'Keys that nobody else gets: what is sealed is sealed for one of them.';

CREATE FUNCTION note_import_progress(batch int, share real) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE import_batch SET progress = share, progressed_at = clock_timestamp()
  WHERE import_batch_id = batch AND actor_may('registry.write') AND actor_sees_city()
  RETURNING is_cancelled
$$;
COMMENT ON FUNCTION note_import_progress IS 'Writes down how far the step under way is; tells whether it shall end.';

-- Whoever has lost the right half-way can still not leave it half-done.
CREATE FUNCTION end_import_step(batch int, new_state text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE import_batch SET failure = why, is_cancelled = false,
    state = CASE
      WHEN state IN ('reading', 'checking') THEN new_state
      WHEN state = 'applying' THEN 'checked'
      WHEN state = 'undoing' THEN 'applied' END
  WHERE import_batch_id = batch AND new_state IN ('failed', 'cancelled')
    AND state IN ('reading', 'checking', 'applying', 'undoing');
  DELETE FROM import_row WHERE import_batch_id = batch AND EXISTS (
    SELECT FROM import_batch WHERE import_batch_id = batch AND state IN ('failed', 'cancelled'));
END
$$;
COMMENT ON FUNCTION end_import_step IS 'Ends a step that failed or was cancelled: what was applied stays, and can be gone on with or undone.';

CREATE FUNCTION cancel_import(batch int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  held import_batch := hold_import(batch, ARRAY['reading', 'checking', 'checked', 'applying', 'undoing']);
BEGIN
  IF held.import_batch_id IS NULL THEN
    RETURN false;
  END IF;
  -- A step that shows no life any more has nobody who would end it.
  IF held.state = 'checked' OR held.progressed_at < clock_timestamp() - interval '1 minute' THEN
    IF held.state = 'checked'
      AND NOT EXISTS (SELECT FROM import_person WHERE import_batch_id = batch)
      AND NOT EXISTS (SELECT FROM import_shop WHERE import_batch_id = batch)
    THEN
      UPDATE import_batch SET state = 'cancelled' WHERE import_batch_id = batch;
      DELETE FROM import_row WHERE import_batch_id = batch;
    ELSE
      PERFORM end_import_step(batch, 'cancelled', NULL);
    END IF;
  ELSE
    UPDATE import_batch SET is_cancelled = true WHERE import_batch_id = batch;
  END IF;
  PERFORM audit('import.cancel', 'import', batch);
  RETURN true;
END
$$;
COMMENT ON FUNCTION cancel_import IS 'Asks the step under way to end, or gives a checked batch up. False where there is none.';

-- ── What a row is about ─────────────────────────────────────────────────────

CREATE FUNCTION locate_import_rows(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE place ON COMMIT DROP AS
    SELECT line, min(dwelling_id) AS dwelling_id, count(dwelling_id) AS dwelling_count FROM (
      SELECT line, dwelling_id
      FROM import_row AS staged
      LEFT JOIN unit ON unit.building_id = staged.building_id AND unit.number = staged.unit
      LEFT JOIN dwelling ON dwelling.unit_id = unit.unit_id AND dwelling.floor = staged.floor
        AND dwelling.door = staged.door AND NOT is_retired
      WHERE import_batch_id = batch AND num_nulls(staged.building_id, staged.unit, staged.floor, staged.door) = 0
      UNION ALL
      SELECT line, dwelling_id
      FROM import_row AS staged
      LEFT JOIN (dwelling JOIN unit USING (unit_id)) ON dwelling.building_id = staged.building_id
        AND (staged.unit IS NULL OR unit.number = staged.unit)
        AND (staged.floor IS NULL OR dwelling.floor = staged.floor)
        AND (staged.door IS NULL OR dwelling.door = staged.door) AND NOT is_retired
      WHERE import_batch_id = batch AND staged.building_id IS NOT NULL
        AND num_nulls(staged.unit, staged.floor, staged.door) > 0
    ) AS found GROUP BY line;

  CREATE TEMP TABLE checked ON COMMIT DROP AS
    SELECT staged.line, staged.content_hash, staged.name, staged.birth_date, staged.relation,
      staged.moved_in, staged.household_number, staged.identity_number_index AS number_index,
      CASE WHEN dwelling_count = 1 THEN dwelling_id END AS dwelling_id,
      dwelling_count, numbered.person_id, NULL::int AS household_no
    FROM import_row AS staged
    LEFT JOIN place USING (line)
    LEFT JOIN person AS numbered ON numbered.identity_number_index = staged.identity_number_index
    WHERE import_batch_id = batch;
  CREATE UNIQUE INDEX ON checked (line);
  CREATE TEMP TABLE refusal (line int, reason text, about int, candidate_ids int[] DEFAULT '{}') ON COMMIT DROP;
  INSERT INTO refusal (line, reason)
    SELECT line, unnest(reasons) FROM import_row WHERE import_batch_id = batch
    UNION ALL SELECT line, 'dwelling-unknown' FROM checked WHERE dwelling_count = 0
    UNION ALL SELECT line, 'dwelling-ambiguous' FROM checked WHERE dwelling_count > 1;
  CREATE INDEX ON refusal (line);
  ANALYZE checked;
END
$$;
COMMENT ON FUNCTION locate_import_rows IS 'Finds the dwelling and, by identity number, the person of each row: temporary tables checked and refusal.';

CREATE FUNCTION match_import_persons() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE namesake ON COMMIT DROP AS
    SELECT line,
      coalesce(array_agg(person_id) FILTER (WHERE lives_there AND may_be), '{}') AS here,
      coalesce(array_agg(person_id) FILTER (WHERE lives_there AND NOT may_be), '{}') AS numbered_here,
      coalesce(array_agg(person_id) FILTER (WHERE NOT lives_there AND may_be), '{}') AS elsewhere
    FROM (
      SELECT checked.line, found.person_id,
        coalesce(household.dwelling_id = checked.dwelling_id, false) AS lives_there,
        checked.number_index IS NULL OR found.identity_number_index IS NULL AS may_be
      FROM checked
      JOIN person AS found ON found.name = checked.name AND found.birth_date = checked.birth_date
        AND found.erased_at IS NULL
      LEFT JOIN household USING (household_id)
      WHERE checked.person_id IS NULL
    ) AS pair
    GROUP BY line;
  UPDATE checked SET person_id = here[1] FROM namesake
  WHERE namesake.line = checked.line AND cardinality(here) = 1;
  INSERT INTO refusal (line, reason, candidate_ids)
    SELECT line, 'person-ambiguous', here FROM namesake WHERE cardinality(here) > 1
    UNION ALL
    SELECT line, 'number-differs', numbered_here FROM namesake
    WHERE cardinality(here) = 0 AND cardinality(numbered_here) > 0
    UNION ALL
    SELECT line, CASE WHEN dwelling_id IS NULL THEN 'person-ambiguous' ELSE 'person-elsewhere' END, elsewhere
    FROM namesake JOIN checked USING (line)
    WHERE cardinality(here || numbered_here) = 0 AND cardinality(elsewhere) > 0;
  INSERT INTO refusal (line, reason)
    SELECT line, 'person-restricted' FROM checked JOIN person USING (person_id)
    WHERE restricted_at IS NOT NULL
    UNION ALL
    SELECT line, 'person-died' FROM checked JOIN person USING (person_id) WHERE died_on IS NOT NULL;

  -- Two lines about one person: equal ones count once, others are an error on both sides.
  WITH keyed AS (
    SELECT line, content_hash, coalesce('p' || person_id, 'n' || encode(number_index, 'hex'),
      concat_ws('|', name, birth_date, dwelling_id)) AS key
    FROM checked WHERE name IS NOT NULL AND (birth_date IS NOT NULL OR number_index IS NOT NULL)
  ), twin AS (
    SELECT key, min(line) AS first_line, max(line) AS last_line,
      count(DISTINCT content_hash) = 1 AS is_equal
    FROM keyed GROUP BY key HAVING count(*) > 1
  )
  INSERT INTO refusal (line, reason, about)
    SELECT line, CASE WHEN is_equal THEN 'repeats-line' ELSE 'contradicts-line' END,
      CASE WHEN line = first_line THEN last_line ELSE first_line END
    FROM keyed JOIN twin USING (key) WHERE NOT is_equal OR line <> first_line;
END
$$;
COMMENT ON FUNCTION match_import_persons IS 'Finds who is meant where no number tells: the same name, birth date and dwelling. Whoever else may be meant is a candidate.';

-- ── Households: who lives with whom afterwards ──────────────────────────────

CREATE FUNCTION plan_import_households(batch int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  is_household_form boolean := (SELECT kind = 'household' FROM import_batch WHERE import_batch_id = batch);
  refused int;
BEGIN
  UPDATE checked SET household_no = numbered.no FROM (
    SELECT line, dense_rank() OVER (ORDER BY dwelling_id, household_number)::int AS no
    FROM checked WHERE dwelling_id IS NOT NULL) AS numbered
  WHERE numbered.line = checked.line;
  CREATE INDEX ON checked (household_no);
  -- Only now: a column that was empty when it was looked at would be taken to be so.
  ANALYZE checked;
  CREATE TEMP TABLE plan (household_no int PRIMARY KEY, dwelling_id int, household_id int,
    is_new boolean, old_dwelling_id int, head_count int, refused_head int, named_heads int) ON COMMIT DROP;
  CREATE TEMP TABLE member (line int PRIMARY KEY, household_no int, person_id int, old_household_id int,
    old_dwelling_id int, old_relation text, relation text) ON COMMIT DROP;
  CREATE TEMP TABLE bundle (household_no int PRIMARY KEY, dwelling_id int, here int[],
    left_households int[], head_count int) ON COMMIT DROP;
  CREATE TEMP TABLE leaving (household_id int PRIMARY KEY, household_no int, goes_together boolean) ON COMMIT DROP;
  CREATE TEMP TABLE occupied (dwelling_id int PRIMARY KEY, household_ids int[]) ON COMMIT DROP;
  -- What one refusal changes may refuse another row: until nothing changes any more.
  FOR round IN 1..20 LOOP
    TRUNCATE plan, member;
    ANALYZE refusal;
    INSERT INTO member
      SELECT line, household_no, checked.person_id, person.household_id, household.dwelling_id,
        relation_to_head, coalesce(checked.relation, CASE
          WHEN household.dwelling_id = checked.dwelling_id THEN relation_to_head END)
      FROM checked
      LEFT JOIN person USING (person_id)
      LEFT JOIN household ON household.household_id = person.household_id
      WHERE household_no IS NOT NULL
        AND NOT EXISTS (SELECT FROM refusal WHERE refusal.line = checked.line);
    ANALYZE member;
    PERFORM choose_import_households();
    ANALYZE plan;
    refused := refuse_import_households(is_household_form);
    EXIT WHEN refused = 0;
  END LOOP;
END
$$;
COMMENT ON FUNCTION plan_import_households IS 'Decides for each household of the file whether it is one of the registry, a new one or one that moves: temporary tables plan and member.';

CREATE FUNCTION choose_import_households() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE bundle, leaving, occupied;
  INSERT INTO bundle
    SELECT household_no, dwelling_id,
      (array_agg(DISTINCT old_household_id) FILTER (WHERE old_dwelling_id = dwelling_id)),
      (array_agg(DISTINCT old_household_id) FILTER (WHERE old_dwelling_id <> dwelling_id)),
      count(*) FILTER (WHERE member.relation = 'head')
    FROM member JOIN checked USING (line, household_no)
    GROUP BY household_no, dwelling_id;
  -- Households of which everybody goes to another dwelling.
  INSERT INTO leaving
    SELECT old_household_id, min(household_no), count(DISTINCT household_no) = 1
    FROM member JOIN checked USING (line, household_no)
    WHERE old_dwelling_id <> dwelling_id
    GROUP BY old_household_id
    HAVING count(*) = (SELECT count(*) FROM person WHERE person.household_id = old_household_id);
  ANALYZE bundle;
  ANALYZE leaving;
  -- Households of the registry that no row of the file speaks of.
  INSERT INTO occupied
    SELECT household.dwelling_id, array_agg(household.household_id)
    FROM (SELECT DISTINCT dwelling_id FROM bundle) AS wanted
    JOIN household USING (dwelling_id)
    LEFT JOIN leaving USING (household_id)
    LEFT JOIN (SELECT unnest(here) AS household_id FROM bundle) AS claimed USING (household_id)
    WHERE leaving.household_id IS NULL AND claimed.household_id IS NULL
    GROUP BY household.dwelling_id;
  ANALYZE occupied;
  INSERT INTO plan
    SELECT bundle.household_no, bundle.dwelling_id,
      CASE WHEN cardinality(here) = 1 THEN here[1]
        WHEN here IS NULL AND occupied.household_ids IS NULL THEN moving.household_id
        WHEN here IS NULL AND head_count = 0 AND cardinality(occupied.household_ids) = 1
          THEN occupied.household_ids[1] END,
      here IS NULL AND occupied.household_ids IS NULL AND moving.household_id IS NULL,
      CASE WHEN here IS NULL AND occupied.household_ids IS NULL THEN home.dwelling_id END,
      head_count, refused_head, coalesce(named_heads, 0)
    FROM bundle
    LEFT JOIN (
      SELECT household_no, count(*)::int AS named_heads, min(checked.line) FILTER (WHERE is_refused) AS refused_head
      FROM checked
      LEFT JOIN (SELECT line, true AS is_refused, bool_or(about IS NOT NULL) AS is_twin
        FROM refusal GROUP BY line) AS refused USING (line)
      WHERE relation = 'head' AND household_no IS NOT NULL AND is_twin IS NOT TRUE
      GROUP BY household_no) AS head_line USING (household_no)
    LEFT JOIN occupied ON occupied.dwelling_id = bundle.dwelling_id
    LEFT JOIN leaving AS moving ON moving.household_no = bundle.household_no AND goes_together
      AND moving.household_id = left_households[1] AND cardinality(left_households) = 1
    LEFT JOIN household AS home ON home.household_id = moving.household_id;
END
$$;
COMMENT ON FUNCTION choose_import_households IS 'The household of each bundle of rows: that of its members who live there already, else that which moves there as a whole, else a new one; where others live there, members join them only without a head of their own.';

CREATE FUNCTION refuse_import_households(is_household_form boolean) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  before bigint := (SELECT count(*) FROM refusal);
BEGIN
  INSERT INTO refusal (line, reason, about, candidate_ids)
    SELECT line, CASE
        WHEN named_heads > 1 THEN 'two-heads'
        WHEN head_count > 0 THEN 'dwelling-occupied' ELSE 'household-ambiguous' END, NULL,
      CASE WHEN named_heads > 1 THEN '{}'::int[] ELSE ARRAY(
        SELECT person_id FROM person JOIN household USING (household_id)
        WHERE household.dwelling_id = plan.dwelling_id AND relation_to_head = 'head'
        ORDER BY person_id LIMIT 10) END
    FROM plan JOIN member USING (household_no)
    WHERE named_heads > 1 OR (household_id IS NULL AND NOT is_new)
    UNION ALL
    SELECT line, CASE
        WHEN refused_head IS NOT NULL THEN 'head-rejected'
        WHEN is_household_form THEN 'head-missing' ELSE 'household-unknown' END, refused_head, '{}'
    FROM plan JOIN member USING (household_no)
    WHERE is_new AND head_count = 0 AND named_heads <= 1
    UNION ALL
    SELECT line, 'relation-missing', NULL, '{}' FROM member WHERE relation IS NULL;

  -- Heads afterwards: those of the file, and who is head now and stays without a line of their own.
  WITH staying AS (
    SELECT household_no, count(*) FILTER (WHERE person.relation_to_head = 'head')::int AS head_count
    FROM plan JOIN person ON person.household_id = plan.household_id
    WHERE NOT EXISTS (SELECT FROM member WHERE member.person_id = person.person_id)
    GROUP BY household_no
  )
  INSERT INTO refusal (line, reason, about)
    SELECT line, CASE
        WHEN plan.head_count + coalesce(staying.head_count, 0) > 1 THEN 'head-in-register'
        WHEN refused_head IS NOT NULL THEN 'head-rejected' ELSE 'head-missing' END,
      CASE WHEN plan.head_count + coalesce(staying.head_count, 0) = 0 THEN refused_head END
    FROM plan JOIN member USING (household_no) LEFT JOIN staying USING (household_no)
    WHERE plan.household_id IS NOT NULL AND named_heads <= 1
      AND (plan.head_count + coalesce(staying.head_count, 0) > 1
        -- Collective households have none, and stay so.
        OR (plan.head_count + coalesce(staying.head_count, 0) = 0 AND EXISTS (SELECT FROM person
          WHERE person.household_id = plan.household_id AND relation_to_head = 'head')));

  INSERT INTO refusal (line, reason)
    SELECT mover.line, 'head-leaves-others'
    FROM member AS mover JOIN plan USING (household_no)
    WHERE mover.old_relation = 'head' AND mover.old_household_id IS NOT NULL
      AND mover.old_household_id IS DISTINCT FROM plan.household_id
      AND EXISTS (SELECT FROM person AS stayer
        WHERE stayer.household_id = mover.old_household_id
          AND NOT EXISTS (SELECT FROM member AS other JOIN plan AS theirs USING (household_no)
            WHERE other.person_id = stayer.person_id
              AND theirs.household_id IS DISTINCT FROM mover.old_household_id))
      AND NOT EXISTS (SELECT FROM member AS heir JOIN plan AS theirs USING (household_no)
        WHERE theirs.household_id = mover.old_household_id AND heir.relation = 'head')
    UNION ALL
    SELECT mover.line, 'moved-before'
    FROM member AS mover JOIN plan USING (household_no) JOIN checked USING (line)
    JOIN residence ON residence.person_id = mover.person_id AND residence.kind = 'lives'
      AND upper_inf(valid)
    WHERE residence.dwelling_id <> plan.dwelling_id
      AND lower(valid) >= coalesce(checked.moved_in, import_day());
  RETURN (SELECT count(*) FROM refusal) - before;
END
$$;
COMMENT ON FUNCTION refuse_import_households IS 'Refuses rows after which a household would have no head or two, or that leave others without one. Gives how many.';

CREATE FUNCTION import_day() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT current_setting('registry.import_day')::date
$$;
COMMENT ON FUNCTION import_day IS 'As of which day the file under way was true.';
