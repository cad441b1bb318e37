-- ── What the report for a resident tells of shops ───────────────────────────

CREATE FUNCTION report_shops(target person) RETURNS jsonb LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_object('shops', coalesce(jsonb_agg(jsonb_build_object(
    'id', shop_id, 'name', name, 'from', lower(valid), 'until', upper(valid))
    ORDER BY valid DESC), '[]'))
  FROM shop_state WHERE owner_id = target.person_id
$$;
COMMENT ON FUNCTION report_shops IS 'What a report tells of the shops that somebody runs or ran.';
REVOKE EXECUTE ON FUNCTION report_shops FROM PUBLIC;
