import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../data/reference')

/** Shares of the population in percent, by age band. */
export interface AgeBand {
  from: number
  to: number
  male: number
  female: number
}

export interface Surnames {
  common: Record<string, number>
  rareShare: number
  rare: string
}

export interface NameCohort {
  /** First birth year of the cohort. */
  from: number
  oneCharacterShare: number
  male: { characters: string; whole: string[] }
  female: { characters: string; whole: string[] }
}

export interface ShopTrade {
  trade: string
  nameZh: string
  shops: number
  medianAreaSquareMeters: number
  words: string[]
}

export interface PlaceNames {
  city: string
  river: string
  lake: string
  communities: string[]
  arterialStreets: string[]
  arterialRoads: string[]
  streetStems: string[]
  estateStems: string[]
  employers: string[]
  villageStems: string[]
  estateSuffixes: Record<string, string[]>
  organisations: string[]
  factories: string[]
}

/** Tables of data/reference; data/README.md names their sources. */
export const agePyramid = read<AgeBand[]>('age-pyramid.json')

export const surnames = read<Surnames>('surnames.json')

export const nameCohorts = read<NameCohort[]>('given-names.json')

export const shopTrades = read<ShopTrade[]>('shop-trades.json')

export const placeNames = read<PlaceNames>('place-names.json')

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T
}
