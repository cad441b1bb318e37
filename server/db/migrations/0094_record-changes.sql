-- ── Who has changed a record ────────────────────────────────────────────────

CREATE FUNCTION list_touching_acts(subject text, subject_id int) RETURNS SETOF bigint LANGUAGE sql STABLE
AS $$
  WITH touching AS (
    SELECT life_event_id FROM life_event_person
    WHERE subject = 'person' AND person_id = subject_id
    UNION
    SELECT life_event_id FROM life_event_person
    WHERE subject = 'household' AND (old_household_id = subject_id OR new_household_id = subject_id)
    UNION
    SELECT life_event_id FROM residence WHERE subject = 'dwelling' AND dwelling_id = subject_id
    UNION
    SELECT unnest(ARRAY[life_event_id, replaced_by]) FROM residence_past
    WHERE subject = 'dwelling' AND dwelling_id = subject_id
  )
  SELECT life_event_id FROM touching WHERE life_event_id IS NOT NULL
  UNION
  SELECT undoing.life_event_id FROM touching JOIN life_event AS undoing ON undoes = touching.life_event_id
$$;
COMMENT ON FUNCTION list_touching_acts IS 'Life events that have touched a person, a household or a dwelling, and those that undid them.';
REVOKE EXECUTE ON FUNCTION list_touching_acts FROM PUBLIC;

CREATE FUNCTION list_record_changes(subject text, subject_id int, since timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  revision int := CASE subject
    WHEN 'person' THEN find_person_revision(subject_id)
    WHEN 'household' THEN find_household_revision(subject_id)
    ELSE find_dwelling_revision(subject_id) END;
  concerned int[];
BEGIN
  IF revision IS NULL THEN
    RETURN NULL;
  END IF;
  concerned := CASE subject WHEN 'person' THEN ARRAY[subject_id]
    WHEN 'household' THEN list_members(subject_id) ELSE '{}' END;
  PERFORM audit(CASE subject WHEN 'person' THEN 'person.read' WHEN 'household' THEN 'household.read'
    ELSE 'residence.list' END, subject, subject_id, concerned);
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'field', field,
      'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'by', CASE WHEN actor_may('registry.write') THEN display_name END) ORDER BY at DESC), '[]')
    FROM (
      SELECT life_event_id AS id, kind, NULL AS field, recorded_at AS at, account_id
      FROM list_touching_acts(subject, subject_id) AS act JOIN life_event ON life_event_id = act
      WHERE recorded_at >= since
      UNION ALL
      SELECT person_correction_id, 'correct', CASE WHEN actor_sees_field(field) THEN field END,
        corrected_at, account_id
      FROM person_correction WHERE person_id = ANY (concerned) AND corrected_at >= since
      ORDER BY at DESC LIMIT 20) AS change
    LEFT JOIN account USING (account_id));
END
$$;
COMMENT ON FUNCTION list_record_changes IS 'The newest life events and corrections of a person, a household or a dwelling since a moment, and who recorded them; empty where there is none within reach.';
REVOKE EXECUTE ON FUNCTION list_record_changes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_record_changes TO digital_community_city, digital_community_area;
