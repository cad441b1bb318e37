-- ── Revealing: one count for single fields and whole reports ────────────────

CREATE FUNCTION count_reveal() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  most int := (SELECT reveals_per_hour FROM access_setting);
  wait_seconds int;
BEGIN
  -- One at a time per account, so that many at once cannot slip under the limit.
  PERFORM pg_advisory_xact_lock(hashtext('reveal'), actor_account_id());
  -- There is room again when the earliest of the allowed number is an hour old.
  SELECT ceil(extract(epoch FROM happened_at + interval '1 hour' - now())) INTO wait_seconds
  FROM audit_entry
  WHERE account_id = actor_account_id() AND action = 'person.reveal'
    AND happened_at > now() - interval '1 hour'
  ORDER BY happened_at DESC OFFSET most - 1 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Too many' USING ERRCODE = 'DC429', DETAIL = wait_seconds;
  END IF;
END
$$;
COMMENT ON FUNCTION count_reveal IS 'Refuses (SQLSTATE DC429, seconds to wait in its detail) where the account has revealed too much within an hour.';
REVOKE EXECUTE ON FUNCTION count_reveal FROM PUBLIC;

CREATE FUNCTION reveal_person(
  wanted_person_id int, wanted_fields text[], stated_purpose text)
RETURNS TABLE (name text, birth_date date, identity_number_sealed bytea, phone_sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  card person_card;
BEGIN
  IF NOT actor_may('person.reveal') OR NOT wanted_fields <@
    string_to_array(current_setting('actor.revealable_fields', true), ',')
  THEN
    RAISE EXCEPTION 'Not allowed' USING ERRCODE = 'DC403';
  END IF;
  -- The view decides whether the actor may see this person at all.
  SELECT * INTO card FROM person_card WHERE person_card.person_id = wanted_person_id;
  IF NOT FOUND OR EXISTS (
    SELECT FROM person WHERE person.person_id = wanted_person_id AND erased_at IS NOT NULL)
  THEN
    RETURN;
  END IF;
  IF card.is_restricted THEN
    RAISE EXCEPTION 'Restricted' USING ERRCODE = 'DC423';
  END IF;
  PERFORM count_reveal();
  PERFORM audit('person.reveal', 'person', wanted_person_id, ARRAY[wanted_person_id],
    wanted_fields, stated_purpose);
  RETURN QUERY SELECT
    CASE WHEN 'name' = ANY (wanted_fields) THEN person.name END,
    CASE WHEN 'birth-date' = ANY (wanted_fields) THEN person.birth_date END,
    CASE WHEN 'identity-number' = ANY (wanted_fields) THEN person.identity_number_sealed END,
    CASE WHEN 'phone' = ANY (wanted_fields) THEN person.phone_sealed END
  FROM person WHERE person.person_id = wanted_person_id;
END
$$;
COMMENT ON FUNCTION reveal_person IS 'Fields of one person in clear (sealed ones still sealed), after the audit has been written. SQLSTATE DC403 not allowed, DC423 restricted, DC429 too many within an hour; no row where the actor sees no such person.';

-- ── The report that a resident may ask for ──────────────────────────────────

CREATE FUNCTION report_person(wanted_person_id int, stated_purpose text)
RETURNS TABLE (card jsonb, identity_number_sealed bytea, phone_sealed bytea, corrections jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target person := lock_person_for_rights(wanted_person_id);
  clear_fields text[] := '{}';
BEGIN
  -- A restricted person is given in clear to nobody; neither is anybody to whom no field is.
  IF actor_may('person.reveal') AND target.restricted_at IS NULL AND target.erased_at IS NULL THEN
    SELECT coalesce(array_agg(field ORDER BY rank), '{}') INTO clear_fields
    FROM person_field
    WHERE field = ANY (string_to_array(current_setting('actor.revealable_fields', true), ','));
  END IF;
  IF cardinality(clear_fields) > 0 THEN
    PERFORM count_reveal();
  END IF;
  PERFORM audit(CASE WHEN cardinality(clear_fields) > 0 THEN 'person.reveal' ELSE 'person.report' END,
    'person', wanted_person_id, ARRAY[wanted_person_id], clear_fields, stated_purpose,
    jsonb_build_object('isReport', true));
  RETURN QUERY SELECT
    jsonb_build_object(
      'clearFields', clear_fields,
      'name', CASE WHEN 'name' = ANY (clear_fields) THEN target.name ELSE target.name_masked END,
      'sex', target.sex,
      'birthDate', CASE WHEN 'birth-date' = ANY (clear_fields) THEN target.birth_date::text
        ELSE age_band(target.birth_date, current_date) END,
      'identityNumber', target.identity_number_masked,
      'phone', target.phone_masked,
      'registration', target.registration_place,
      'relationToHead', CASE WHEN target.household_id IS NOT NULL THEN target.relation_to_head END,
      'restriction', CASE WHEN target.restricted_at IS NOT NULL THEN jsonb_build_object(
        'at', target.restricted_at, 'reason', target.restriction_reason) END,
      'erasure', (
        SELECT jsonb_build_object('at', erased_at, 'reason', person_erasure.reason,
          'by', coalesce(account.display_name, '-'), 'wasFalseEntry', was_false_entry)
        FROM person_erasure LEFT JOIN account USING (account_id)
        WHERE person_erasure.person_id = wanted_person_id),
      'residences', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'kind', belief.kind, 'from', lower(valid), 'until', upper(valid),
          'source', belief.source, 'verifiedOn', belief.verified_on,
          'replacedAt', belief.replaced_at,
          -- The exact address tells who somebody is: for who may see residences only.
          'address', CASE WHEN actor_sees_field('residence') THEN concat_ws(' ',
            coalesce(building.address, estate.address), concat(estate.name, building.name),
            dwelling_label(unit.number, floor, door)) END)
          ORDER BY belief.replaced_at DESC NULLS FIRST, lower(valid) DESC NULLS LAST, belief.kind), '[]')
        FROM residence_belief AS belief
        JOIN dwelling USING (dwelling_id)
        JOIN unit USING (unit_id)
        JOIN building ON building.building_id = dwelling.building_id
        LEFT JOIN estate USING (estate_id)
        WHERE belief.person_id = wanted_person_id),
      'looks', list_looks(wanted_person_id))
      || report_life(target) || report_shops(target) || report_visits(target),
    CASE WHEN 'identity-number' = ANY (clear_fields) THEN target.identity_number_sealed END,
    CASE WHEN 'phone' = ANY (clear_fields) THEN target.phone_sealed END,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'at', corrected_at, 'field', field, 'reason', reason, 'by', coalesce(account.display_name, '-'),
        'isClear', may_read,
        'old', CASE WHEN may_read THEN old_text END, 'new', CASE WHEN may_read THEN new_text END,
        'oldSealed', CASE WHEN may_read THEN encode(old_sealed, 'hex') END,
        'newSealed', CASE WHEN may_read THEN encode(new_sealed, 'hex') END)
        ORDER BY person_correction_id DESC), '[]')
      FROM person_correction LEFT JOIN account USING (account_id)
      CROSS JOIN LATERAL (SELECT field = ANY (clear_fields)
        OR field IN ('sex', 'registration') AS may_read) AS reading
      WHERE person_correction.person_id = wanted_person_id);
