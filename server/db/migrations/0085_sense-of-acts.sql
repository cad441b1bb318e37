-- ── What life events know beyond homes: death, registration, marriage ───────

ALTER TABLE person
  ADD COLUMN died_on date,
  ADD CONSTRAINT person_died_after_birth CHECK (died_on >= birth_date),
  ADD CONSTRAINT person_died_in_past CHECK (died_on <= current_date),
  ADD CONSTRAINT person_dead_live_nowhere CHECK (died_on IS NULL OR household_id IS NULL);
COMMENT ON COLUMN person.died_on IS 'Day of death. The dead live nowhere, rent nothing and are registered nowhere; what they own is theirs until it is sold or inherited.';

CREATE TABLE life_event_fact (
  life_event_id bigint NOT NULL,
  person_id     int NOT NULL,
  fact          text NOT NULL,
  old_value     text,
  new_value     text,
  CONSTRAINT life_event_fact_pkey PRIMARY KEY (life_event_id, person_id, fact),
  CONSTRAINT life_event_fact_event_fk FOREIGN KEY (life_event_id) REFERENCES life_event,
  CONSTRAINT life_event_fact_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT life_event_fact_known CHECK (fact IN ('died-on', 'registration'))
);
COMMENT ON TABLE life_event_fact IS 'What a life event has changed of a person beside household and relation. Erasure takes it.';
COMMENT ON COLUMN life_event_fact.life_event_id IS 'Event.';
COMMENT ON COLUMN life_event_fact.person_id IS 'Person.';
COMMENT ON COLUMN life_event_fact.fact IS 'died-on the day of death, registration the place of household registration.';
COMMENT ON COLUMN life_event_fact.old_value IS 'Before.';
COMMENT ON COLUMN life_event_fact.new_value IS 'After.';
CREATE INDEX life_event_fact_person_idx ON life_event_fact (person_id);
ALTER TABLE life_event_fact ENABLE ROW LEVEL SECURITY;

CREATE TABLE person_marriage (
  person_id int NOT NULL,
  spouse_id int NOT NULL,
  valid     daterange NOT NULL,
  begun_by  bigint,
  ended_by  bigint,
  CONSTRAINT person_marriage_person_fk FOREIGN KEY (person_id) REFERENCES person,
  CONSTRAINT person_marriage_spouse_fk FOREIGN KEY (spouse_id) REFERENCES person (person_id),
  CONSTRAINT person_marriage_begun_by_fk FOREIGN KEY (begun_by) REFERENCES life_event,
  CONSTRAINT person_marriage_ended_by_fk FOREIGN KEY (ended_by) REFERENCES life_event,
  CONSTRAINT person_marriage_of_two CHECK (person_id <> spouse_id),
  CONSTRAINT person_marriage_lasts CHECK (NOT isempty(valid)),
  CONSTRAINT person_marriage_one_at_a_time EXCLUDE USING gist (person_id WITH =, valid WITH &&)
);
COMMENT ON TABLE person_marriage IS 'Marriages, each written once for either spouse. Head and spouse of a household are married without a row, as the collection found them.';
COMMENT ON COLUMN person_marriage.person_id IS 'One spouse.';
COMMENT ON COLUMN person_marriage.spouse_id IS 'The other.';
COMMENT ON COLUMN person_marriage.valid IS 'From the day of marriage, where it is known, to the day of divorce or death.';
COMMENT ON COLUMN person_marriage.begun_by IS 'Event that recorded it.';
COMMENT ON COLUMN person_marriage.ended_by IS 'Event that ended it.';
CREATE INDEX person_marriage_begun_by_idx ON person_marriage (begun_by);
CREATE INDEX person_marriage_ended_by_idx ON person_marriage (ended_by);
ALTER TABLE person_marriage ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION note_fact(event life_event, target person, wanted_fact text, old_fact text, new_fact text)
RETURNS void LANGUAGE sql
AS $$
  INSERT INTO life_event_fact VALUES (event.life_event_id, target.person_id, wanted_fact, old_fact, new_fact)
$$;
COMMENT ON FUNCTION note_fact IS 'Keeps what an event changes of a person.';

