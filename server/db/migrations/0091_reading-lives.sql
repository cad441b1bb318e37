-- ── One person, masked ──────────────────────────────────────────────────────

-- The masks are those of person_card, which shows nobody without a home to who is bound to an area.
CREATE FUNCTION mask_person(target person) RETURNS jsonb LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_object(
    'id', target.person_id,
    'revision', target.revision,
    'isRestricted', target.restricted_at IS NOT NULL,
    'isErased', target.erased_at IS NOT NULL,
    'name', CASE WHEN actor_sees_field('name') AND target.erased_at IS NULL THEN
      CASE WHEN target.restricted_at IS NULL THEN target.name_masked ELSE '***' END END,
    'sex', CASE WHEN actor_sees_field('sex') THEN target.sex END,
    'ageBand', CASE WHEN actor_sees_field('birth-date') THEN
      age_band(target.birth_date, coalesce(target.died_on, current_date)) END,
    'diedOn', CASE WHEN actor_sees_field('birth-date') THEN target.died_on END,
    'identityNumber', CASE WHEN actor_sees_field('identity-number') AND target.restricted_at IS NULL
      THEN target.identity_number_masked END,
    'phone', CASE WHEN actor_sees_field('phone') AND target.restricted_at IS NULL
      THEN target.phone_masked END,
    'registrationPlace', CASE WHEN actor_sees_field('registration') THEN target.registration_place END)
$$;
COMMENT ON FUNCTION mask_person IS 'A person as lists show them: masked, and of the fields only those that the actor sees.';

CREATE FUNCTION read_person(wanted_person_id int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person;
BEGIN
  SELECT * INTO target FROM person WHERE person_id = wanted_person_id AND is_person_in_reach(person);
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM audit('person.read', 'person', wanted_person_id, ARRAY[wanted_person_id]);
  RETURN mask_person(target) || jsonb_build_object(
    'household', (
      SELECT jsonb_build_object('id', household_id, 'dwellingId', dwelling_id,
        'buildingId', dwelling.building_id, 'label', dwelling_label(unit.number, floor, door),
        'relationToHead', CASE WHEN actor_sees_field('relation') THEN target.relation_to_head END)
      FROM household JOIN dwelling USING (dwelling_id) JOIN unit USING (unit_id)
      WHERE household_id = target.household_id),
    'spouseId', CASE WHEN actor_sees_field('relation') AND target.died_on IS NULL
      THEN find_spouse(target.person_id, current_date) END,
    'residences', (
      SELECT coalesce(jsonb_agg(link ORDER BY link ->> 'kind', link ->> 'from' DESC), '[]') FROM (
        SELECT jsonb_build_object('id', residence_id, 'dwellingId', dwelling_id, 'kind', kind,
          'label', dwelling_label(unit.number, floor, door),
          'from', lower(valid), 'until', upper(valid)) AS link
        FROM residence JOIN dwelling USING (dwelling_id) JOIN unit USING (unit_id)
        WHERE person_id = wanted_person_id AND actor_sees_field('residence')
          AND (upper_inf(valid) OR upper(valid) > current_date)
          AND (actor_sees_city() OR residence.grid_id = ANY (actor_registry_grid_ids()))
        ORDER BY residence_id DESC LIMIT 100) AS linked),
    'lifeEvents', (
      SELECT coalesce(jsonb_agg(act ORDER BY (act ->> 'id')::bigint DESC), '[]') FROM (
        SELECT jsonb_build_object('id', life_event_id, 'kind', kind, 'happenedOn', happened_on,
          'recordedAt', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'isUndone', is_undone(life_event_id)) AS act
        FROM life_event_person JOIN life_event USING (life_event_id)
        WHERE life_event_person.person_id = wanted_person_id
        ORDER BY life_event_id DESC LIMIT 100) AS done));
END
$$;
COMMENT ON FUNCTION read_person IS 'One person as the actor sees them, after the audit has been written: household, lasting residences, the newest life events; empty where there is nobody within reach.';

-- Whom an act was recorded for may read why; of the others' acts the words may tell about others.
CREATE FUNCTION report_life(target person) RETURNS jsonb LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_object(
    'diedOn', target.died_on,
    'marriages', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('from', lower(valid), 'until', upper(valid))
        ORDER BY valid DESC), '[]')
      FROM person_marriage WHERE person_id = target.person_id),
    'lifeEvents', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', life_event_id, 'kind', kind,
        'happenedOn', happened_on, 'at', recorded_at, 'by', coalesce(account.display_name, '-'),
        'reason', CASE WHEN life_event.person_id = target.person_id THEN reason END,
        'isUndone', is_undone(life_event_id)) ORDER BY life_event_id DESC), '[]')
      FROM life_event_person JOIN life_event USING (life_event_id) LEFT JOIN account USING (account_id)
      WHERE life_event_person.person_id = target.person_id))
$$;
COMMENT ON FUNCTION report_life IS 'What a report tells of death, marriages and acts.';

-- ── Past days ───────────────────────────────────────────────────────────────

CREATE FUNCTION list_relations_as_of(wanted_person_ids int[], day date)
RETURNS TABLE (person_id int, relation_to_head text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT person.person_id, coalesce(
    (SELECT new_relation FROM life_event_person AS step JOIN life_event USING (life_event_id)
      WHERE step.person_id = person.person_id AND is_change AND happened_on <= day
        AND NOT is_undone(life_event_id)
      ORDER BY happened_on DESC, life_event_id DESC LIMIT 1),
    (SELECT old_relation FROM life_event_person AS step JOIN life_event USING (life_event_id)
      WHERE step.person_id = person.person_id AND is_change AND happened_on > day
        AND NOT is_undone(life_event_id)
      ORDER BY happened_on, life_event_id LIMIT 1),
    person.relation_to_head)
  FROM person
  WHERE person.person_id = ANY (wanted_person_ids)
    AND actor_may('registry.read') AND actor_sees_field('relation')
$$;
COMMENT ON FUNCTION list_relations_as_of IS 'Relations to the head on a day, as it is believed now; nothing for who does not see relations.';

CREATE FUNCTION find_household_kind(wanted_household_id int) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce((SELECT kind FROM household WHERE household_id = wanted_household_id),
    (SELECT kind FROM life_event_household WHERE household_id = wanted_household_id LIMIT 1), 'family')
$$;
COMMENT ON FUNCTION find_household_kind IS 'Kind of a household, which may be over since.';
CREATE INDEX residence_household_idx ON residence (household_id) WHERE household_id IS NOT NULL;
