import type { GridArea } from '../areas/divide-city.ts'
import type { City } from '../generate.ts'
import { fictionalDivision } from '../people/identity.ts'
import { at } from '../random.ts'
import { placeNames } from '../reference.ts'
import { polygonText, type Row, searchColumns, type Table, tableOf } from './table.ts'

/** The city and its three levels of areas. */
export function areaTables({ areas: { grids, outside } }: City): Table[] {
  const communities = [...new Set(grids.map(({ community }) => community))]
  const zones = [...new Map(grids.map((grid) => [zoneKey(grid), grid])).values()]
  const zoneIds = new Map(zones.map((zone, index) => [zoneKey(zone), index + 1]))
  return [
    tableOf('city', [outside], (ring) => ({
      city_id: 1,
      code: fictionalDivision,
      name: placeNames.city,
      is_demonstration: true,
      geom: polygonText(ring),
    })),
    tableOf('community', communities, (community) => ({
      community_id: community + 1,
      code: communityCode(community),
      ...named(`${at(placeNames.communities, community)}社区`),
    })),
    tableOf('zone', zones, (zone, index) => ({
      zone_id: index + 1,
      community_id: zone.community + 1,
      code: zoneCode(zone),
      ...named(zoneName(zone)),
    })),
    tableOf('grid', grids, (grid, index) => ({
      grid_id: index + 1,
      zone_id: zoneIds.get(zoneKey(grid)),
      code: zoneCode(grid) + twoDigits(grid.grid + 1),
      ...named(`${zoneName(grid)}第${grid.grid + 1}网格`),
      geom: polygonText(grid.ring),
    })),
  ]
}

type ZoneOfCity = Pick<GridArea, 'community' | 'zone'>

const zoneKey = ({ community, zone }: ZoneOfCity) => `${community}.${zone}`

const named = (name: string): Row => ({ name, ...searchColumns(name) })

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

function zoneName({ community, zone }: ZoneOfCity): string {
  return `${at(placeNames.communities, community)}第${ordinals[zone] ?? zone + 1}片区`
}

/** Subdistrict of all communities; 001 is the first urban one. */
const subdistrict = '001'

function communityCode(community: number): string {
  return `${fictionalDivision}${subdistrict}${String(community + 1).padStart(3, '0')}`
}

const zoneCode = ({ community, zone }: ZoneOfCity) => communityCode(community) + twoDigits(zone + 1)

const twoDigits = (value: number) => String(value).padStart(2, '0')
