import { sql } from '../../db/sql.ts'

/**
 * A cell of the dwelling matrix, from `dwelling` and `unit` with the left joined tables `occupant`
 * (dwelling_id, person_count, household_ids) and `holder` (kind: owner or tenant).
 */
export const dwellingCell = sql`json_build_object(
  'dwellingId', dwelling_id,
  'unit', unit.number,
  'floor', floor,
  'door', door,
  'label', dwelling_label(unit.number, floor, door),
  'areaSquareMeters', area_square_meters,
  'tenure', tenure,
  'occupancy', CASE WHEN occupant.dwelling_id IS NULL THEN 'empty'
    ELSE coalesce(holder.kind, 'other') END,
  'personCount', coalesce(person_count, 0),
  'householdIds', coalesce(household_ids, '{}')
)`
