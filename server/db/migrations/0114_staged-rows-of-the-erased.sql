-- ── What is staged of somebody leaves with the person ───────────────────────

CREATE FUNCTION drop_staged_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM import_row USING import_result
  WHERE import_result.person_id = NEW.person_id
    AND import_row.import_batch_id = import_result.import_batch_id
    AND import_row.line = import_result.line;
  DELETE FROM import_kept_person WHERE import_kept_person.person_id = NEW.person_id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION drop_staged_person IS 'Erasure takes the staged rows of a person.';
REVOKE EXECUTE ON FUNCTION drop_staged_person FROM PUBLIC;
CREATE TRIGGER person_erasure_drops_staged AFTER UPDATE OF erased_at ON person
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL)
  EXECUTE FUNCTION drop_staged_person();
