import { addLandUse, boxRing, innerBox, type Parcel, toCity } from '../plan/parcel.ts'
import type { ShopFront } from '../plan/sketch.ts'
import type { Side } from '../plan/street-plan.ts'
import type { HousingForm } from './housing-forms.ts'
import { shopDepthMeters } from './shop-rows.ts'

/** Nothing stands nearer to a street or estate wall. */
export const setbackMeters = 5

/** Shop house, and the space that its own shade and the fire engine need. */
export const shopStripMeters = shopDepthMeters + 3

/** What an estate offers beside homes. */
export interface EstateOptions {
  shops: Partial<Record<Side, ShopFront['kind']>>
  /** A small public building: property office, club, or the community's service centre. */
  hasPublicHouse: boolean
  hasKindergarten: boolean
}

export interface EstateContext {
  form: HousingForm
  estate: number
  builtYear: number
  shops: Partial<Record<Side, ShopFront['kind']>>
  depth: number
  unitWidth: number
  doors: number
  hasBays: boolean
}

/** Draws what all buildings of an estate have in common, and its ground. */
export function startEstate(
  parcel: Parcel,
  form: HousingForm,
  options: EstateOptions,
): EstateContext {
  const { random, sketch } = parcel
  const builtYear = random.int(...form.years)
  const wall = innerBox(parcel, 2)
  sketch.estates.push({
    kind: form.kind,
    builtYear,
    ring: boxRing(parcel, wall),
    centre: toCity(parcel, (wall[0] + wall[2]) / 2, (wall[1] + wall[3]) / 2),
    emptyShare: form.emptyShare * random.between(0.8, 1.2),
  })
  addLandUse(parcel, form.kind === 'courtyard' ? 'old-quarter' : 'estate', wall)
  return {
    form,
    builtYear,
    estate: sketch.estates.length - 1,
    shops: options.shops,
    depth: random.between(...form.depthMeters),
    unitWidth: random.between(...form.unitWidthMeters),
    doors: random.weighted(form.doors, form.doorWeights),
    hasBays: random.chance(0.45),
  }
}
