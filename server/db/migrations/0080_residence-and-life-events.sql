-- ── Life events: acts that change where people live ─────────────────────────

ALTER TABLE role_permission DROP CONSTRAINT role_permission_known;
ALTER TABLE role_permission ADD CONSTRAINT role_permission_known CHECK (permission IN (
  'place.read', 'registry.read', 'registry.write', 'person.reveal', 'person.rights',
  'statistics.read', 'account.manage', 'audit.read'));
COMMENT ON COLUMN role_permission.permission IS 'place.read map, areas, buildings, shops; registry.read households and persons, masked; registry.write life events of residents; person.reveal single fields in clear; person.rights report, correction, restriction, erasure; statistics.read; account.manage; audit.read.';
INSERT INTO role_permission VALUES
  ('operator', 'registry.write'), ('zone-worker', 'registry.write'), ('grid-leader', 'registry.write');

ALTER TABLE person ADD COLUMN revision int NOT NULL DEFAULT 1;
COMMENT ON COLUMN person.revision IS 'Counts the life events that touch the person; an act is based on one.';

CREATE TABLE life_event (
  life_event_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind          text NOT NULL,
  person_id     int NOT NULL,
  happened_on   date NOT NULL,
  source        text NOT NULL,
  verified_on   date,
  reason        text NOT NULL,
  account_id    int NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  undoes        bigint,
  dwelling_id   int,
  CONSTRAINT life_event_kind_known CHECK (kind IN ('move-in', 'move-out', 'move', 'undo', 'arrive',
    'register', 'birth', 'death', 'change-head', 'split', 'marriage', 'divorce', 'lease-begin',
    'lease-end', 'sale', 'register-at')),
  CONSTRAINT life_event_dwelling_fk FOREIGN KEY (dwelling_id) REFERENCES dwelling,
  CONSTRAINT life_event_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT life_event_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT life_event_undoes_fk FOREIGN KEY (undoes) REFERENCES life_event,
  CONSTRAINT life_event_undone_once UNIQUE (undoes),
  CONSTRAINT life_event_undo_names_another CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
  CONSTRAINT life_event_source_known CHECK (source IN ('visit', 'report', 'document')),
  CONSTRAINT life_event_not_in_future CHECK (happened_on <= current_date),
  CONSTRAINT life_event_verified_not_in_future CHECK (verified_on <= current_date),
  CONSTRAINT life_event_reason_not_empty CHECK (reason ~ '\S')
);
COMMENT ON TABLE life_event IS '生活事件: one act, such as a move. Every change of a residence by it is one transaction and refers to it. Nothing is ever taken away: an undo is an event of its own.';
COMMENT ON COLUMN life_event.life_event_id IS 'Key; grows in the order of recording.';
COMMENT ON COLUMN life_event.kind IS 'move-in into the city, move-out of the city, move within the city, arrive as a household, register a person without a home, birth, death, change-head, split of a household, marriage, divorce, lease-begin, lease-end, sale, register-at an address 户籍迁移, undo of another event.';
COMMENT ON COLUMN life_event.person_id IS 'Whom it was recorded for; who else was touched is in life_event_person.';
COMMENT ON COLUMN life_event.dwelling_id IS 'Dwelling of a lease or a sale; empty for all others.';
COMMENT ON COLUMN life_event.happened_on IS 'Day on which it happened: the first day in the new home, the first day no longer in the old one.';
COMMENT ON COLUMN life_event.source IS 'How it became known: visit, report of the resident, document.';
COMMENT ON COLUMN life_event.verified_on IS 'When who recorded it has seen that it is so.';
COMMENT ON COLUMN life_event.reason IS 'Why it was recorded; a dash after the erasure of the person.';
COMMENT ON COLUMN life_event.account_id IS 'Who recorded it.';
COMMENT ON COLUMN life_event.recorded_at IS 'When it was recorded: since then it is believed.';
COMMENT ON COLUMN life_event.undoes IS 'The event that this one undoes.';
CREATE INDEX life_event_person_idx ON life_event (person_id);

