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
