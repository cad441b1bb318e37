import type { AccountRole } from '../../server/contract/access.ts'
import type { Pool } from '../../server/db/pool.ts'

export interface SampleBuilding {
  id: number
  /** Of the grid that it stands in. */
  gridCode: string
  households: number
  lon: number
  lat: number
  /** A dwelling in which somebody lives of whom all is known. */
  dwellingId: number
}

/** What the demonstration account of a role sees, asked of the database as its owner. */
export interface PartOfTheCity {
  isWholeCity: boolean
  /** Names: all communities within reach, zones of the first of them, grids of its first zone. */
  communities: string[]
  zones: string[]
  grids: string[]
  buildingIds: number[]
  inside: SampleBuilding
  /** The nearest home that is beyond its reach; none for the whole city. */
  outside: SampleBuilding | undefined
  /** Fields of a person that it may have shown in clear. */
  revealableFields: string[]
}

/** @param owner connections of the owner of the database, whom no policy holds */
export async function readPartOfTheCity(owner: Pool, role: AccountRole): Promise<PartOfTheCity> {
  const { rows: reach } = await owner.query<Record<'grid' | 'zone' | 'community', string>>(
    `SELECT grid.name AS grid, zone.name AS zone, community.name AS community
     FROM account CROSS JOIN grid JOIN zone ON zone.zone_id = grid.zone_id
       JOIN community ON community.community_id = zone.community_id
     WHERE ${isWithin} ORDER BY community.code, zone.code, grid.code`,
    [role],
  )
  const { rows } = await owner.query<{ buildingIds: number[]; isWholeCity: boolean }>(
    `SELECT coalesce(account.zone_id, account.grid_id) IS NULL AS "isWholeCity",
       array_agg(building_id ORDER BY building_id) AS "buildingIds"
     FROM account CROSS JOIN building LEFT JOIN grid ON grid.grid_id = building.grid_id
     WHERE ${isWithin} GROUP BY account_id`,
    [role],
  )
  const { rows: fields } = await owner.query<{ field: string }>(
    `SELECT field FROM account
     JOIN (SELECT role, NULL::int AS department_id, field, may_reveal FROM role_field UNION ALL
       SELECT 'department-user', department_id, field, may_reveal FROM department_field) AS given
       ON given.role = account.role AND given.department_id IS NOT DISTINCT FROM account.department_id
     WHERE account.role = $1 AND account.is_demonstration AND may_reveal ORDER BY field`,
    [role],
  )
  const namesOf = (key: 'grid' | 'zone' | 'community', within: typeof reach) => [
    ...new Set(within.map((row) => row[key])),
  ]
  const first = reach[0]
  const inside = await findHome(owner, role, true)
  return {
    ...rows[0]!,
    communities: namesOf('community', reach),
    zones: namesOf(
      'zone',
      reach.filter(({ community }) => community === first?.community),
    ),
    grids: namesOf(
      'grid',
      reach.filter(({ zone, community }) => zone === first?.zone && community === first?.community),
    ),
    inside: inside!,
    outside: await findHome(owner, role, false),
    revealableFields: fields.map(({ field }) => field),
  }
}

/** A building that no grid covers is seen by those only whom no area bounds. */
const isWithin = `account.role = $1 AND account.is_demonstration
  AND (account.grid_id IS NULL OR coalesce(grid.grid_id = account.grid_id, false))
  AND (account.zone_id IS NULL OR coalesce(grid.zone_id = account.zone_id, false))`

async function findHome(owner: Pool, role: AccountRole, isInside: boolean) {
  const { rows } = await owner.query<SampleBuilding>(
    `SELECT building.building_id AS id, grid.code AS "gridCode", household_count AS households,
       ST_X(place) AS lon, ST_Y(place) AS lat, home.dwelling_id AS "dwellingId"
     FROM account CROSS JOIN building JOIN grid ON grid.grid_id = building.grid_id
     CROSS JOIN ST_PointOnSurface(building.geom) AS place
     JOIN LATERAL (
       SELECT dwelling_id FROM dwelling JOIN household USING (dwelling_id) JOIN person USING (household_id)
       WHERE dwelling.building_id = building.building_id AND relation_to_head = 'head'
         AND phone_sealed IS NOT NULL AND identity_number_sealed IS NOT NULL
       ORDER BY dwelling_id LIMIT 1) AS home ON true
     WHERE account.role = $1 AND account.is_demonstration AND household_count BETWEEN 12 AND 80
       AND (${isWithin}) = $2
     ORDER BY ST_Distance(building.geom, (
         SELECT ST_Centroid(ST_Collect(area.geom)) FROM grid AS area
         WHERE area.grid_id = account.grid_id OR area.zone_id = account.zone_id)),
       building.building_id LIMIT 1`,
    [role, isInside],
  )
  return rows[0]
}
