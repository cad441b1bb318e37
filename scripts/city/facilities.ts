import type { FacilityKind } from '../../server/contract/vocabulary.ts'
import type { Areas } from './areas.ts'
import { type Point, signedArea, toUnits } from './frame.ts'
import type { Occupancy } from './occupancy.ts'
import { at, type Random } from './random.ts'
import { placeNames } from './reference.ts'
import type { BuildingSketch, Sketch } from './sketch.ts'

export interface FacilityRow {
  building: number | null
  /** Number of the community that a service centre serves. */
  community: number | null
  kind: FacilityKind
  name: string
  areaSquareMeters: number | null
  /** Units of 1e-7 degree. */
  position: Point
}

/** How far a household may live from its service centre: the 15-minute circle. */
const serviceRadiusMeters = 1000

export function centreOf(ring: readonly Point[]): Point {
  const sum = ring.reduce<[number, number]>(([x, y], point) => [x + point[0], y + point[1]], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}

/**
 * Schools, hospitals and the other organisations; in each community the public house from which
 * most households are within a kilometre becomes its service centre, the others find other uses.
 * Writes the names of these houses into the sketch.
 */
export function placeFacilities(
  sketch: Sketch,
  areas: Areas,
  occupancy: Occupancy,
  estateNames: readonly string[],
  random: Random,
): FacilityRow[] {
  const communityOf = (building: BuildingSketch) =>
    at(areas.grids, at(areas.gridOfCell, building.cell)).community
  const centres = chooseCentres(sketch, areas, occupancy, communityOf)
  const rows = sketch.buildings.flatMap((building, number) => {
    if (!building.facility) return []
    const { kind, name } = building.facility
    const community = communityOf(building)
    const isCentre = centres.get(community) === number
    const estateName = estateNames[building.estate] ?? ''
    const own =
      kind === 'centre-candidate'
        ? publicHouse(isCentre, at(placeNames.communities, community), estateName, random)
        : { kind, name: name || `${estateName}幼儿园` }
    if (!building.name) building.name = own.name
    return [
      {
        ...own,
        building: number,
        community: own.kind === 'service-centre' ? community : null,
        areaSquareMeters: Math.round(signedArea(building.ring) * building.floors),
        position: toUnits(centreOf(building.ring)),
      },
    ]
  })
  const parks = sketch.parks.map(({ name, centre }) => ({
    building: null,
    community: null,
    kind: 'park' as const,
    name,
    areaSquareMeters: null,
    position: toUnits(centre),
  }))
  return [...rows, ...parks]
}

function publicHouse(
  isCentre: boolean,
  community: string,
  estate: string,
  random: Random,
): { kind: FacilityKind; name: string } {
  if (isCentre) return { kind: 'service-centre', name: `${community}社区便民服务中心` }
  return random.weighted(
    [
      { kind: 'organisation', name: `${estate}物业服务中心` },
      { kind: 'organisation', name: `${estate}居民活动中心` },
      { kind: 'clinic', name: `${estate}卫生服务站` },
      { kind: 'police', name: `${estate}警务室` },
      { kind: 'organisation', name: `${estate}养老服务站` },
    ] as const,
    [3, 3, 3, 1, 2],
  )
}

export function chooseCentres(
  sketch: Sketch,
  areas: Areas,
  occupancy: Occupancy,
  communityOf: (building: BuildingSketch) => number,
): Map<number, number> {
  const homes = new Map<number, { place: Point; households: number }[]>()
  sketch.buildings.forEach((building, number) => {
    const households = at(occupancy.householdCounts, number)
    if (households === 0) return
    const community = communityOf(building)
    const list = homes.get(community) ?? []
    list.push({ place: centreOf(building.ring), households })
    homes.set(community, list)
  })
  const best = new Map<number, { building: number; cost: number }>()
  sketch.buildings.forEach((building, number) => {
    if (building.facility?.kind !== 'centre-candidate') return
    const community = communityOf(building)
    const [x, y] = centreOf(building.ring)
    let cost = 0
    for (const { place, households } of homes.get(community) ?? []) {
      const distance = Math.hypot(place[0] - x, place[1] - y)
      cost += households * (distance / 1e5 + Math.max(0, distance - serviceRadiusMeters * 0.98))
    }
    if (cost < (best.get(community)?.cost ?? Number.POSITIVE_INFINITY))
      best.set(community, { building: number, cost })
  })
  const count = Math.max(...areas.grids.map(({ community }) => community)) + 1
  for (let community = 0; community < count; community++) {
    if (!best.has(community))
      throw new Error(`community ${community} has no house for a service centre`)
  }
  return new Map([...best].map(([community, { building }]) => [community, building]))
}
