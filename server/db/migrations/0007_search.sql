-- ── Search by name, pinyin, initials or code ────────────────────────────────

-- Trigrams would not help: most Chinese queries have two characters. So names are
-- indexed by pairs of characters, and their start by one.

CREATE FUNCTION search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(name, NFKC), '\s', '', 'g'))
$$;
COMMENT ON FUNCTION search_key IS 'A name as search compares it: without case, spaces and full-width forms.';

CREATE FUNCTION search_grams(VARIADIC names text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(marked, place, 2)), '{}')
  FROM (SELECT '^' || search_key(name) AS marked FROM unnest(names) AS name) AS key
  CROSS JOIN LATERAL generate_series(1, char_length(marked) - 1) AS place
$$;
COMMENT ON FUNCTION search_grams IS 'Pairs of neighbouring characters of the names, ^ standing before the first.';

CREATE FUNCTION search_rank(query_key text, VARIADIC names text[]) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT min(CASE
    WHEN key = query_key THEN 0
    WHEN starts_with(key, query_key) THEN 1
    WHEN strpos(key, query_key) > 0 THEN 2
  END)
  FROM (SELECT search_key(name) AS key FROM unnest(names) AS name) AS named
$$;
COMMENT ON FUNCTION search_rank IS 'How well the best of the names fits: 0 equal, 1 begins with, 2 contains, empty for not at all.';

CREATE INDEX community_search_idx ON community USING gin (search_grams(name, pinyin, initials, code));
CREATE INDEX zone_search_idx ON zone USING gin (search_grams(name, pinyin, initials, code));
CREATE INDEX grid_search_idx ON grid USING gin (search_grams(name, pinyin, initials, code));
CREATE INDEX estate_search_idx ON estate USING gin (search_grams(name, pinyin, initials));
CREATE INDEX street_search_idx ON street USING gin (search_grams(name, pinyin, initials));
CREATE INDEX building_search_idx ON building USING gin (search_grams(name, pinyin, initials, code));
CREATE INDEX shop_search_idx ON shop USING gin (search_grams(name, pinyin, initials));
CREATE INDEX facility_search_idx ON facility USING gin (search_grams(name, pinyin, initials));

-- ── Masking ─────────────────────────────────────────────────────────────────

CREATE FUNCTION mask_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE char_length(name)
    WHEN 0 THEN ''
    WHEN 1 THEN '*'
    WHEN 2 THEN left(name, 1) || '*'
    ELSE left(name, 1) || repeat('*', char_length(name) - 2) || right(name, 1)
  END
$$;
COMMENT ON FUNCTION mask_name IS 'Hides the given name: 王*, 王*明.';

CREATE FUNCTION mask_phone(phone text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN char_length(phone) >= 7
    THEN left(phone, 3) || repeat('*', char_length(phone) - 7) || right(phone, 4)
    ELSE repeat('*', char_length(phone)) END
$$;
COMMENT ON FUNCTION mask_phone IS 'Keeps the first three and the last four digits.';

CREATE FUNCTION age_band(birth_date date, as_of date) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN years < 0 THEN NULL
    WHEN years >= 80 THEN '80+'
    ELSE (years / 10 * 10)::text || '–' || (years / 10 * 10 + 9)::text
  END
  FROM (SELECT extract(year FROM age(as_of, birth_date))::int AS years) AS age
$$;
COMMENT ON FUNCTION age_band IS 'Age in bands of ten years: what a list shows instead of a birth date.';
