import { rectangle, slab, tower } from './footprints.ts'
import { type HousingForm, type HousingFormName, housingForms } from './housing-forms.ts'
import {
  addBuilding,
  addCell,
  addLandUse,
  addLane,
  type Box,
  boxRing,
  innerBox,
  type Parcel,
  toCity,
} from './parcel.ts'
import { at } from './random.ts'
import { addShopRow, frontLine, shopDepthMeters } from './shop-rows.ts'
import type { ShopFront } from './sketch.ts'
import { type Side, sides } from './street-plan.ts'

/**
 * Distance between a slab and the one behind it, per metre of height: two hours of sun on Great
 * Cold day at 36.88° N need 1.57; a little more makes up for the bend of the streets.
 */
const sunlightFactor = 1.64

/** Nothing stands nearer to a street or estate wall. */
const setbackMeters = 5
/** Shop house, and the space that its own shade and the fire engine need. */
const shopStripMeters = shopDepthMeters + 3

export interface Row {
  south: number
  north: number
  floors: number
  heightMeters: number
  hasShopFloor: boolean
}

interface EstateContext {
  form: HousingForm
  estate: number
  builtYear: number
  shops: Partial<Record<Side, ShopFront['kind']>>
  depth: number
  unitWidth: number
  doors: number
  hasBays: boolean
}

/** What an estate offers beside homes. */
export interface EstateOptions {
  shops: Partial<Record<Side, ShopFront['kind']>>
  /** A small public building: property office, club, or the community's service centre. */
  hasPublicHouse: boolean
  hasKindergarten: boolean
}

/** Fills a block with an estate: rows of buildings turned south, one cell for each building. */
export function layOutEstate(parcel: Parcel, name: HousingFormName, options: EstateOptions): void {
  const form: HousingForm = housingForms[name]
  const context = startEstate(parcel, form, options)
  const rows = planRows(parcel, context)
  const lines = rowLines(parcel, rows)
  const garden = rows.length >= 3 ? Math.floor(rows.length / 2) : -1
  rows.forEach((row, index) => {
    const band = { south: at(lines, index), north: at(lines, index + 1) }
    layOutRow(parcel, context, options, {
      row,
      band,
      isFirst: index === 0,
      isLast: index === rows.length - 1,
      hasGarden: index === garden,
    })
  })
  if (rows.length === 0) addCell(parcel, [0, 0, parcel.width, parcel.height])
}

