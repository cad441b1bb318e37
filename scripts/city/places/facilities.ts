import type { FacilityKind } from '../../../server/contract/vocabulary.ts'
import type { Areas } from '../areas/divide-city.ts'
import type { Occupancy } from '../people/occupancy.ts'
import { centreOf, type Point, signedArea, toUnits } from '../plan/frame.ts'
import type { BuildingSketch, Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import { placeNames } from '../reference.ts'
import { chooseCentres } from './service-centres.ts'

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
