-- ── What is to be put right ─────────────────────────────────────────────────

CREATE VIEW household_head WITH (security_barrier) AS
  SELECT household_id, person_id FROM person
  WHERE relation_to_head = 'head' AND household_id IS NOT NULL
    AND (SELECT actor_sees_field('relation'));
COMMENT ON VIEW household_head IS 'Heads of households, for who sees relations. Bound by the policies of its owner, digital_community_registry.';
DO $$
BEGIN
  EXECUTE format('GRANT CREATE ON SCHEMA %I TO digital_community_registry', current_schema());
  ALTER VIEW household_head OWNER TO digital_community_registry;
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM digital_community_registry', current_schema());
END
$$;
GRANT SELECT ON household_head TO digital_community_city, digital_community_area;

-- Newest verification of a household, read from the index alone.
CREATE INDEX residence_verified_idx ON residence (household_id, verified_on)
  WHERE kind = 'lives' AND upper_inf(valid);

CREATE FUNCTION list_persons_without_home() RETURNS TABLE (found_person_id int)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp
AS $$
  SELECT person_id FROM person
  WHERE household_id IS NULL AND died_on IS NULL AND erased_at IS NULL AND restricted_at IS NULL
    AND actor_may('registry.read') AND actor_sees_field('residence') AND actor_sees_city()
    AND NOT EXISTS (SELECT FROM residence
      WHERE residence.person_id = person.person_id AND valid @> current_date)
    AND NOT EXISTS (SELECT FROM life_event_person JOIN life_event USING (life_event_id)
      WHERE life_event_person.person_id = person.person_id AND kind = 'move-out')
$$;
COMMENT ON FUNCTION list_persons_without_home IS 'Persons who live, are registered and own nowhere, though nobody has recorded that they left or died. They lie in no area, so who is bound to one sees none.';

-- For each only the first other one: where thousands bear one name, pairs would be millions.
CREATE FUNCTION list_likely_duplicates() RETURNS TABLE (one_id int, other_id int)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp
AS $$
  WITH unnumbered AS (
    SELECT * FROM person
    WHERE identity_number_index IS NULL AND died_on IS NULL AND erased_at IS NULL
      AND restricted_at IS NULL
      AND actor_may('registry.read') AND actor_sees_field('name') AND actor_sees_field('birth-date')
      AND (actor_sees_city() OR grid_id = ANY (actor_registry_grid_ids()))
  )
  SELECT DISTINCT least(one.person_id, other.person_id), greatest(one.person_id, other.person_id)
  FROM unnumbered AS one
  CROSS JOIN LATERAL (
    (SELECT same.person_id FROM person AS same
    WHERE same.name COLLATE "C" = one.name COLLATE "C"
      AND same.birth_date = one.birth_date AND same.sex = one.sex AND same.person_id <> one.person_id
      AND same.died_on IS NULL AND same.erased_at IS NULL AND same.restricted_at IS NULL
      AND (actor_sees_city() OR same.grid_id = ANY (actor_registry_grid_ids()))
    LIMIT 1)
    UNION ALL
    (SELECT same.person_id FROM person AS same
    WHERE same.phone_index = one.phone_index AND same.name = one.name
      AND same.person_id <> one.person_id
      AND same.died_on IS NULL AND same.erased_at IS NULL AND same.restricted_at IS NULL
      AND (actor_sees_city() OR same.grid_id = ANY (actor_registry_grid_ids()))
    LIMIT 1)
  ) AS other
$$;
COMMENT ON FUNCTION list_likely_duplicates IS 'Pairs of the same name and either birth date and sex or phone, of whom one at least has no identity number: two different numbers are two people. Both within reach; of somebody who is like several, one pair at a time.';

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['list_persons_without_home()', 'list_likely_duplicates()']
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', closed);
  END LOOP;
END
$$;
