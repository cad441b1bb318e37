import type { EstateKind } from '../../../server/contract/vocabulary.ts'
import type { Neighbourhood } from '../plan/street-plan.ts'

/** Form of the estates of one era; source of the numbers: city-facts 2.2, see data/README.md. */
export interface HousingForm {
  kind: EstateKind
  years: readonly [number, number]
  floors: readonly number[]
  floorWeights: readonly number[]
  storeyMeters: number
  depthMeters: readonly [number, number]
  unitWidthMeters: readonly [number, number]
  units: readonly [number, number]
  doors: readonly number[]
  doorWeights: readonly number[]
  areaSquareMeters: readonly [number, number]
  emptyShare: number
  /** Space between the ends of two buildings in a row. */
  sideGapMeters: number
}

export const housingForms = {
  courtyard: {
    kind: 'courtyard',
    years: [1980, 1994],
    floors: [4, 5, 6],
    floorWeights: [2, 5, 3],
    storeyMeters: 2.8,
    depthMeters: [10, 11.5],
    unitWidthMeters: [12, 15],
    units: [3, 5],
    doors: [2, 3],
    doorWeights: [8, 2],
    areaSquareMeters: [50, 80],
    emptyShare: 0.08,
    sideGapMeters: 7,
  },
  walkUp: {
    kind: 'walk-up',
    years: [1995, 2004],
    floors: [5, 6],
    floorWeights: [4, 6],
    storeyMeters: 2.85,
    depthMeters: [11.5, 12.5],
    unitWidthMeters: [15, 18],
    units: [3, 5],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [80, 115],
    emptyShare: 0.09,
    sideGapMeters: 8,
  },
  mixed: {
    kind: 'walk-up',
    years: [2005, 2012],
    floors: [6, 11, 17],
    floorWeights: [6, 3, 1],
    storeyMeters: 2.9,
    depthMeters: [12, 14],
    unitWidthMeters: [17, 22],
    units: [2, 4],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [95, 130],
    emptyShare: 0.09,
    sideGapMeters: 9,
  },
  resettlement: {
    kind: 'resettlement',
    years: [2010, 2018],
    floors: [6, 11],
    floorWeights: [3, 2],
    storeyMeters: 2.9,
    depthMeters: [12, 13],
    unitWidthMeters: [17, 20],
    units: [3, 4],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [90, 120],
    emptyShare: 0.1,
    sideGapMeters: 9,
  },
  lift: {
    kind: 'lift',
    years: [2013, 2020],
    floors: [7, 11, 17, 18],
    floorWeights: [1, 4, 2, 2],
    storeyMeters: 2.95,
    depthMeters: [13, 15],
    unitWidthMeters: [22, 28],
    units: [1, 3],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [100, 140],
    emptyShare: 0.16,
    sideGapMeters: 14,
  },
  tower: {
    kind: 'tower',
    years: [2012, 2021],
    floors: [26, 28, 30, 32, 33],
    floorWeights: [3, 3, 3, 2, 2],
    storeyMeters: 2.95,
    depthMeters: [20, 23],
    unitWidthMeters: [25, 29],
    units: [1, 1],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [105, 150],
    emptyShare: 0.18,
    sideGapMeters: 20,
  },
  garden: {
    kind: 'garden',
    years: [2021, 2025],
    floors: [7, 8, 11, 17],
    floorWeights: [2, 2, 4, 2],
    storeyMeters: 3,
    depthMeters: [13, 15],
    unitWidthMeters: [23, 30],
    units: [1, 3],
    doors: [2],
    doorWeights: [1],
    areaSquareMeters: [115, 160],
    emptyShare: 0.26,
    sideGapMeters: 14,
  },
} as const satisfies Record<string, HousingForm>

export type HousingFormName = keyof typeof housingForms

/** Which eras built in which neighbourhood. */
export const formsByNeighbourhood: Record<
  Neighbourhood,
  Partial<Record<HousingFormName, number>>
> = {
  C: { courtyard: 4, tower: 2, walkUp: 2 },
  O: { courtyard: 4, walkUp: 6, mixed: 1 },
  M: { walkUp: 4, mixed: 6, lift: 2 },
  N: { lift: 6, garden: 4, mixed: 2, tower: 1 },
  T: { tower: 4, lift: 3, mixed: 1 },
  L: { tower: 2, lift: 3, garden: 2 },
  G: { garden: 3, lift: 2 },
  V: { resettlement: 1 },
  I: { resettlement: 1 },
  R: {},
  '~': {},
}
