-- ── Who may call what of visits ─────────────────────────────────────────────

DO $$
DECLARE
  step regprocedure;
BEGIN
  FOR step IN SELECT unnest(ARRAY['to_seen_members', 'find_members_there', 'verify_residents',
    'note_findings', 'require_known_members', 'has_household_lived', 'require_same_operation',
    'list_visit_persons', 'empty_visits_of_person', 'without_person', 'record_visit',
    'settle_visit']::regproc[])
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', step);
  END LOOP;
  FOR step IN SELECT unnest(ARRAY['record_visit', 'settle_visit']::regproc[])
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO digital_community_city, digital_community_area', step);
  END LOOP;
END
$$;
