import type { Areas } from '../areas/divide-city.ts'
import type { Occupancy } from '../people/occupancy.ts'
import { centreOf, type Point } from '../plan/frame.ts'
import type { BuildingSketch, Sketch } from '../plan/sketch.ts'
import { at } from '../random.ts'

/** How far a household may live from its service centre: the 15-minute circle. */
const serviceRadiusMeters = 1000

/**
 * The building of each community from which its households are nearest, first of all within the radius.
 *
 * @throws Error where a community has no public house
 */
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
