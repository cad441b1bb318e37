-- ── Search by name, pinyin or initials: trigram indexes ─────────────────────

CREATE INDEX community_search_idx ON community USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);
CREATE INDEX estate_search_idx ON estate USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);
CREATE INDEX street_search_idx ON street USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);
CREATE INDEX building_search_idx ON building USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);
CREATE INDEX shop_search_idx ON shop USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);
CREATE INDEX facility_search_idx ON facility USING gin (name gin_trgm_ops, pinyin gin_trgm_ops, initials gin_trgm_ops);

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
