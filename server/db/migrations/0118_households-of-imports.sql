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
