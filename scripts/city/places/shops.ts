import type { AddressBook } from '../names/address-book.ts'
import type { Occupancy } from '../people/occupancy.ts'
import { type Point, toUnits } from '../plan/frame.ts'
import type { ShopFront, Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import { type ShopTrade, shopTrades } from '../reference.ts'
import { toLicenceNumber } from './licence-numbers.ts'

export interface ShopRow {
  building: number
  name: string
  trade: string
  legalForm: 'individual' | 'company' | 'other'
  licenceNumber: string
  address: string
  floor: number
  areaSquareMeters: number
  openedOn: string
  /** Units of 1e-7 degree. */
  position: Point
}

const signFirst = [...'福禄鑫盛德和顺兴隆瑞祥金源丰聚美佳康乐泰恒吉万宏锦百千诚信同仁润泽']

const signSecond = [...'源来记家和园轩坊香居府阁斋缘美佳隆顺达诚兴旺盈康悦禾铭语味里']

/** Trades of each shop in proportion to the table, where they fit: markets sell, estates serve. */
export function openShops(
  sketch: Sketch,
  occupancy: Occupancy,
  addresses: AddressBook,
  random: Random,
): ShopRow[] {
  const places = sketch.buildings.flatMap(({ front }, building) =>
    front ? at(occupancy.shops, building).map((place) => ({ building, front, place })) : [],
  )
  const trades = random.shuffle(
    shopTrades.flatMap((trade) => new Array<ShopTrade>(trade.shops).fill(trade)),
  )
  const bySuit = trades
    .map((trade) => ({ trade, rank: (marketBias[trade.trade] ?? 0) + random.normal(0, 0.8) }))
    .sort((a, b) => a.rank - b.rank)
  const byPlace = places
    .map((place) => ({
      place,
      rank: (place.front.kind === 'estate' ? -1 : 1) + random.normal(0, 0.8),
    }))
    .sort((a, b) => a.rank - b.rank)
  return byPlace.map(({ place }, index) => {
    const { trade } = at(bySuit, Math.floor((index * bySuit.length) / byPlace.length))
    const shop = openShop(place, trade, addresses, random)
    return { ...shop, licenceNumber: toLicenceNumber(index, shop.legalForm) }
  })
}

/** Positive: rather in the centre and on markets; negative: rather at home. */
const marketBias: Record<string, number> = {
  523: 1.4,
  528: 0.8,
  527: 1,
  5299: 0.2,
  522: 0.3,
  524: 0.2,
  8051: -0.5,
  81: -0.4,
  60: -1.5,
  5211: -0.9,
  525: -0.6,
  8010: -0.7,
  8030: -0.7,
  70: -0.8,
  84: -0.7,
}

interface FrontPlace {
  building: number
  front: ShopFront
  place: number
}

function openShop(
  { building, front, place }: FrontPlace,
  trade: ShopTrade,
  addresses: AddressBook,
  random: Random,
): Omit<ShopRow, 'licenceNumber'> {
  const share = (place + 0.5) / front.premises
  const point: Point = [
    front.from[0] + (front.to[0] - front.from[0]) * share,
    front.from[1] + (front.to[1] - front.from[1]) * share,
  ]
  const { street, number } = addresses.addressAt(front.from)
  const area = trade.medianAreaSquareMeters * Math.exp(random.normal(0, 0.4))
  return {
    building,
    name: `${random.pick(signFirst)}${random.pick(signSecond)}${random.pick(trade.words)}`,
    trade: trade.trade,
    legalForm: random.weighted(['individual', 'company', 'other'], [82, 17, 1]),
    address: `${street}${number}-${place + 1}号`,
    floor: 1,
    areaSquareMeters: Math.round(Math.max(12, area)),
    openedOn: `${random.int(2004, 2025)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    position: toUnits(point),
  }
}
