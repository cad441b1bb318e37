-- ── What visits say of somebody leaves with the person ──────────────────────

CREATE FUNCTION empty_visits_of_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  named jsonb := jsonb_build_array(jsonb_build_object('personId', NEW.person_id));
  about bigint[] := ARRAY(SELECT visit_id FROM visit WHERE visit.seen @> named OR visit.found @> named);
BEGIN
  DELETE FROM visit_finding WHERE person_id = NEW.person_id;
  -- Free text may tell about the person; that there was a visit stays.
  UPDATE visit_finding SET note = '-' WHERE visit_id = ANY (about) AND note IS NOT NULL;
  UPDATE visit SET notes = CASE WHEN notes IS NOT NULL THEN '-' END,
    seen = without_person(visit.seen, NEW.person_id),
    found = without_person(visit.found, NEW.person_id)
  WHERE visit_id = ANY (about);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION empty_visits_of_person IS 'Erasure takes a person, and all free text, out of the visits to the household.';

CREATE FUNCTION without_person(members jsonb, erased_id int) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
AS $$
  SELECT coalesce(jsonb_agg(one ORDER BY place), '[]')
  FROM jsonb_array_elements(members) WITH ORDINALITY AS member (one, place)
  WHERE (one ->> 'personId')::int <> erased_id
$$;
COMMENT ON FUNCTION without_person IS 'Members without one of them.';

CREATE INDEX visit_found_idx ON visit USING gin (found jsonb_path_ops);
CREATE TRIGGER person_erasure_empties_visits AFTER UPDATE OF erased_at ON person
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL)
  EXECUTE FUNCTION empty_visits_of_person();
