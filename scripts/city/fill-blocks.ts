import {
  layOutGovernment,
  layOutHospital,
  layOutIndustry,
  layOutMall,
  layOutMarket,
  layOutMarketStreets,
  layOutOffices,
  layOutSchool,
} from './civic-layouts.ts'
import type { Frame } from './frame.ts'
import { formsByNeighbourhood, type HousingFormName } from './housing-forms.ts'
import { layOutEstate } from './housing-layout.ts'
import {
  layOutFarm,
  layOutGreenhouses,
  layOutPark,
  layOutReserve,
  layOutRiverside,
  layOutSquare,
} from './open-land.ts'
import { createParcel, innerBox, type Parcel, wholeBox } from './parcel.ts'
import { at, type Random } from './random.ts'
import { placeNames } from './reference.ts'
import type { Homes, ShopFront, Sketch } from './sketch.ts'
import { type Block, type Neighbourhood, type Side, sides } from './street-plan.ts'
import { layOutVillage } from './village-layout.ts'

type Purpose =
  | 'riverside'
  | 'farm'
  | 'village'
  | 'lake'
  | 'park'
  | 'square'
  | 'school'
  | 'hospital'
  | 'government'
  | 'mall'
  | 'food-market'
  | 'goods-market'
  | 'market-streets'
  | 'offices'
  | 'industry'
  | 'estate'
  | 'reserve'

/** Gives every block a purpose and fills it; estates go on until the city has enough homes. */
export function fillBlocks(
  sketch: Sketch,
  frame: Frame,
  blocks: Block[],
  homesWanted: number,
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
    const isEstate = homeCount(sketch) < homesWanted
    fill(block, isEstate ? 'estate' : spareUse(block, random))
  }
}

/** Homes in all buildings so far. */
export function homeCount(sketch: Sketch): number {
  return sketch.buildings.reduce((sum, { homes }) => sum + (homes ? countHomes(homes) : 0), 0)
}

