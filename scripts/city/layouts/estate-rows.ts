import { addLane, innerBox, type Parcel } from '../plan/parcel.ts'
import { at } from '../random.ts'
import { type EstateContext, setbackMeters, shopStripMeters } from './estate-context.ts'
import type { HousingForm } from './housing-forms.ts'

/**
 * Distance between a slab and the one behind it, per metre of height: two hours of sun on Great
 * Cold day at 36.88° N need 1.57; a little more makes up for the bend of the streets.
 */
const sunlightFactor = 1.64

export interface Row {
  south: number
  north: number
  floors: number
  heightMeters: number
  hasShopFloor: boolean
}

export interface RowPlace {
  row: Row
  band: { south: number; north: number }
  isFirst: boolean
  isLast: boolean
  hasGarden: boolean
}

/** Rows from south to north, higher ones behind lower ones, each clear of the shade before it. */
export function planRows(parcel: Parcel, context: EstateContext): Row[] {
  const { random, inset, height } = parcel
  const { form, shops, depth } = context
  const isTower = form.kind === 'tower'
  const choices = [0, 1].map(() => random.weighted(form.floors, form.floorWeights))
  const [low, high] = [Math.min(...choices), Math.max(...choices)]
  const hasShopFloor = !shops.south && !isTower && random.chance(0.4)
  const southFree =
    inset.south + setbackMeters + (shops.south ? shopStripMeters + 11 : hasShopFloor ? 4 : 0)
  const northFree = height - inset.north - setbackMeters - (shops.north ? shopStripMeters + 5 : 0)
  const shadeEnd = height + inset.north + setbackMeters
  const rows: Row[] = []
  let south = southFree
  for (;;) {
    const isBack = south > height * 0.5
    const floors = [isBack ? high : low, low, at(form.floors, 0)].find((count) => {
      const reach = south + depth + (isTower ? 0 : sunlightFactor * toHeight(form, count, false))
      return south + depth <= northFree && reach <= shadeEnd
    })
    if (floors === undefined) break
    const isShopRow = rows.length === 0 && hasShopFloor
    const heightMeters = toHeight(form, floors, isShopRow)
    rows.push({ south, north: south + depth, floors, heightMeters, hasShopFloor: isShopRow })
    south += depth + (isTower ? random.between(40, 48) : Math.max(sunlightFactor * heightMeters, 9))
  }
  return spreadRows(rows, northFree)
}

/** Estates rarely end in a strip of nothing: the spare depth goes between the rows. */
function spreadRows(rows: Row[], northFree: number): Row[] {
  const last = rows[rows.length - 1]
  if (!last || rows.length < 2) return rows
  const spare = Math.max(0, Math.min(northFree - last.north - 2, rows.length * 9))
  const step = (spare * 0.8) / (rows.length - 1)
  return rows.map((row, index) => ({
    ...row,
    south: row.south + step * index,
    north: row.north + step * index,
  }))
}

function toHeight(form: HousingForm, floors: number, hasShopFloor: boolean): number {
  return floors * form.storeyMeters + (hasShopFloor ? 1.2 : 0) + 0.5
}

/** Cell boundaries between rows: the paths in the middle of the gaps. */
export function rowLines(parcel: Parcel, rows: Row[]): number[] {
  const lines = [0]
  for (let index = 1; index < rows.length; index++) {
    lines.push((at(rows, index - 1).north + at(rows, index).south) / 2)
  }
  const wall = innerBox(parcel, 2)
  const middle = lines[Math.ceil(rows.length / 2)]
  if (rows.length > 1 && middle) addLane(parcel, [wall[0], middle], [wall[2], middle])
  lines.push(parcel.height)
  return lines
}