CREATE FUNCTION restore_facts(old_event_id bigint) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM life_event_fact WHERE life_event_id = old_event_id) THEN
    UPDATE person SET
      died_on = CASE fact WHEN 'died-on' THEN old_value::date ELSE died_on END,
      registration_place = CASE fact WHEN 'registration' THEN old_value ELSE registration_place END
    FROM life_event_fact AS noted
    WHERE noted.life_event_id = old_event_id AND noted.person_id = person.person_id;
  END IF;
  DELETE FROM person_marriage WHERE begun_by = old_event_id;
  UPDATE person_marriage SET valid = daterange(lower(valid), NULL), ended_by = NULL
  WHERE ended_by = old_event_id;
END
$$;
COMMENT ON FUNCTION restore_facts IS 'Lets the facts that an event changed be what they were.';

-- ── What makes no sense ─────────────────────────────────────────────────────

-- With acts in the order in which they happened, each past day has one answer.
CREATE FUNCTION require_order(event life_event) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM life_event_person AS mine JOIN person USING (person_id)
    WHERE mine.life_event_id = event.life_event_id AND birth_date > event.happened_on)
  THEN
    PERFORM refuse_act('life_event_after_birth', 'Somebody was not born yet');
  END IF;
  IF EXISTS (
    SELECT FROM life_event_person AS mine
    JOIN life_event_person AS other ON other.is_change
      AND (other.person_id = mine.person_id
        -- Whoever joins relates to the head of that day.
        OR (other.new_household_id = mine.new_household_id AND other.new_relation = 'head')
        OR (other.old_household_id = mine.new_household_id AND other.old_relation = 'head')
        -- Whoever has joined or left since did so under the head who would be gone by then.
        OR (mine.old_relation = 'head'
          AND mine.old_household_id IN (other.old_household_id, other.new_household_id)))
    JOIN life_event AS later ON later.life_event_id = other.life_event_id
      AND later.happened_on > event.happened_on
    WHERE mine.life_event_id = event.life_event_id
      AND (mine.is_change OR (event.kind = 'death' AND mine.person_id = event.person_id))
      AND NOT is_undone(later.life_event_id))
  OR EXISTS (
    SELECT FROM life_event_person AS mine
    JOIN life_event_household AS other ON other.household_id = mine.new_household_id
    JOIN life_event AS later ON later.life_event_id = other.life_event_id
      AND later.happened_on > event.happened_on
    WHERE mine.life_event_id = event.life_event_id AND NOT is_undone(later.life_event_id))
  -- A household that moves takes along who belonged to it on that day.
  OR EXISTS (
    SELECT FROM life_event_household AS mine
    JOIN life_event_person AS other ON other.is_change
      AND mine.household_id IN (other.old_household_id, other.new_household_id)
    JOIN life_event AS later ON later.life_event_id = other.life_event_id
      AND later.happened_on > event.happened_on
    WHERE mine.life_event_id = event.life_event_id AND NOT is_undone(later.life_event_id))
  THEN
    PERFORM refuse_act('life_event_in_order', 'Something that happened later is recorded already');
  END IF;
END
$$;
COMMENT ON FUNCTION require_order IS 'Refuses what would have happened before the birth of somebody, or before what is recorded of the same persons, of the household that they join, or of one that moves.';

CREATE FUNCTION require_generations(event life_event) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM life_event_person AS placed
    JOIN person USING (person_id)
    JOIN person AS head ON head.household_id = placed.new_household_id AND head.relation_to_head = 'head'
    JOIN (VALUES ('child', 1), ('grandchild', 2), ('parent', -1), ('grandparent', -2))
      AS step (relation, generations) ON step.relation = placed.new_relation
    WHERE placed.life_event_id = event.life_event_id
      AND (placed.is_change OR EXISTS (SELECT FROM life_event_person AS other
        WHERE other.life_event_id = event.life_event_id AND other.person_id = head.person_id AND other.is_change))
      AND CASE WHEN generations > 0
        THEN person.birth_date < head.birth_date + make_interval(years => 12 * generations)
        ELSE head.birth_date < person.birth_date + make_interval(years => -12 * generations) END)
  THEN
    PERFORM refuse_act('household_generations', 'A parent is at least 12 years older than a child, a grandparent 24');
  END IF;
END
$$;
COMMENT ON FUNCTION require_generations IS 'Refuses relations that birth dates speak against: between a parent and a child lie at least 12 years, between a grandparent and a grandchild 24. In-laws and whoever is no descendant may be of any age.';