export function countHomes({ units, doors, firstFloor, lastFloor }: Homes): number {
  return units * doors * (lastFloor - firstFloor + 1)
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

function spareUse({ neighbourhood }: Block, random: Random): Purpose {
  if (neighbourhood === 'C' || neighbourhood === 'T')
    return random.weighted(['offices', 'market-streets', 'square'], [3, 1, 2])
  return random.weighted(
    ['reserve', 'offices', 'square', 'industry'],
    [3, 2, 2, neighbourhood === 'M' ? 1 : 0],
  )
}

/** Blocks of which a city has a set number come first, each in a size and place that suits it. */
function assignPurposes(blocks: Block[], random: Random): Map<Block, Purpose> {
  const purposes = new Map<Block, Purpose>()
  const take = (purpose: Purpose, count: number, where: string, size: [number, number]) => {
    const free = random
      .shuffle(blocks)
      .filter(
        (block) =>
          !purposes.has(block) &&
          where.includes(block.neighbourhood) &&
          hectares(block) >= size[0] &&
          hectares(block) <= size[1],
      )
    for (const block of free.slice(0, count)) purposes.set(block, purpose)
  }
  for (const block of blocks) {
    if (block.neighbourhood === '~') purposes.set(block, 'riverside')
    if (block.neighbourhood === 'R') purposes.set(block, 'farm')
  }
  take('lake', 1, 'L', [12, 99])
  take('government', 1, 'C', [3, 6])
  take('mall', 2, 'C', [3, 6])
  take('mall', 1, 'T', [3, 6])
  take('market-streets', 5, 'C', [2.5, 6])
  take('market-streets', 1, 'O', [2.5, 5])
  take('food-market', 2, 'O', [2.5, 5])
  take('food-market', 1, 'M', [2.5, 5])
  take('goods-market', 2, 'I', [3, 11])
  take('hospital', 2, 'M', [3.5, 6])
  take('hospital', 1, 'N', [3.5, 6])
  take('offices', 3, 'C', [2.5, 6])
  take('offices', 4, 'T', [2.5, 6])
  take('offices', 5, 'MN', [2.5, 6])
  takePerQuarter(
    blocks,
    purposes,
    'school',
    { every: 3, where: 'OMNTLC', size: [3.4, 6.5] },
    random,
  )
  takePerQuarter(blocks, purposes, 'park', { every: 7, where: 'MNTG', size: [2, 6] }, random)
  takePerQuarter(blocks, purposes, 'square', { every: 6, where: 'OCMN', size: [1, 4.6] }, random)
  assignEdge(blocks, purposes, random)
  return purposes
}

function hectares({ rect }: Block): number {
  return ((rect.east - rect.west) * (rect.north - rect.south)) / 1e6
}

interface QuarterRule {
  every: number
  where: string
  size: [number, number]
}

function takePerQuarter(
  blocks: Block[],
  purposes: Map<Block, Purpose>,
  purpose: Purpose,
  { every, where, size }: QuarterRule,
  random: Random,
): void {
  const quarters = [
    ...new Set(blocks.filter((b) => where.includes(b.neighbourhood)).map((b) => b.quarter)),
  ]
  const offset = random.int(0, every - 1)
  quarters.forEach((quarter, index) => {
    if (index % every !== offset) return
    const free = blocks.filter(
      (block) =>
        block.quarter === quarter &&
        !purposes.has(block) &&
        hectares(block) >= size[0] &&
        hectares(block) <= size[1],
    )
    if (free.length > 0) purposes.set(random.pick(free), purpose)
  })
}

/** Villages, greenhouses and works share the edge of the city. */
function assignEdge(blocks: Block[], purposes: Map<Block, Purpose>, random: Random): void {
  const villageQuarters = new Map<number, number>()
  for (const block of blocks) {
    if (purposes.has(block)) continue
    if (block.neighbourhood === 'V') {
      const share = villageQuarters.get(block.quarter) ?? random.pick([0.7, 0.85, 1])
      villageQuarters.set(block.quarter, share)
      if (random.chance(share)) purposes.set(block, 'village')
      else if (random.chance(0.6)) purposes.set(block, random.chance(0.8) ? 'farm' : 'industry')
    }
    if (block.neighbourhood === 'I') {
      const purpose = random.weighted(['industry', 'village', 'reserve'] as const, [8, 2, 1])
      if (random.chance(0.88)) purposes.set(block, purpose)
    }
    if (block.neighbourhood === 'G' && random.chance(0.35)) purposes.set(block, 'park')
  }
}

interface Names {
  next(list: keyof typeof nameLists): string
}

const nameLists = {
  park: placeNames.streetStems.map((stem) => `${stem}公园`),
  square: placeNames.estateStems.map((stem) => `${stem}游园`),
  school: ['第一', '第二', '第三', '第四', '第五', '第六']
    .map((n) => `禾汀${n}中学`)
    .concat(placeNames.streetStems.map((stem) => `${stem}小学`)),
  hospital: ['禾汀人民医院', '禾汀中医医院', '禾汀妇幼保健院', '禾汀第二人民医院'],
  mall: ['万禾广场', '云汀购物中心', '悦澜汇', '锦棠里'],
  market: [
    '丰泽农贸市场',
    '听泉农贸市场',
    '望禾农贸市场',
    '宏图建材市场',
    '聚源小商品批发市场',
    '五谷批发市场',
  ],
  offices: placeNames.organisations,
  factory: placeNames.factories,
}

function createNames(random: Random): Names {
  const used = new Map<string, number>()
  const shuffled = new Map(
    Object.entries(nameLists).map(([key, list]) => [
      key,
      ['park', 'square', 'factory', 'offices'].includes(key) ? random.shuffle(list) : list,
    ]),
  )
  return {
    next(list) {
      const names = shuffled.get(list) ?? []
      const index = used.get(list) ?? 0
      used.set(list, index + 1)
      const round = Math.floor(index / names.length)
      const name = at(names, index % names.length)
      return round === 0
        ? name
        : `${name}${['', '东区', '西区', '南区', '北区'][round] ?? round + 1}`
    },
  }
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
  'food-market': (parcel, names) => layOutMarket(parcel, names.next('market'), true),
  'goods-market': (parcel, names) => layOutMarket(parcel, names.next('market'), false),
  'market-streets': layOutMarketStreets,
  offices: (parcel, names) => layOutOffices(parcel, names.next('offices')),
  industry: (parcel, names) => layOutIndustry(parcel, names.next('factory')),
  estate: fillEstate,
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
