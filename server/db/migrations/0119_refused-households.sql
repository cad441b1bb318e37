-- ── Households that would make no sense ─────────────────────────────────────

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
