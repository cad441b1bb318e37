-- ── Shops ───────────────────────────────────────────────────────────────────

CREATE FUNCTION check_import_shops(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE checked ON COMMIT DROP AS
    SELECT line, content_hash, reasons, building_id, shop, shop ->> 'name' AS name,
      ARRAY(SELECT shop_id FROM shop AS known
        WHERE known.building_id = staged.building_id AND known.name = staged.shop ->> 'name'
        ORDER BY shop_id) AS shop_ids,
      first_value(line) OVER twin AS first_line, lead(line) OVER twin AS next_line,
      min(encode(content_hash, 'hex')) OVER same = max(encode(content_hash, 'hex')) OVER same AS is_equal
    FROM import_row AS staged WHERE import_batch_id = batch
    WINDOW same AS (PARTITION BY building_id, shop ->> 'name'), twin AS (same ORDER BY line);
  CREATE TEMP TABLE refusal ON COMMIT DROP AS
    SELECT line, unnest(reasons) AS reason, NULL::int AS about FROM checked
    UNION ALL
    SELECT line, 'shop-ambiguous', NULL FROM checked WHERE cardinality(shop_ids) > 1
    UNION ALL
    SELECT line, CASE WHEN is_equal THEN 'repeats-line' ELSE 'contradicts-line' END,
      CASE WHEN line = first_line THEN next_line ELSE first_line END
    FROM checked
    WHERE building_id IS NOT NULL AND name IS NOT NULL
      AND (line <> first_line OR (NOT is_equal AND next_line IS NOT NULL))
    UNION ALL
    SELECT line, 'trade-missing', NULL FROM checked
    WHERE cardinality(shop_ids) = 0 AND shop ->> 'trade' IS NULL AND NOT 'trade-wrong' = ANY (reasons);
  INSERT INTO import_result (import_batch_id, line, outcome, reasons, candidate_ids, changes, person_id,
      person_version, unit_no)
    SELECT batch, line, CASE
        WHEN refused.reasons IS NOT NULL THEN CASE WHEN is_ambiguous THEN 'ambiguous' ELSE 'rejected' END
        WHEN known.shop_id IS NULL THEN 'new'
        WHEN jsonb_array_length(list) > 0 THEN 'changed' ELSE 'same' END,
      coalesce(refused.reasons, '[]'),
      CASE WHEN is_ambiguous THEN shop_ids[1:10] ELSE '{}' END,
      CASE WHEN refused.reasons IS NULL AND known.shop_id IS NOT NULL THEN list ELSE '[]' END,
      known.shop_id, known.xmin::text, line
    FROM checked
    LEFT JOIN (
      SELECT line, jsonb_agg(DISTINCT jsonb_build_object('code', reason, 'line', about)) AS reasons,
        bool_and(reason = 'shop-ambiguous') AS is_ambiguous
      FROM refusal GROUP BY line) AS refused USING (line)
    LEFT JOIN shop AS known ON known.shop_id = shop_ids[1] AND cardinality(shop_ids) = 1
    CROSS JOIN LATERAL (SELECT
      import_change('trade', known.trade, nullif(shop ->> 'trade', known.trade))
      || import_change('legal-form', known.legal_form, nullif(shop ->> 'legalForm', known.legal_form))
      || import_change('address', known.address, nullif(shop ->> 'address', known.address))
      || import_change('floor', known.floor::text, nullif(shop ->> 'floor', known.floor::text))
      || import_change('area', known.area_square_meters::text,
        nullif(shop ->> 'area', known.area_square_meters::text))
      || import_change('opened-on', known.opened_on::text, nullif(shop ->> 'openedOn', known.opened_on::text))
      AS list) AS change;
END
$$;
COMMENT ON FUNCTION check_import_shops IS 'What becomes of each row of a roster of shops: known by name and building.';

CREATE FUNCTION shop_values(wanted shop) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('trade', wanted.trade, 'legal_form', wanted.legal_form,
    'address', wanted.address, 'floor', wanted.floor, 'area', wanted.area_square_meters,
    'opened_on', wanted.opened_on, 'name', wanted.name, 'building', wanted.building_id,
    'licence', wanted.licence_number)
$$;
COMMENT ON FUNCTION shop_values IS 'What an import or an act may change of a shop.';

CREATE FUNCTION apply_import_shops(batch int, most int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE slice ON COMMIT DROP AS
    SELECT line, outcome, person_id AS shop_id, person_version FROM import_result
    WHERE import_batch_id = batch AND outcome IN ('new', 'changed') AND NOT is_applied
    ORDER BY line LIMIT most;
  PERFORM FROM shop WHERE shop_id IN (SELECT shop_id FROM slice) ORDER BY shop_id FOR NO KEY UPDATE;
  PERFORM refuse_as_changed(batch, ARRAY(
    SELECT slice.line FROM slice
    JOIN import_row AS staged ON import_batch_id = batch AND staged.line = slice.line
    WHERE CASE WHEN slice.outcome = 'changed' THEN NOT EXISTS (SELECT FROM shop
        WHERE shop.shop_id = slice.shop_id AND shop.xmin::text = person_version)
      ELSE EXISTS (SELECT FROM shop AS known
        WHERE known.building_id = staged.building_id AND known.name = staged.shop ->> 'name') END));
  INSERT INTO import_shop
    SELECT batch, shop_id, shop_values(shop), '{}' FROM slice JOIN shop USING (shop_id)
    WHERE outcome = 'changed';
  UPDATE shop SET
    trade = coalesce(told ->> 'trade', trade), legal_form = coalesce(told ->> 'legalForm', legal_form),
    address = coalesce(told ->> 'address', address), floor = coalesce((told ->> 'floor')::int, floor),
    area_square_meters = coalesce((told ->> 'area')::real, area_square_meters),
    opened_on = coalesce((told ->> 'openedOn')::date, opened_on)
  FROM (SELECT slice.shop_id, staged.shop AS told FROM slice
    JOIN import_row AS staged ON import_batch_id = batch AND staged.line = slice.line
    WHERE outcome = 'changed') AS changed
  WHERE changed.shop_id = shop.shop_id;
  WITH added AS (
    INSERT INTO shop (building_id, name, pinyin, initials, trade, legal_form, address, floor,
        area_square_meters, opened_on, geom)
      SELECT staged.building_id, told ->> 'name', told ->> 'pinyin', told ->> 'initials',
        told ->> 'trade', coalesce(told ->> 'legalForm', 'individual'), told ->> 'address',
        coalesce((told ->> 'floor')::int, 1), (told ->> 'area')::real, (told ->> 'openedOn')::date,
        ST_ReducePrecision(ST_PointOnSurface(building.geom), 1e-7)
      FROM slice
      JOIN import_row AS staged ON import_batch_id = batch AND staged.line = slice.line
      JOIN building ON building.building_id = staged.building_id
      CROSS JOIN LATERAL (SELECT staged.shop AS told) AS said
      WHERE slice.outcome = 'new'
    RETURNING shop_id
  )
  INSERT INTO import_shop SELECT batch, shop_id, NULL, '{}' FROM added;
  UPDATE import_shop SET new_values = shop_values(shop) FROM shop
  WHERE import_batch_id = batch AND shop.shop_id = import_shop.shop_id AND new_values = '{}';
  RETURN note_applied_slice(batch);
END
$$;
COMMENT ON FUNCTION apply_import_shops IS 'Adds and changes the next shops of a batch. Gives how many are left.';

CREATE FUNCTION require_shops_as_imported(batch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM import_shop LEFT JOIN shop USING (shop_id)
    WHERE import_batch_id = batch AND (shop.shop_id IS NULL OR shop_values(shop) <> new_values
      OR EXISTS (SELECT FROM shop_event, import_batch AS own
        WHERE shop_event.shop_id = import_shop.shop_id AND shop_event.kind <> 'undo'
          AND own.import_batch_id = batch AND shop_event.recorded_at > own.created_at
          AND NOT is_shop_event_undone(shop_event_id))))
  THEN
    PERFORM refuse_import_undo();
  END IF;
END
$$;
COMMENT ON FUNCTION require_shops_as_imported IS 'Refuses an undo where a shop of the batch was changed since.';

CREATE FUNCTION undo_import_shops(batch int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_shops_as_imported(batch);
  DELETE FROM shop USING import_shop
  WHERE import_batch_id = batch AND import_shop.shop_id = shop.shop_id AND old_values IS NULL;
  UPDATE shop SET trade = old_values ->> 'trade', legal_form = old_values ->> 'legal_form',
    address = old_values ->> 'address', floor = (old_values ->> 'floor')::int,
    area_square_meters = (old_values ->> 'area')::real, opened_on = (old_values ->> 'opened_on')::date
  FROM import_shop
  WHERE import_batch_id = batch AND import_shop.shop_id = shop.shop_id AND old_values IS NOT NULL;
  DELETE FROM import_shop WHERE import_batch_id = batch;
  RETURN 0;
END
$$;
COMMENT ON FUNCTION undo_import_shops IS 'Takes the shops of a batch back, all at once.';
