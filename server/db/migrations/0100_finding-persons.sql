-- ── Finding persons and dwellings ───────────────────────────────────────────

-- A name is found by its beginning: the index is walked in its own order and left
-- after the first rows, so a surname of a hundred thousand costs what a rare one does.
CREATE INDEX person_name_idx ON person (name COLLATE "C");
CREATE INDEX person_pinyin_idx ON person (pinyin COLLATE "C");
CREATE INDEX person_initials_idx ON person (initials COLLATE "C");
-- 3号楼 without its estate.
CREATE INDEX building_name_idx ON building (name);

CREATE FUNCTION is_alive_on(birth_date date, died_on date, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (died_on IS NULL OR died_on > day) AND (day IS NULL OR birth_date IS NULL OR birth_date <= day)
$$;
COMMENT ON FUNCTION is_alive_on IS 'Whether somebody was alive on a day; without a day, whether somebody is.';

CREATE FUNCTION search_persons(
  sought_by text, key text, indexes bytea[], most int, day date DEFAULT NULL)
RETURNS TABLE (found_person_id int, match_rank int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp
AS $$
DECLARE
  behind text := key || chr(1114111);
  grids int[] := actor_registry_grid_ids();
  bound int := least(most, 100);
BEGIN
  IF NOT actor_may('registry.read') OR coalesce(key, '') = '' OR NOT actor_sees_field(
    CASE WHEN sought_by IN ('identity-number', 'phone') THEN sought_by ELSE 'name' END)
  THEN
    RETURN;
  END IF;
  IF sought_by = 'identity-number' THEN
    RETURN QUERY SELECT person_id, 0 FROM person
    WHERE identity_number_index = ANY (indexes) AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
      AND (actor_sees_city() OR grid_id = ANY (grids));
  ELSIF sought_by = 'phone' THEN
    RETURN QUERY SELECT person_id, 0 FROM person
    WHERE phone_index = ANY (indexes) AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
      AND (actor_sees_city() OR grid_id = ANY (grids))
    ORDER BY person_id LIMIT bound;
  ELSIF sought_by = 'name' AND actor_sees_city() THEN
    RETURN QUERY SELECT person_id, (name <> key)::int FROM person
    WHERE name COLLATE "C" >= key AND name COLLATE "C" < behind AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
    ORDER BY name COLLATE "C" LIMIT bound;
  ELSIF sought_by = 'name' THEN
    RETURN QUERY SELECT person_id, (name <> key)::int FROM person
    WHERE grid_id = ANY (grids)
      AND name COLLATE "C" >= key AND name COLLATE "C" < behind AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
    ORDER BY name COLLATE "C" LIMIT bound;
  ELSIF sought_by = 'pinyin' AND actor_sees_city() THEN
    RETURN QUERY SELECT person_id, min(rank) FROM (
      (SELECT person_id, (initials <> key)::int AS rank FROM person
      WHERE initials COLLATE "C" >= key AND initials COLLATE "C" < behind AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
      ORDER BY initials COLLATE "C" LIMIT bound)
      UNION ALL
      (SELECT person_id, (pinyin <> key)::int AS rank FROM person
      WHERE pinyin COLLATE "C" >= key AND pinyin COLLATE "C" < behind AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
      ORDER BY pinyin COLLATE "C" LIMIT bound)
    ) AS found GROUP BY person_id ORDER BY 2, 1 LIMIT bound;
  ELSIF sought_by = 'pinyin' THEN
    RETURN QUERY SELECT person_id, (initials <> key AND pinyin <> key)::int FROM person
    WHERE grid_id = ANY (grids) AND restricted_at IS NULL AND is_alive_on(birth_date, died_on, day)
      AND ((initials COLLATE "C" >= key AND initials COLLATE "C" < behind)
        OR (pinyin COLLATE "C" >= key AND pinyin COLLATE "C" < behind))
    ORDER BY 2, pinyin COLLATE "C" LIMIT bound;
  END IF;
END
$$;
COMMENT ON FUNCTION search_persons IS 'Persons whose name or pinyin (also initials) is or begins with the key, or whose identity number or phone has one of these blind indexes; 0 equal, 1 beginning. Only within the actor''s reach and by fields that the actor sees, a hundred at most, nobody whose data is restricted or who was not alive on the day, which is today where none is given. Who asks writes the audit.';
REVOKE EXECUTE ON FUNCTION search_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_persons TO digital_community_city, digital_community_area;
