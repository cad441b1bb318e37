import { type Areas, divideCity } from './areas/divide-city.ts'
import { createAddressBook } from './names/address-book.ts'
import { type BuildingName, nameBuildings } from './names/building-names.ts'
import { nameEstates } from './names/estate-names.ts'
import { nameStreets, type Street } from './names/street-names.ts'
import { type Occupancy, occupy } from './people/occupancy.ts'
import type { Residents } from './people/resident-rows.ts'
import { settleResidents } from './people/residents.ts'
import { type FacilityRow, placeFacilities } from './places/facilities.ts'
import { openShops, type ShopRow } from './places/shops.ts'
import { planCity } from './plan/plan-city.ts'
import type { Sketch } from './plan/sketch.ts'
import { createRandom } from './random.ts'

/** What the demonstration city promises to have, exactly. */
export const cityCounts = {
  communities: 13,
  zones: 103,
  grids: 586,
  households: 60000,
  shops: 4613,
} as const

/** What is built: about one home in eight stands empty, and one shop front in twelve. */
const demand = { homes: 67500, centralFronts: 3400 }

export interface City {
  sketch: Sketch
  occupancy: Occupancy
  areas: Areas
  streets: Street[]
  estateNames: string[]
  buildingNames: BuildingName[]
  facilities: FacilityRow[]
  shops: ShopRow[]
  residents: Residents
}

/** Called between the stages with the name of the one that begins. */
export type OnStage = (stage: string) => void

/** The whole city, in memory; the same seed gives the same city. */
export function generateCity(seed: number, onStage: OnStage = () => undefined): City {
  const random = createRandom(seed)
  onStage('Drawing streets and buildings')
  const { sketch, frame, streets: plan } = planCity(random, demand)
  onStage('Dividing communities, zones and grids')
  const occupancy = occupy(sketch, cityCounts, random.fork('occupancy'))
  const areas = divideCity(sketch, occupancy, frame, cityCounts, random.fork('areas'))
  onStage('Naming streets, estates and shops')
  const streets = nameStreets(plan.pieces, sketch, frame, random.fork('streets'))
  const addresses = createAddressBook(streets)
  const estateNames = nameEstates(sketch, random.fork('estates'))
  const facilities = placeFacilities(
    sketch,
    areas,
    occupancy,
    estateNames,
    random.fork('facilities'),
  )
  const buildingNames = nameBuildings(sketch, estateNames, addresses)
  const shops = openShops(sketch, occupancy, addresses, random.fork('shops'))
  onStage('Settling the residents')
  const residents = settleResidents(sketch, occupancy, random.fork('residents'))
  return {
    sketch,
    occupancy,
    areas,
    streets,
    estateNames,
    buildingNames,
    facilities,
    shops,
    residents,
  }
}
