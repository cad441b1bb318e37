-- ── What becomes of each row ────────────────────────────────────────────────

CREATE FUNCTION import_change(field text, old_value text, new_value text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN new_value IS NOT NULL THEN
    jsonb_build_array(jsonb_build_object('field', field, 'old', old_value, 'new', new_value))
    ELSE '[]' END
$$;
COMMENT ON FUNCTION import_change IS 'One field of a change, as the report shows it.';

CREATE FUNCTION list_import_units() RETURNS TABLE (household_no int, unit_no int) LANGUAGE plpgsql AS $$
BEGIN
  -- A household that somebody leaves and the one that the person enters change together.
  CREATE TEMP TABLE link ON COMMIT DROP AS
    SELECT DISTINCT member.household_no, unnest(ARRAY[member.old_household_id, plan.household_id]) AS household_id
    FROM member JOIN plan USING (household_no);
  DELETE FROM link WHERE household_id IS NULL;
  CREATE TEMP TABLE label ON COMMIT DROP AS
    SELECT plan.household_no AS no, plan.household_no AS lowest FROM plan;
  CREATE UNIQUE INDEX ON label (no);
  ANALYZE link;
  ANALYZE label;
  LOOP
    UPDATE label SET lowest = reached.lowest FROM (
      SELECT mine.household_no AS no, min(label.lowest) AS lowest
      FROM link AS mine JOIN link AS theirs USING (household_id)
      JOIN label ON label.no = theirs.household_no
      GROUP BY mine.household_no) AS reached
    WHERE reached.no = label.no AND reached.lowest < label.lowest;
    EXIT WHEN NOT FOUND;
  END LOOP;
  RETURN QUERY SELECT no, lowest FROM label;
END
$$;
COMMENT ON FUNCTION list_import_units IS 'Households of the batch by number, and the unit with which each has to be applied.';

CREATE FUNCTION keep_import_results(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE refused ON COMMIT DROP AS
    SELECT line, jsonb_agg(DISTINCT jsonb_build_object('code', reason, 'line', about)) AS reasons,
      bool_and(reason IN ('dwelling-ambiguous', 'person-ambiguous', 'person-elsewhere',
        'number-differs', 'dwelling-occupied', 'household-ambiguous')) AS is_ambiguous,
      max(candidate_ids) AS candidate_ids
    FROM refusal GROUP BY line;
  CREATE UNIQUE INDEX ON refused (line);
  CREATE TEMP TABLE unit_of ON COMMIT DROP AS SELECT * FROM list_import_units();
  CREATE UNIQUE INDEX ON unit_of (household_no);
  ANALYZE refused;
  ANALYZE unit_of;
  INSERT INTO import_household
    SELECT batch, household_no, plan.dwelling_id, plan.household_id, is_new, old_dwelling_id,
      fingerprint_household(plan.household_id)
    FROM plan;
  INSERT INTO import_result
    SELECT batch, checked.line, CASE
        WHEN refused.line IS NOT NULL THEN CASE WHEN is_ambiguous THEN 'ambiguous' ELSE 'rejected' END
        WHEN checked.person_id IS NULL THEN 'new'
        WHEN jsonb_array_length(change.list) > 0 THEN 'changed' ELSE 'same' END,
      coalesce(refused.reasons, '[]'), coalesce(refused.candidate_ids[1:10], '{}'),
      CASE WHEN refused.line IS NULL THEN coalesce(change.list, '[]') ELSE '[]' END,
      coalesce(checked.person_id, CASE WHEN refused.line IS NULL THEN staged.new_person_id END),
      person.xmin::text,
      CASE WHEN refused.line IS NULL THEN plan.household_no END,
      coalesce(unit.unit_no, 1000000000 + checked.line)
    FROM checked
    JOIN import_row AS staged ON staged.import_batch_id = batch AND staged.line = checked.line
    LEFT JOIN refused ON refused.line = checked.line
    LEFT JOIN person ON person.person_id = checked.person_id
    LEFT JOIN member ON member.line = checked.line
    LEFT JOIN plan ON plan.household_no = member.household_no
    LEFT JOIN unit_of AS unit ON unit.household_no = member.household_no
    LEFT JOIN LATERAL (SELECT
        import_change('name', person.name_masked, CASE WHEN staged.name <> person.name THEN mask_name(staged.name) END)
        || import_change('sex', person.sex, nullif(staged.sex, person.sex))
        || import_change('birth-date', left(person.birth_date::text, 4),
          CASE WHEN staged.birth_date <> person.birth_date THEN left(staged.birth_date::text, 4) END)
        || import_change('identity-number', person.identity_number_masked,
          CASE WHEN staged.identity_number_index IS DISTINCT FROM person.identity_number_index THEN staged.identity_number_masked END)
        || import_change('phone', person.phone_masked,
          CASE WHEN staged.phone_index IS DISTINCT FROM person.phone_index THEN staged.phone_masked END)
        || import_change('registration', person.registration_place,
          nullif(staged.registration, person.registration_place))
        || import_change('relation', member.old_relation, CASE WHEN plan.household_no IS NOT NULL
          THEN nullif(member.relation, member.old_relation) END)
        || import_change('dwelling', dwelling_text(member.old_dwelling_id),
          CASE WHEN plan.dwelling_id IS DISTINCT FROM member.old_dwelling_id THEN dwelling_text(plan.dwelling_id) END)
        || import_change('household', NULL, CASE WHEN plan.household_no IS NOT NULL
          AND plan.dwelling_id = member.old_dwelling_id
          AND plan.household_id IS DISTINCT FROM member.old_household_id THEN coalesce(plan.household_id::text, 'new') END)
        AS list
      -- Most rows say what is known: of those nothing is put into words.
      WHERE person.person_id IS NOT NULL AND refused.line IS NULL AND (
        (coalesce(staged.name, person.name), coalesce(staged.sex, person.sex),
          coalesce(staged.birth_date, person.birth_date),
          coalesce(staged.identity_number_index, person.identity_number_index, ''),
          coalesce(staged.phone_index, person.phone_index, ''),
          coalesce(staged.registration, person.registration_place))
        <> (person.name, person.sex, person.birth_date, coalesce(person.identity_number_index, ''),
          coalesce(person.phone_index, ''), person.registration_place)
        OR (plan.household_no IS NOT NULL
          AND (member.relation, plan.dwelling_id, plan.household_id)
            IS DISTINCT FROM (member.old_relation, member.old_dwelling_id, member.old_household_id)))
      ) AS change ON true;
END
$$;
COMMENT ON FUNCTION keep_import_results IS 'Writes what becomes of each row, from the temporary tables of the check.';

CREATE FUNCTION dwelling_text(wanted_dwelling_id int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat(estate.name, building.name, ' ', dwelling_label(unit.number, floor, door))
  FROM dwelling
  JOIN unit USING (unit_id)
  JOIN building ON building.building_id = dwelling.building_id
  LEFT JOIN estate USING (estate_id)
  WHERE dwelling_id = wanted_dwelling_id
$$;
COMMENT ON FUNCTION dwelling_text IS 'Address of a dwelling: 金光花园3号楼 2-1102.';

CREATE FUNCTION fingerprint_household(wanted_household_id int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT md5(string_agg(person_id || ':' || relation_to_head, ',' ORDER BY person_id))
  FROM person WHERE household_id = wanted_household_id
$$;
COMMENT ON FUNCTION fingerprint_household IS 'Equal as long as a household has the same members in the same relations.';
