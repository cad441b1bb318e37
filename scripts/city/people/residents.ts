import type { Sketch } from '../plan/sketch.ts'
import type { Random } from '../random.ts'
import { listDwellings } from './dwellings.ts'
import { composeHouseholds } from './households.ts'
import { matchToPlaces } from './match-homes.ts'
import type { Occupancy } from './occupancy.ts'
import type { Residents } from './resident-rows.ts'
import { createSettler } from './settler.ts'

/** Everyone who lives here, and where: dwellings, households, persons and their links. */
export function settleResidents(sketch: Sketch, occupancy: Occupancy, random: Random): Residents {
  const residents: Residents = {
    units: [],
    dwellings: [],
    households: [],
    persons: [],
    residences: [],
  }
  const places = listDwellings(sketch, occupancy, residents, random.fork('dwellings'))
  const households = composeHouseholds(places.length, random.fork('households'))
  const settle = createSettler(sketch, residents, random.fork('persons'))
  for (const { place, household } of matchToPlaces(
    places,
    households,
    sketch,
    random.fork('match'),
  )) {
    settle.household(place, household)
  }
  settle.absent(Math.round(places.length * absentShare))
  return residents
}

/** Persons on the register who live elsewhere, per household of the city. */
const absentShare = 0.07