CREATE TABLE life_event_person (
  life_event_id    bigint NOT NULL,
  step             int NOT NULL,
  person_id        int NOT NULL,
  old_household_id int,
  old_relation     text NOT NULL,
  new_household_id int,
  new_relation     text NOT NULL,
  is_new           boolean NOT NULL DEFAULT false,
  is_change        boolean NOT NULL GENERATED ALWAYS AS (
    (old_household_id, old_relation) IS DISTINCT FROM (new_household_id, new_relation)) STORED,
  CONSTRAINT life_event_person_pkey PRIMARY KEY (life_event_id, step),
  CONSTRAINT life_event_person_once UNIQUE (life_event_id, person_id),
  CONSTRAINT life_event_person_event_fk FOREIGN KEY (life_event_id) REFERENCES life_event,
  CONSTRAINT life_event_person_person_fk FOREIGN KEY (person_id) REFERENCES person
);
COMMENT ON TABLE life_event_person IS 'Whom a life event touched, and their place in a household before and after.';
COMMENT ON COLUMN life_event_person.life_event_id IS 'Event.';
COMMENT ON COLUMN life_event_person.step IS 'Counts the persons of the event.';
COMMENT ON COLUMN life_event_person.person_id IS 'Person.';
COMMENT ON COLUMN life_event_person.old_household_id IS 'Household before, which may be over since.';
COMMENT ON COLUMN life_event_person.old_relation IS 'Relation to the head before.';
COMMENT ON COLUMN life_event_person.new_household_id IS 'Household after, which may be over since.';
COMMENT ON COLUMN life_event_person.new_relation IS 'Relation to the head after.';
COMMENT ON COLUMN life_event_person.is_new IS 'Whether the event has registered the person.';
COMMENT ON COLUMN life_event_person.is_change IS 'Whether household or relation has changed; a lease only touches.';
CREATE INDEX life_event_person_person_idx ON life_event_person (person_id);
CREATE INDEX life_event_person_old_household_idx ON life_event_person (old_household_id);
CREATE INDEX life_event_person_new_household_idx ON life_event_person (new_household_id);

CREATE TABLE life_event_household (
  life_event_id   bigint NOT NULL,
  household_id    int NOT NULL,
  kind            text NOT NULL,
  created_at      timestamptz NOT NULL,
  old_dwelling_id int,
  new_dwelling_id int,
  CONSTRAINT life_event_household_pkey PRIMARY KEY (life_event_id, household_id),
  CONSTRAINT life_event_household_event_fk FOREIGN KEY (life_event_id) REFERENCES life_event,
  CONSTRAINT life_event_household_old_dwelling_fk FOREIGN KEY (old_dwelling_id) REFERENCES dwelling (dwelling_id),
  CONSTRAINT life_event_household_new_dwelling_fk FOREIGN KEY (new_dwelling_id) REFERENCES dwelling (dwelling_id)
);
COMMENT ON TABLE life_event_household IS 'Households that a life event has begun, moved or ended.';
COMMENT ON COLUMN life_event_household.life_event_id IS 'Event.';
COMMENT ON COLUMN life_event_household.household_id IS 'Household, which may be over since.';
COMMENT ON COLUMN life_event_household.kind IS 'Its kind.';
COMMENT ON COLUMN life_event_household.created_at IS 'When its record was made.';
COMMENT ON COLUMN life_event_household.old_dwelling_id IS 'Dwelling before; empty where the event began it.';
COMMENT ON COLUMN life_event_household.new_dwelling_id IS 'Dwelling after; empty where the event ended it.';

-- ── Residences: what was true, and what was believed when ───────────────────

ALTER TABLE residence DROP CONSTRAINT residence_kind_known;
ALTER TABLE residence
  ADD COLUMN household_id int,
  ADD COLUMN life_event_id bigint,
  ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT residence_life_event_fk FOREIGN KEY (life_event_id) REFERENCES life_event,
  ADD CONSTRAINT residence_kind_known CHECK (kind IN ('registered', 'lives', 'owner', 'tenant', 'works')),
  ADD CONSTRAINT residence_household_lives CHECK (household_id IS NULL OR kind = 'lives'),
  ADD CONSTRAINT residence_not_in_future CHECK (lower(valid) <= current_date
    AND (kind <> 'lives' OR upper(valid) IS NULL OR upper(valid) <= current_date)),
  ADD CONSTRAINT residence_verified_not_in_future CHECK (verified_on <= current_date);
COMMENT ON TABLE residence IS '人房关联: the link between a person and a dwelling, with its time, as it is believed now. What was believed before is in residence_past.';
COMMENT ON COLUMN residence.kind IS 'registered 户籍, lives 居住, owner 产权, tenant 租住, works 就业.';
COMMENT ON COLUMN residence.household_id IS 'Household that the person lived in there, which may be over since; empty where it is not known.';
COMMENT ON COLUMN residence.life_event_id IS 'Act that made it what it is; empty where it was loaded or imported.';
COMMENT ON COLUMN residence.recorded_at IS 'Since when it is believed.';
CREATE INDEX residence_life_event_idx ON residence (life_event_id) WHERE life_event_id IS NOT NULL;

