-- ── Search by name, pinyin, initials or code ────────────────────────────────

-- Trigrams would not help: most Chinese queries have two characters. So names are
-- indexed by pairs of characters, and their start by one.

CREATE FUNCTION search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(name, NFKC), '\s', '', 'g'))
$$;
COMMENT ON FUNCTION search_key IS 'A name as search compares it: without case, spaces and full-width forms.';

CREATE FUNCTION search_grams(search_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(substr(search_text, place, 2))
  FROM generate_series(1, char_length(search_text) - 1) AS place
$$;
COMMENT ON FUNCTION search_grams IS 'Pairs of neighbouring characters; a line feed stands before the first of a name.';

ALTER TABLE community ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n' || search_key(code) || E'\n') STORED;
COMMENT ON COLUMN community.search_text IS 'Its names and code as search compares them, each between line feeds.';
CREATE INDEX community_search_idx ON community USING gin (search_grams(search_text));

ALTER TABLE zone ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n' || search_key(code) || E'\n') STORED;
COMMENT ON COLUMN zone.search_text IS 'Its names and code as search compares them, each between line feeds.';
CREATE INDEX zone_search_idx ON zone USING gin (search_grams(search_text));

ALTER TABLE grid ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n' || search_key(code) || E'\n') STORED;
COMMENT ON COLUMN grid.search_text IS 'Its names and code as search compares them, each between line feeds.';
CREATE INDEX grid_search_idx ON grid USING gin (search_grams(search_text));

ALTER TABLE estate ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n') STORED;
COMMENT ON COLUMN estate.search_text IS 'Its names as search compares them, each between line feeds.';
CREATE INDEX estate_search_idx ON estate USING gin (search_grams(search_text));

ALTER TABLE street ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(coalesce(name, '')) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n') STORED;
COMMENT ON COLUMN street.search_text IS 'Its names as search compares them, each between line feeds.';
CREATE INDEX street_search_idx ON street USING gin (search_grams(search_text));

ALTER TABLE building ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n' || search_key(code) || E'\n') STORED;
COMMENT ON COLUMN building.search_text IS 'Its names and code as search compares them, each between line feeds.';
CREATE INDEX building_search_idx ON building USING gin (search_grams(search_text));

ALTER TABLE shop ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n') STORED;
COMMENT ON COLUMN shop.search_text IS 'Its names as search compares them, each between line feeds.';
CREATE INDEX shop_search_idx ON shop USING gin (search_grams(search_text));

ALTER TABLE facility ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
  E'\n' || search_key(name) || E'\n' || search_key(pinyin) || E'\n' || search_key(initials) || E'\n') STORED;
COMMENT ON COLUMN facility.search_text IS 'Its names as search compares them, each between line feeds.';
CREATE INDEX facility_search_idx ON facility USING gin (search_grams(search_text));

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
