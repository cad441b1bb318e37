import type { Tenure } from '../../../server/contract/vocabulary.ts'
import { countHomes, type EstateSketch, type Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import type { Occupancy } from './occupancy.ts'
import type { DwellingRow, Residents } from './resident-rows.ts'

export interface Place {
  dwelling: DwellingRow
  estate: number
  builtYear: number
}

/**
 * Adds all units and dwellings to the residents.
 *
 * @returns a place for each household that the occupancy has there
 */
export function listDwellings(
  sketch: Sketch,
  occupancy: Occupancy,
  residents: Residents,
  random: Random,
): Place[] {
  const places: Place[] = []
  sketch.buildings.forEach(({ homes, estate, builtYear }, building) => {
    if (!homes) return
    const lived = at(occupancy.households, building)
    const perUnit = countHomes(homes) / homes.units
    for (let home = 0; home < countHomes(homes); home++) {
      const inUnit = home % perUnit
      if (inUnit === 0) {
        residents.units.push({
          id: residents.units.length + 1,
          building,
          number: home / perUnit + 1,
        })
      }
      const dwelling: DwellingRow = {
        id: residents.dwellings.length + 1,
        building,
        unitId: residents.units.length,
        floor: homes.firstFloor + Math.floor(inUnit / homes.doors),
        door: (inUnit % homes.doors) + 1,
        areaSquareMeters:
          Math.round(homes.areaSquareMeters * (1 + 0.06 * ((inUnit % homes.doors) - 0.5)) * 10) /
          10,
        tenure: drawTenure(sketch.estates[estate]?.kind, random),
      }
      residents.dwellings.push(dwelling)
      for (let count = 0; count < at(lived, home); count++)
        places.push({ dwelling, estate, builtYear })
    }
  })
  return places
}

function drawTenure(kind: EstateSketch['kind'] | undefined, random: Random): Tenure {
  if (kind === 'village') return 'self-built'
  const kinds = [
    'commercial',
    'reformed-public',
    'resettlement',
    'rented',
    'public-rental',
  ] as const
  if (kind === 'courtyard') return random.weighted(kinds, [14, 66, 0, 14, 6])
  if (kind === 'resettlement') return random.weighted(kinds, [6, 0, 86, 7, 1])
  return random.weighted(kinds, [75, 3, 9, 10, 3])
}