UPDATE residence SET household_id = household.household_id
FROM person JOIN household USING (household_id)
WHERE residence.person_id = person.person_id AND residence.dwelling_id = household.dwelling_id
  AND residence.kind = 'lives' AND upper_inf(residence.valid);

CREATE TABLE residence_past (
  residence_past_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  residence_id      int NOT NULL,
  person_id         int NOT NULL,
  dwelling_id       int NOT NULL,
  household_id      int,
  kind              text NOT NULL,
  valid             daterange NOT NULL,
  source            text NOT NULL,
  verified_by       text,
  verified_on       date,
  life_event_id     bigint,
  recorded_at       timestamptz NOT NULL,
  replaced_at       timestamptz NOT NULL,
  replaced_by       bigint,
  CONSTRAINT residence_past_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT residence_past_dwelling_fk FOREIGN KEY (dwelling_id) REFERENCES dwelling,
  CONSTRAINT residence_past_life_event_fk FOREIGN KEY (life_event_id) REFERENCES life_event,
  CONSTRAINT residence_past_replaced_by_fk FOREIGN KEY (replaced_by) REFERENCES life_event,
  CONSTRAINT residence_past_was_believed CHECK (recorded_at < replaced_at)
);
COMMENT ON TABLE residence_past IS 'What was believed of a residence until something else became known. Appended by trigger only.';
COMMENT ON COLUMN residence_past.residence_past_id IS 'Key.';
COMMENT ON COLUMN residence_past.residence_id IS 'Residence, which may be there no more.';
COMMENT ON COLUMN residence_past.person_id IS 'Person.';
COMMENT ON COLUMN residence_past.dwelling_id IS 'Dwelling.';
COMMENT ON COLUMN residence_past.household_id IS 'Household.';
COMMENT ON COLUMN residence_past.kind IS 'Kind.';
COMMENT ON COLUMN residence_past.valid IS 'When it was believed to be true.';
COMMENT ON COLUMN residence_past.source IS 'How it had become known.';
COMMENT ON COLUMN residence_past.verified_by IS 'Who had verified it.';
COMMENT ON COLUMN residence_past.verified_on IS 'When it had been verified.';
COMMENT ON COLUMN residence_past.life_event_id IS 'Act that had made it so.';
COMMENT ON COLUMN residence_past.recorded_at IS 'Since when it was believed.';
COMMENT ON COLUMN residence_past.replaced_at IS 'Until when it was believed.';
COMMENT ON COLUMN residence_past.replaced_by IS 'Act that brought something else; empty for corrections, imports and erasure.';
CREATE INDEX residence_past_person_idx ON residence_past (person_id);
CREATE INDEX residence_past_dwelling_idx ON residence_past (dwelling_id);
CREATE INDEX residence_past_life_event_idx ON residence_past (life_event_id);
CREATE INDEX residence_past_replaced_by_idx ON residence_past (replaced_by);

-- One moment for all rows of an act, so that no instant shows half of it.
CREATE FUNCTION keep_past_residence() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  event_id bigint := nullif(current_setting('registry.life_event_id', true), '')::bigint;
  moment timestamptz := coalesce(
    (SELECT life_event.recorded_at FROM life_event WHERE life_event.life_event_id = event_id),
    clock_timestamp());
BEGIN
  INSERT INTO residence_past (residence_id, person_id, dwelling_id, household_id, kind, valid,
    source, verified_by, verified_on, life_event_id, recorded_at, replaced_at, replaced_by)
  SELECT OLD.residence_id, OLD.person_id, OLD.dwelling_id, OLD.household_id, OLD.kind, OLD.valid,
    OLD.source, OLD.verified_by, OLD.verified_on, OLD.life_event_id, OLD.recorded_at, moment, event_id
  WHERE OLD.recorded_at < moment;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  NEW.recorded_at := moment;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_past_residence IS 'Keeps what was believed of a residence before it is changed or taken away.';
REVOKE EXECUTE ON FUNCTION keep_past_residence FROM PUBLIC;
CREATE TRIGGER residence_keeps_past_on_update BEFORE UPDATE ON residence FOR EACH ROW
  WHEN ((OLD.person_id, OLD.dwelling_id, OLD.household_id, OLD.kind, OLD.valid, OLD.source,
      OLD.verified_by, OLD.verified_on)
    IS DISTINCT FROM (NEW.person_id, NEW.dwelling_id, NEW.household_id, NEW.kind, NEW.valid,
      NEW.source, NEW.verified_by, NEW.verified_on))
  EXECUTE FUNCTION keep_past_residence();
