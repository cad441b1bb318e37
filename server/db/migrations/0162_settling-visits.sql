-- ── Settling what a visit has left open ─────────────────────────────────────

CREATE FUNCTION settle_visit(wanted_visit_id bigint, stated_decision text, stated_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  target visit;
BEGIN
  PERFORM open_act();
  SELECT * INTO target FROM visit
  WHERE visit_id = wanted_visit_id AND is_dwelling_in_reach(dwelling_id) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF NOT target.is_open THEN
    PERFORM refuse_act('visit_settled_once', 'Nothing about it is open');
  END IF;
  PERFORM hold_persons(list_members(target.household_id));
  UPDATE visit SET is_open = false, settled_at = clock_timestamp(), settled_by = actor_account_id(),
    decision = stated_decision
  WHERE visit_id = wanted_visit_id;
  -- Whoever agrees with the visit puts the register right by acts. Where it is again what the
  -- visitor saw, the residents are verified as of that day.
  IF stated_decision = 'visit-stands' AND target.is_verified
    AND find_members_there(target.household_id, target.dwelling_id) IS NOT DISTINCT FROM target.seen
  THEN
    PERFORM verify_residents(target.household_id, least(target.visited_at::date, current_date));
  END IF;
  PERFORM audit('visit.settle', 'household', target.household_id, list_visit_persons(target),
    purpose => stated_reason,
    detail => jsonb_build_object('visitId', wanted_visit_id, 'decision', stated_decision));
  RETURN wanted_visit_id;
END
$$;
COMMENT ON FUNCTION settle_visit IS 'Somebody has looked at both versions, or at what was found different, and says which one stands. Empty where there is no such visit within reach. SQLSTATE DC403.';
