import type { StatisticsQuery } from '../../contract/statistics.ts'
import type { AreaLevel } from '../../contract/vocabulary.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

/** What the database says: exact counts, which `toStatisticsTable` makes fit to leave. */
export interface CountedCity {
  mayReadRegistry: boolean
  seesCity: boolean
  grids: CountedGrid[]
  areas: CountedArea[]
  /** Persons by id of the grid; only where households are counted. */
  persons: Record<string, number> | null
  trades: { key: string; nameZh: string; nameEn: string }[]
}

export interface CountedGrid {
  id: number
  zoneId: number
  communityId: number
  isInReach: boolean
  /** By class; classes without anybody are missing. */
  counts: Record<string, number>
}

/** An area of the wanted level that the caller sees, if only in part. */
export interface CountedArea {
  id: number
  code: string
  name: string
  parentId: number | null
}

/** A `CountedCity` as text, in one row. */
export const countedCity = ({ level, by }: StatisticsQuery): SqlFragment => sql`
  SELECT json_build_object(
    'mayReadRegistry', actor_may('registry.read'),
    'seesCity', actor_sees_city(),
    'grids', (
      SELECT coalesce(json_agg(json_build_object('id', grid_id, 'zoneId', zone_id,
        'communityId', community_id, 'isInReach', is_in_reach, 'counts', counts)), '[]')
      FROM count_by_grid(${by})),
    'areas', (
      SELECT coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name,
        'parentId', parent_id) ORDER BY code), '[]')
      FROM (${areasOf[level]}) AS area),
    'persons', CASE WHEN ${by} = 'household-size' THEN (
      SELECT json_object_agg(grid_id, (
        SELECT coalesce(sum(value::int), 0) FROM json_each_text(counts)))
      FROM count_by_grid('sex')) END,
    'trades', (
      SELECT json_agg(json_build_object('key', trade, 'nameZh', name_zh, 'nameEn', name_en)
        ORDER BY trade)
      FROM shop_trade))::text`

const areasOf: Record<AreaLevel, SqlFragment> = {
  community: sql`SELECT community_id AS id, code, name, NULL::int AS parent_id FROM community`,
  zone: sql`SELECT zone_id AS id, code, name, community_id AS parent_id FROM zone`,
  grid: sql`SELECT grid_id AS id, code, name, zone_id AS parent_id FROM grid`,
}
