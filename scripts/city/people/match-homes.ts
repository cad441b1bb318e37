import type { Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import type { Place } from './dwellings.ts'
import type { Household } from './households.ts'

/** Old couples in old courtyards, young families in new estates: matched by rank with noise. */
export function matchToPlaces(
  places: Place[],
  households: Household[],
  sketch: Sketch,
  random: Random,
) {
  const byPlace = places
    .map((place) => ({ place, rank: placeElderness(place, sketch) + random.normal(0, 1) }))
    .sort((a, b) => a.rank - b.rank)
  const byHousehold = households
    .map((household) => ({ household, rank: household.elderness + random.normal(0, 1) }))
    .sort((a, b) => a.rank - b.rank)
  return byPlace
    .map(({ place }, index) => ({ place, household: at(byHousehold, index).household }))
    .sort((a, b) => a.place.dwelling.id - b.place.dwelling.id)
}

function placeElderness({ estate, builtYear }: Place, sketch: Sketch): number {
  if (sketch.estates[estate]?.kind === 'village') return 0.6
  if (builtYear < 1995) return 0.9
  if (builtYear < 2005) return 0.3
  return builtYear < 2014 ? -0.1 : -0.7
}