function startEstate(parcel: Parcel, form: HousingForm, options: EstateOptions): EstateContext {
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
function rowLines(parcel: Parcel, rows: Row[]): number[] {
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

interface RowPlace {
  row: Row
  band: { south: number; north: number }
  isFirst: boolean
  isLast: boolean
  hasGarden: boolean
}

interface Slot {
  west: number
  east: number
  units: number
}

function layOutRow(
  parcel: Parcel,
  context: EstateContext,
  options: EstateOptions,
  place: RowPlace,
) {
  const { random } = parcel
  const slots = planSlots(parcel, context, place)
  const cuts = slotCuts(parcel, slots)
  const gardenSlot = place.hasGarden && slots.length > 2 ? random.int(1, slots.length - 2) : -1
  const publicSlot = place.isFirst && options.hasPublicHouse ? slots.length - 1 : -1
  const kindergartenSlot = place.hasGarden && options.hasKindergarten ? gardenSlot : -1
  slots.forEach((slot, index) => {
    const box: Box = [at(cuts, index), place.band.south, at(cuts, index + 1), place.band.north]
    const cell = addCell(parcel, box)
    if (index === publicSlot || index === kindergartenSlot) {
      addPublicHouse(parcel, context, {
        cell,
        slot,
        row: place.row,
        isSchool: index === kindergartenSlot,
      })
    } else if (index === gardenSlot)
      addServiceHouse(parcel, context, { cell, slot, row: place.row })
    else addHousing(parcel, context, { cell, slot, row: place.row })
    addStreetShops(parcel, context, place, { cell, box })
  })
  addGreenStrip(parcel, slots, place)
}

/** How many slabs of how many units fill the row; spare width becomes longer slabs or gaps. */
function planSlots(parcel: Parcel, context: EstateContext, place: RowPlace): Slot[] {
  const { random, inset, width } = parcel
  const { form, unitWidth, shops } = context
  const isTower = form.kind === 'tower'
  const west = inset.west + setbackMeters + (shops.west ? shopStripMeters + 3 : 0)
  const east = width - inset.east - setbackMeters - (shops.east ? shopStripMeters + 3 : 0)
  const room = east - west
  const unitLimit = place.row.floors > 12 ? 2 : place.row.floors > 8 ? 3 : 5
  const mostUnits = Math.min(unitLimit, form.units[1])
  const units = random.int(Math.min(form.units[0], mostUnits), mostUnits)
  const length = Math.min(units * unitWidth, room)
  const gap = form.sideGapMeters
  const count = Math.max(1, Math.floor((room + gap) / (length + gap)))
  const spare = room - count * length - (count - 1) * gap
  if (isTower) return towerSlots({ west, room, length, count, spare, gap }, place)
  const longer = units < mostUnits ? Math.min(count, Math.floor(Math.max(spare, 0) / unitWidth)) : 0
  const rest = Math.max(0, spare - longer * unitWidth)
  const wider = count > 1 ? Math.min(rest / (count - 1), 7) : 0
  let x = west + (rest - wider * (count - 1)) * random.next()
  return Array.from({ length: count }, (_, index) => {
    const own = index < longer ? units + 1 : units
    const slot = { west: x, east: x + Math.min(own * unitWidth, room), units: own }
    x = slot.east + gap + wider
    return slot
  })
}

interface TowerRoom {
  west: number
  room: number
  length: number
  count: number
  spare: number
  gap: number
}

/** Every second row of towers stands in the gaps of the row before. */
function towerSlots({ west, room, length, count, spare, gap }: TowerRoom, place: RowPlace): Slot[] {
  const isOdd = Math.round(place.row.south / 60) % 2 === 1
  const number = isOdd && count > 1 && spare < (length + gap) / 2 ? count - 1 : count
  const pitch = number > 0 ? (room - number * length) / Math.max(number, 1) + length : room
  return Array.from({ length: number }, (_, index) => {
    const x = west + pitch * index + (pitch - length) * (isOdd ? 0.75 : 0.25)
    return { west: x, east: x + length, units: 1 }
  })
}

function slotCuts(parcel: Parcel, slots: Slot[]): number[] {
  const cuts = [0]
  for (let index = 1; index < slots.length; index++) {
    cuts.push((at(slots, index - 1).east + at(slots, index).west) / 2)
  }
  cuts.push(parcel.width)
  return cuts
}

interface HousePlace {
  cell: number
  slot: Slot
  row: Row
}

function addHousing(parcel: Parcel, context: EstateContext, { cell, slot, row }: HousePlace): void {
  const { form, depth, doors, hasBays, builtYear, estate } = context
  const length = slot.east - slot.west
  const isTower = form.kind === 'tower'
  addBuilding(parcel, {
    cell,
    estate,
    x: (slot.west + slot.east) / 2,
    y: (row.south + row.north) / 2,
    outline: isTower ? tower(length, depth) : slab(length, depth, slot.units, hasBays),
    use: row.floors > 12 ? 'tower' : 'housing',
    floors: row.floors,
    storeyMeters: form.storeyMeters,
    hasShopFloor: row.hasShopFloor,
    builtYear: builtYear + (parcel.random.chance(0.3) ? 1 : 0),
    homes: {
      units: slot.units,
      doors,
      firstFloor: row.hasShopFloor ? 2 : 1,
      lastFloor: row.floors,
      areaSquareMeters: Math.min(
        form.areaSquareMeters[1],
        Math.max(form.areaSquareMeters[0], (length / slot.units / doors) * depth * 0.95),
      ),
    },
    ...(row.hasShopFloor && {
      front: {
        ...frontLine(parcel, {
          box: [slot.west, row.south, slot.east, row.north],
          facing: 'south',
        }),
        premises: Math.floor(length / 6.6),
        kind: 'estate' as const,
      },
    }),
  })
}

interface PublicPlace extends HousePlace {
  isSchool: boolean
}

function addPublicHouse(parcel: Parcel, context: EstateContext, place: PublicPlace): void {
  const { cell, slot, row, isSchool } = place
  const length = Math.min(slot.east - slot.west, isSchool ? 40 : 26)
  const depth = Math.min(context.depth + (isSchool ? 3 : 2), 15)
  addBuilding(parcel, {
    cell,
    estate: context.estate,
    x: (slot.west + slot.east) / 2,
    y: row.south + depth / 2,
    outline: rectangle(length, depth),
    use: isSchool ? 'school' : 'public',
    floors: isSchool ? 3 : 2,
    storeyMeters: 3.6,
    hasShopFloor: false,
    builtYear: context.builtYear,
    facility: { kind: isSchool ? 'kindergarten' : 'centre-candidate', name: '' },
  })
}

/** The heating and power house that stands in the garden of an estate. */
function addServiceHouse(parcel: Parcel, context: EstateContext, { cell, slot, row }: HousePlace) {
  addLandUse(parcel, 'green', [slot.west, row.south, slot.east, row.north])
  addBuilding(parcel, {
    cell,
    estate: context.estate,
    x: slot.west + 9,
    y: row.south + 5,
    outline: rectangle(13, 8),
    use: 'public',
    floors: 1,
    storeyMeters: 4,
    hasShopFloor: false,
    builtYear: context.builtYear,
    name: '换热站配电室',
  })
}

/** Shop houses on the street sides of a cell. */
function addStreetShops(
  parcel: Parcel,
  context: EstateContext,
  place: RowPlace,
  { cell, box }: { cell: number; box: Box },
): void {
  const { inset, width, height } = parcel
  const { builtYear, shops } = context
  const near = 3
  const west = Math.max(box[0] + 2.5, inset.west + near)
  const east = Math.min(box[2] - 2.5, width - inset.east - near)
  const corner = near + shopDepthMeters + 5
  const south = Math.max(box[1] + 5, inset.south + (shops.south && place.isFirst ? corner : near))
  const north = Math.min(
    box[3] - 5,
    height - inset.north - (shops.north && place.isLast ? corner : near),
  )
  for (const side of sides) {
    const kind = shops[side]
    if (!kind) continue
    const strip: Partial<Record<Side, Box | false>> = {
      south: place.isFirst && [
        west,
        inset.south + near,
        east,
        inset.south + near + shopDepthMeters,
      ],
      north: place.isLast && [
        west,
        height - inset.north - near - shopDepthMeters,
        east,
        height - inset.north - near,
      ],
      west: box[0] === 0 && [inset.west + near, south, inset.west + near + shopDepthMeters, north],
      east: box[2] === width && [
        width - inset.east - near - shopDepthMeters,
        south,
        width - inset.east - near,
        north,
      ],
    }
    const stripBox = strip[side]
    if (!stripBox) continue
    const isTooShort = Math.max(stripBox[2] - stripBox[0], stripBox[3] - stripBox[1]) < 16
    if (isTooShort || stripBox[2] <= stripBox[0] || stripBox[3] <= stripBox[1]) continue
    addShopRow(parcel, { cell, box: stripBox, facing: side, kind, builtYear })
  }
}

/** Lawns behind each row, cut where the buildings are. */
function addGreenStrip(parcel: Parcel, slots: Slot[], { row, band, isLast }: RowPlace): void {
  const room = band.north - row.north
  if (room < 7 || isLast) return
  for (const slot of slots) {
    const south = row.north + room * 0.35
    addLandUse(parcel, 'green', [slot.west + 2, south, slot.east - 2, row.north + room * 0.75])
  }
}
