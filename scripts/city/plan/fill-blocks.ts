import { layOutEstate } from '../layouts/estate-layout.ts'
import { layOutFarm, layOutGreenhouses } from '../layouts/farm-layout.ts'
import { layOutGovernment } from '../layouts/government-layout.ts'
import { layOutHospital } from '../layouts/hospital-layout.ts'
import { formsByNeighbourhood, type HousingFormName } from '../layouts/housing-forms.ts'
import { layOutIndustry } from '../layouts/industry-layout.ts'
import { layOutMall } from '../layouts/mall-layout.ts'
import { layOutMarket } from '../layouts/market-layout.ts'
import { layOutMarketStreets } from '../layouts/market-streets-layout.ts'
import { layOutOffices } from '../layouts/office-layout.ts'
import { layOutPark, layOutSquare } from '../layouts/park-layout.ts'
import { layOutConstruction, layOutReserve } from '../layouts/reserve-layout.ts'
import { layOutRiverside } from '../layouts/river.ts'
import { layOutSchool } from '../layouts/school-layout.ts'
import { layOutVillage } from '../layouts/village-layout.ts'
import type { Random } from '../random.ts'
import { placeNames } from '../reference.ts'
import { createNames, type Names } from './block-names.ts'
import type { Frame } from './frame.ts'
import { createParcel, innerBox, type Parcel, wholeBox } from './parcel.ts'
import { assignPurposes, hectares, type Purpose } from './purposes.ts'
import { centralFrontCount, homeCount, type ShopFront, type Sketch } from './sketch.ts'
import { type Block, type Neighbourhood, type Side, sides } from './street-plan.ts'

/** What the city must be able to hold. */
export interface Demand {
  homes: number
  /** Shop fronts in the centre, on markets and in malls. */
  centralFronts: number
}

/**
 * Gives every block a purpose and fills it; estates go on until the city has enough homes, and of
 * the spare blocks so many become market streets as the shops of the centre need.
 */
export function fillBlocks(
  sketch: Sketch,
  frame: Frame,
  blocks: Block[],
  demand: Demand,
  random: Random,
): void {
  const purposes = assignPurposes(blocks, random.fork('purposes'))
  const names = createNames(random.fork('names'))
  const waiting: Block[] = []
  const fill = (block: Block, purpose: Purpose) => {
    const { west, south } = block.rect
    const parcel = createParcel(block, frame, random.fork(`block ${west} ${south}`), sketch)
    fillers[purpose](parcel, names)
  }
  for (const block of blocks) {
    const purpose = purposes.get(block)
    if (purpose) fill(block, purpose)
    else waiting.push(block)
  }
  for (const block of byPriority(waiting, random.fork('priority'))) {
    if (homeCount(sketch) < demand.homes) fill(block, 'estate')
    else if (centralFrontCount(sketch) < demand.centralFronts) fill(block, 'market-streets')
    else fill(block, spareUse(block, random))
  }
}

function byPriority(blocks: Block[], random: Random): Block[] {
  const rank: Partial<Record<Neighbourhood, number>> = {
    M: 0,
    O: 0,
    C: 0.35,
    T: 0.2,
    N: 0.2,
    L: 0.3,
    G: 0.5,
    V: 0.4,
  }
  const priority = new Map(
    blocks.map((block) => [block, (rank[block.neighbourhood] ?? 1) * 0.7 + random.next()]),
  )
  return [...blocks].sort((a, b) => (priority.get(a) ?? 0) - (priority.get(b) ?? 0))
}

/** What stands where no estate is needed: a town is never finished, but hardly any of it is bare. */
function spareUse(block: Block, random: Random): Purpose {
  if (block.neighbourhood === 'C' || block.neighbourhood === 'T')
    return random.weighted(['offices', 'market-streets', 'square'], [3, 1, 2])
  const isSchoolSized = hectares(block) <= 6.5
  return random.weighted(
    ['school', 'park', 'square', 'offices', 'village', 'construction', 'reserve'],
    isSchoolSized ? [2, 1, 3, 3, 0.5, 2, 1] : [0, 3, 0, 2, 1.5, 2, 1],
  )
}

const fillers: Record<Purpose, (parcel: Parcel, names: Names) => void> = {
  riverside: layOutRiverside,
  farm: layOutFarm,
  village: fillVillage,
  lake: (parcel) => layOutPark(parcel, `${placeNames.lake}公园`, placeNames.lake),
  park: (parcel, names) => layOutPark(parcel, names.next('park'), null),
  square: (parcel, names) => layOutSquare(parcel, names.next('square')),
  school: (parcel, names) => layOutSchool(parcel, names.next('school')),
  hospital: (parcel, names) => layOutHospital(parcel, names.next('hospital')),
  government: (parcel) => layOutGovernment(parcel, '禾汀市政务服务中心'),
  mall: (parcel, names) => layOutMall(parcel, names.next('mall')),
  'food-market': (parcel, names) => layOutMarket(parcel, names.next('foodMarket'), true),
  'goods-market': (parcel, names) => layOutMarket(parcel, names.next('goodsMarket'), false),
  'market-streets': layOutMarketStreets,
  offices: (parcel, names) => layOutOffices(parcel, names.next('offices')),
  industry: (parcel, names) => layOutIndustry(parcel, names.next('factory')),
  estate: fillEstate,
  construction: layOutConstruction,
  reserve: layOutReserve,
}

function fillEstate(parcel: Parcel): void {
  const { random, block } = parcel
  const weights = formsByNeighbourhood[block.neighbourhood]
  const names = Object.keys(weights) as HousingFormName[]
  const form = names.length > 0 ? random.weighted(names, Object.values(weights)) : 'walkUp'
  layOutEstate(parcel, form, {
    shops: chooseShopSides(block, random),
    hasPublicHouse: random.chance(0.9),
    hasKindergarten: random.chance(0.35),
  })
}

/** Shops stand where people pass: along secondary streets and branches more than arterials. */
function chooseShopSides(block: Block, random: Random): Partial<Record<Side, ShopFront['kind']>> {
  const shops: Partial<Record<Side, ShopFront['kind']>> = {}
  const isCentral = block.neighbourhood === 'C'
  const chance = { arterial: 0.2, secondary: 0.26, branch: 0.12, lane: 0 }
  for (const side of sides) {
    const own = isCentral ? 0.6 : chance[block.sides[side]]
    if (random.chance(own)) shops[side] = isCentral ? 'centre' : 'estate'
  }
  return shops
}

/** A village takes most of its block; what is left are greenhouses. */
function fillVillage(parcel: Parcel): void {
  const { random } = parcel
  const [west, south, east, north] = innerBox(parcel, 5)
  const depth = (north - south) * random.between(0.62, 1)
  const isWhole = north - south - depth < 45
  const top = isWhole ? north : south + depth
  const whole = wholeBox(parcel)
  layOutVillage(parcel, [west, south, east, top], whole)
  if (!isWhole) layOutGreenhouses(parcel, [west, top + 12, east, north])
}
