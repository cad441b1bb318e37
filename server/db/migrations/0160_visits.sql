-- ── Visits: somebody of the area has been at the door ───────────────────────

CREATE TABLE visit_rule (
  household_kind text PRIMARY KEY,
  due_after_days int NOT NULL,
  CONSTRAINT visit_rule_kind_known CHECK (household_kind IN ('family', 'collective')),
  CONSTRAINT visit_rule_days_sane CHECK (due_after_days BETWEEN 1 AND 3650)
);
COMMENT ON TABLE visit_rule IS 'After how long a household is due for a visit again, as configuration of the city.';
COMMENT ON COLUMN visit_rule.household_kind IS 'Kind of household.';
COMMENT ON COLUMN visit_rule.due_after_days IS 'Days after the last visit or verification.';
INSERT INTO visit_rule VALUES ('family', 90), ('collective', 30);

CREATE TABLE visit (
  visit_id      bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  operation_id  uuid NOT NULL,
  household_id  int NOT NULL,
  dwelling_id   int NOT NULL,
  account_id    int NOT NULL,
  visited_at    timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome       text NOT NULL,
  is_verified   boolean NOT NULL,
  notes         text,
  seen          jsonb NOT NULL,
  found         jsonb,
  is_clash      boolean NOT NULL,
  is_open       boolean NOT NULL,
  settled_at    timestamptz,
  settled_by    int,
  decision      text,
  CONSTRAINT visit_operation_once UNIQUE (operation_id),
  CONSTRAINT visit_dwelling_fk FOREIGN KEY (dwelling_id) REFERENCES dwelling,
  CONSTRAINT visit_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT visit_settled_by_fk FOREIGN KEY (settled_by) REFERENCES account (account_id),
  CONSTRAINT visit_outcome_known CHECK (outcome IN ('met', 'nobody-home', 'moved-away', 'refused',
    'dwelling-empty')),
  CONSTRAINT visit_verified_when_met CHECK (NOT is_verified OR outcome = 'met'),
  -- Clocks of phones differ a little.
  CONSTRAINT visit_not_in_future CHECK (visited_at <= recorded_at + interval '10 minutes'),
  CONSTRAINT visit_notes_short CHECK (char_length(notes) <= 500),
  CONSTRAINT visit_decision_known CHECK (decision IN ('visit-stands', 'record-stands')),
  CONSTRAINT visit_settled_whole CHECK (num_nonnulls(settled_at, settled_by, decision) IN (0, 3)),
  CONSTRAINT visit_open_until_settled CHECK (NOT is_open OR settled_at IS NULL)
);
COMMENT ON TABLE visit IS '走访: one visit to a household, as who was there has recorded it. Nothing of the register is overwritten by it; the only thing that follows is that residences are verified.';
COMMENT ON COLUMN visit.visit_id IS 'Key; grows in the order of recording.';
COMMENT ON COLUMN visit.operation_id IS 'Made by the device on which it was written: whatever is sent again is recorded once.';
COMMENT ON COLUMN visit.household_id IS 'Household, which may be over since.';
COMMENT ON COLUMN visit.dwelling_id IS 'Dwelling that was visited; who may see the visit.';
COMMENT ON COLUMN visit.account_id IS 'Who was there.';
COMMENT ON COLUMN visit.visited_at IS 'When, by the clock of the device.';
COMMENT ON COLUMN visit.recorded_at IS 'When it arrived here.';
COMMENT ON COLUMN visit.outcome IS 'met; nobody-home, after which the household stays due; moved-away; refused to talk; dwelling-empty.';
COMMENT ON COLUMN visit.is_verified IS 'Whether who was there says that the residents are as recorded.';
COMMENT ON COLUMN visit.notes IS 'A few words. Personal: never in logs or in the audit; a dash after the erasure of a member.';
COMMENT ON COLUMN visit.seen IS 'Members and relations that the visitor had before the eyes: [{personId, relationToHead}], by person.';
COMMENT ON COLUMN visit.found IS 'Those that the register held when the visit arrived; empty where the household did not live there any more.';
COMMENT ON COLUMN visit.is_clash IS 'Whether the two differed: both are kept, and somebody settles which one stands.';
COMMENT ON COLUMN visit.is_open IS 'Whether somebody has to look at it: a clash, or something was found different.';
COMMENT ON COLUMN visit.settled_at IS 'When somebody has.';
COMMENT ON COLUMN visit.settled_by IS 'Who.';
COMMENT ON COLUMN visit.decision IS 'visit-stands or record-stands.';
CREATE INDEX visit_household_idx ON visit (household_id, visited_at);
CREATE INDEX visit_open_idx ON visit (visit_id) WHERE is_open;
CREATE INDEX visit_dwelling_idx ON visit (dwelling_id);
CREATE INDEX visit_seen_idx ON visit USING gin (seen jsonb_path_ops);

CREATE TABLE visit_finding (
  visit_id  bigint NOT NULL,
  step      int NOT NULL,
  kind      text NOT NULL,
  person_id int,
  note      text,
  CONSTRAINT visit_finding_pkey PRIMARY KEY (visit_id, step),
  CONSTRAINT visit_finding_visit_fk FOREIGN KEY (visit_id) REFERENCES visit ON DELETE CASCADE,
  CONSTRAINT visit_finding_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT visit_finding_kind_known CHECK (kind IN ('lives-here-too', 'gone', 'phone-changed', 'other')),
  CONSTRAINT visit_finding_says_what CHECK (CASE WHEN kind IN ('gone', 'phone-changed')
    THEN person_id IS NOT NULL ELSE person_id IS NULL AND coalesce(note ~ '\S', false) END),
  CONSTRAINT visit_finding_note_short CHECK (char_length(note) <= 200)
);
COMMENT ON TABLE visit_finding IS 'What was otherwise than recorded: a proposal for who keeps the register, who records it by the act for it. It changes nothing by itself.';
COMMENT ON COLUMN visit_finding.visit_id IS 'Visit.';
COMMENT ON COLUMN visit_finding.step IS 'Counts the findings of the visit.';
COMMENT ON COLUMN visit_finding.kind IS 'lives-here-too somebody more, gone somebody less, phone-changed, other.';
COMMENT ON COLUMN visit_finding.person_id IS 'Who is gone, or whose phone has changed.';
COMMENT ON COLUMN visit_finding.note IS 'A few words. Personal, as the notes of the visit.';
CREATE INDEX visit_finding_person_idx ON visit_finding (person_id) WHERE person_id IS NOT NULL;

-- ── Who sees them: those who keep the register of that place ────────────────

ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_in_city ON visit FOR SELECT TO digital_community_city
  USING ((SELECT actor_may('registry.write') AND actor_may('registry.read')));
-- Asked for by household, or few that are open: the grid is that of the dwelling now.
CREATE POLICY visit_in_area ON visit FOR SELECT TO digital_community_area
  USING ((SELECT actor_may('registry.write'))
    AND EXISTS (SELECT FROM dwelling WHERE dwelling.dwelling_id = visit.dwelling_id));
CREATE POLICY visit_finding_in_reach ON visit_finding FOR SELECT
  TO digital_community_city, digital_community_area
  USING (EXISTS (SELECT FROM visit WHERE visit.visit_id = visit_finding.visit_id));
GRANT SELECT ON visit_rule, visit, visit_finding TO digital_community_city, digital_community_area;

CREATE TRIGGER visit_watched_on_insert AFTER INSERT ON visit REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION watch_registry();
CREATE TRIGGER visit_watched_on_update AFTER UPDATE ON visit REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION watch_registry();
