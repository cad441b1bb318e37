import { type BuildingSketch, countHomes, type ShopFront, type Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'

/** What lives and trades in each building; indexes are those of the sketch's buildings. */
export interface Occupancy {
  /** Households of every home of the building, in the order unit, floor, door: 0, 1 or 2. */
  households: number[][]
  /** Fronts that are let, by number along the front. */
  shops: number[][]
  householdCounts: number[]
  shopCounts: number[]
}

/** Share of dwellings that two households share. */
const sharedHomeShare = 0.012

/** Lets exactly so many homes and shop fronts; which ones stand empty follows the estates. */
export function occupy(
  sketch: Sketch,
  wanted: { households: number; shops: number },
  random: Random,
): Occupancy {
  const households = occupyHomes(sketch, wanted.households, random.fork('homes'))
  const shops = letFronts(sketch.buildings, wanted.shops, random.fork('fronts'))
  return {
    households,
    shops,
    householdCounts: households.map((homes) => homes.reduce((sum, count) => sum + count, 0)),
    shopCounts: shops.map((fronts) => fronts.length),
  }
}

function occupyHomes({ buildings, estates }: Sketch, wanted: number, random: Random): number[][] {
  const homes = buildings.map(({ homes }) =>
    new Array<number>(homes ? countHomes(homes) : 0).fill(0),
  )
  const places: { building: number; home: number; rank: number }[] = []
  homes.forEach((list, building) => {
    const estate = estates[at(buildings, building).estate]
    const empty = Math.min(0.6, estate?.emptyShare ?? 0.1)
    // Efraimidis and Spirakis: a weighted draw without replacement is a sort by u^(1/w).
    for (let home = 0; home < list.length; home++) {
      places.push({ building, home, rank: random.next() ** (empty / (1 - empty)) })
    }
  })
  const shared = Math.round(wanted * sharedHomeShare)
  const lived = wanted - shared
  if (places.length < lived)
    throw new Error(`${places.length} homes cannot hold ${wanted} households`)
  places.sort((a, b) => b.rank - a.rank)
  const taken = places.slice(0, lived)
  for (const { building, home } of taken) at(homes, building)[home] = 1
  for (const { building, home } of random.shuffle(taken).slice(0, shared))
    at(homes, building)[home] = 2
  return homes
}

/**
 * The share of all shops on market streets, in markets, malls and the centre; a fifth of these
 * stand on the streets of central estates.
 */
const centralShopShare = 0.65

function letFronts(buildings: BuildingSketch[], wanted: number, random: Random): number[][] {
  const shops = buildings.map(() => [] as number[])
  const isCentral = ({ kind }: ShopFront) => kind !== 'estate'
  const fronts = (central: boolean) =>
    buildings.flatMap(({ front }, building) =>
      front && isCentral(front) === central
        ? Array.from({ length: front.premises }, (_, place) => ({ building, place }))
        : [],
    )
  const central = Math.round(wanted * centralShopShare)
  for (const [count, list] of [
    [central, fronts(true)],
    [wanted - central, fronts(false)],
  ] as const) {
    if (list.length < count)
      throw new Error(`${list.length} shop fronts cannot hold ${count} shops`)
    for (const { building, place } of random.shuffle(list).slice(0, count))
      at(shops, building).push(place)
  }
  for (const list of shops) list.sort((a, b) => a - b)
  return shops
}