CREATE TRIGGER residence_keeps_past_on_delete BEFORE DELETE ON residence
  FOR EACH ROW EXECUTE FUNCTION keep_past_residence();

-- ── Nobody lives in a dwelling that is no more ──────────────────────────────

-- Once per statement, so that COPY stays fast. The triggers that copy the grid hold the dwelling,
-- so it is not retired at the same moment.
CREATE INDEX dwelling_retired_idx ON dwelling (dwelling_id) WHERE is_retired;
CREATE FUNCTION refuse_retired_dwelling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_refused boolean;
BEGIN
  IF TG_TABLE_NAME = 'household' THEN
    is_refused := EXISTS (SELECT FROM dwelling JOIN entered_row USING (dwelling_id) WHERE is_retired);
  ELSE
    is_refused := EXISTS (SELECT FROM dwelling JOIN entered_row USING (dwelling_id)
      WHERE is_retired AND upper_inf(entered_row.valid));
  END IF;
  IF is_refused THEN
    RAISE check_violation USING CONSTRAINT = 'dwelling_not_retired', MESSAGE = 'The dwelling is retired';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION refuse_retired_dwelling IS 'Refuses households and lasting residences in a retired dwelling.';
CREATE TRIGGER household_not_retired_on_insert AFTER INSERT ON household
  REFERENCING NEW TABLE AS entered_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_retired_dwelling();
CREATE TRIGGER household_not_retired_on_update AFTER UPDATE ON household
  REFERENCING NEW TABLE AS entered_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_retired_dwelling();
CREATE TRIGGER residence_not_retired_on_insert AFTER INSERT ON residence
  REFERENCING NEW TABLE AS entered_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_retired_dwelling();
CREATE TRIGGER residence_not_retired_on_update AFTER UPDATE ON residence
  REFERENCING NEW TABLE AS entered_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_retired_dwelling();

CREATE FUNCTION refuse_to_retire_in_use() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM household WHERE household.dwelling_id = NEW.dwelling_id)
    OR EXISTS (SELECT FROM residence
      WHERE residence.dwelling_id = NEW.dwelling_id AND upper_inf(valid))
  THEN
    RAISE check_violation USING CONSTRAINT = 'dwelling_in_use',
      MESSAGE = 'Somebody lives in the dwelling, owns, rents or is registered in it';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION refuse_to_retire_in_use IS 'A dwelling is retired when nobody is linked to it any more.';
REVOKE EXECUTE ON FUNCTION refuse_to_retire_in_use FROM PUBLIC;
CREATE TRIGGER dwelling_retires_empty AFTER UPDATE OF is_retired ON dwelling
  FOR EACH ROW WHEN (NEW.is_retired AND NOT OLD.is_retired) EXECUTE FUNCTION refuse_to_retire_in_use();

-- ── Who sees them ───────────────────────────────────────────────────────────

ALTER TABLE life_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE life_event_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE life_event_household ENABLE ROW LEVEL SECURITY;
ALTER TABLE residence_past ENABLE ROW LEVEL SECURITY;
CREATE POLICY residence_past_in_city ON residence_past FOR SELECT TO digital_community_city
  USING ((SELECT actor_may('registry.read') AND actor_sees_field('residence')));
-- The past is asked for seldom and by person or dwelling: the grid is that of the dwelling now.
CREATE POLICY residence_past_in_area ON residence_past FOR SELECT TO digital_community_area
  USING ((SELECT actor_sees_field('residence'))
    AND EXISTS (SELECT FROM dwelling WHERE dwelling.dwelling_id = residence_past.dwelling_id));
GRANT SELECT ON residence_past TO digital_community_city, digital_community_area;

CREATE VIEW residence_belief WITH (security_invoker) AS
  SELECT residence_id, person_id, dwelling_id, household_id, kind, valid, source, verified_by,
    verified_on, life_event_id, recorded_at, NULL::timestamptz AS replaced_at
  FROM residence
  UNION ALL
  SELECT residence_id, person_id, dwelling_id, household_id, kind, valid, source, verified_by,
    verified_on, life_event_id, recorded_at, replaced_at
  FROM residence_past;
COMMENT ON VIEW residence_belief IS 'Residences in both times: valid is when it was true, recorded_at to replaced_at when it was believed.';
GRANT SELECT ON residence_belief TO digital_community_city, digital_community_area;