END
$$;
COMMENT ON FUNCTION report_person IS 'All that is held about one person and who looked; in clear what the actor may reveal (sealed fields still sealed), which the audit notes first as one reveal. SQLSTATE DC403, DC404, DC429.';

CREATE FUNCTION list_looks(wanted_person_id int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  -- Reading masked lists is told once a day and account, with how often.
  SELECT coalesce(jsonb_agg(to_jsonb(look) - 'last_id' ORDER BY last_id DESC), '[]') FROM (
    SELECT max(happened_at) AS at, count(*) AS count, coalesce(display_name, account_name) AS by,
      audit_entry.role, action, fields, purpose, max(entry_id) AS last_id
    FROM audit_entry LEFT JOIN account USING (account_id)
    WHERE person_ids @> ARRAY[wanted_person_id]
    GROUP BY coalesce(display_name, account_name), audit_entry.role, action, fields, purpose,
      happened_at::date, CASE WHEN action NOT IN ('household.list', 'household.read', 'residence.list',
        'person.read', 'person.search', 'todo.list')
        THEN entry_id END
    ORDER BY max(entry_id) DESC LIMIT 500
  ) AS look
$$;
COMMENT ON FUNCTION list_looks IS 'Who saw or changed fields of a person: the newest 500.';
REVOKE EXECUTE ON FUNCTION list_looks FROM PUBLIC;

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['reveal_person(int, text[], text)',
    'report_person(int, text)']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
