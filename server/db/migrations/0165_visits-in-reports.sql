-- ── What the report for a resident tells of visits ──────────────────────────

-- The words of a visit to several people may tell about the others: the report says only that there
-- are words. Nobody reads any who may reveal nothing.
CREATE FUNCTION report_visits(target person) RETURNS jsonb LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_object('visits', coalesce(jsonb_agg(jsonb_build_object(
    'id', visit_id, 'at', visited_at, 'by', account.display_name, 'outcome', outcome,
    'isVerified', is_verified, 'hasNotes', notes IS NOT NULL,
    'notes', CASE WHEN jsonb_array_length(seen) = 1 AND actor_may('person.reveal') THEN notes END,
    'findings', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind,
        'note', CASE WHEN actor_may('person.reveal') THEN note END) ORDER BY step), '[]')
      FROM visit_finding
      WHERE visit_finding.visit_id = visit.visit_id AND person_id = target.person_id))
    ORDER BY visited_at DESC), '[]'))
  FROM visit JOIN account USING (account_id)
  WHERE seen @> jsonb_build_array(jsonb_build_object('personId', target.person_id))
    OR found @> jsonb_build_array(jsonb_build_object('personId', target.person_id))
$$;
COMMENT ON FUNCTION report_visits IS 'What a report tells of visits to the household of which somebody was a member.';
REVOKE EXECUTE ON FUNCTION report_visits FROM PUBLIC;
