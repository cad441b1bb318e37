import {
  addBuilding,
  addCell,
  addLandUse,
  addLane,
  type Box,
  boxRing,
  type Parcel,
  toCity,
} from '../plan/parcel.ts'
import { at } from '../random.ts'
import { ell, horseshoe, mirrored, rectangle } from './footprints.ts'

const plotWidthMeters = 15.6

const courtyardPitchMeters = 23

const terracePitchMeters = 27

const laneMeters = 4

/**
 * A village: courtyard houses in rows along lanes, every plot open to the south, and newer
 * two-storey terraces in its southern part. One cell for each row between two cross lanes.
 *
 * @param box the built-up part, in the parcel's metres; cells fill `cellBox` around it
 */
export function layOutVillage(parcel: Parcel, box: Box, cellBox: Box): void {
  const { random, sketch } = parcel
  const builtYear = random.int(1985, 1996)
  sketch.estates.push({
    kind: 'village',
    builtYear,
    ring: boxRing(parcel, box),
    centre: toCity(parcel, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
    emptyShare: random.between(0.08, 0.16),
  })
  addLandUse(parcel, 'village', box)
  const village = { estate: sketch.estates.length - 1, builtYear }
  const bands = planBands(parcel, box)
  const columns = planColumns(box)
  bands.forEach((band, index) => {
    const south = index === 0 ? cellBox[1] : band.south
    const north = index === bands.length - 1 ? cellBox[3] : at(bands, index + 1).south
    if (index > 0) addLane(parcel, [box[0], band.south], [box[2], band.south])
    columns.forEach((column, place) => {
      const west = place === 0 ? cellBox[0] : column.west - laneMeters / 2
      const isLast = place === columns.length - 1
      const east = isLast ? cellBox[2] : column.east + laneMeters / 2
      const cell = addCell(parcel, [west, south, east, north])
      const isCommittee = index === Math.floor(bands.length / 2) && place === 0
      if (isCommittee) addCommittee(parcel, village, { cell, column, band })
      else if (band.isTerrace) addTerraces(parcel, village, { cell, column, band })
      else addCourtyards(parcel, village, { cell, column, band })
    })
  })
  for (const column of columns.slice(1)) {
    const x = column.west - laneMeters / 2
    addLane(parcel, [x, box[1]], [x, box[3]])
  }
}

interface Village {
  estate: number
  builtYear: number
}

interface Band {
  south: number
  isTerrace: boolean
}

interface Column {
  west: number
  east: number
  plots: number
}

interface VillagePlace {
  cell: number
  column: Column
  band: Band
}

function planBands(parcel: Parcel, [, south, , north]: Box): Band[] {
  const bands: Band[] = []
  const terraces = parcel.random.int(0, 2)
  let y = south
  for (;;) {
    const isTerrace = bands.length < terraces
    const pitch = isTerrace ? terracePitchMeters : courtyardPitchMeters
    if (y + pitch > north) return bands
    bands.push({ south: y, isTerrace })
    y += pitch
  }
}

function planColumns([west, , east]: Box): Column[] {
  const room = east - west
  const count = Math.max(1, Math.round(room / 95))
  const plots = Math.floor((room / count - laneMeters - 3) / plotWidthMeters)
  return Array.from({ length: count }, (_, index) => ({
    west: west + (room * index) / count + laneMeters / 2,
    east: west + (room * (index + 1)) / count - laneMeters / 2,
    plots,
  }))
}

function addCourtyards(
  parcel: Parcel,
  village: Village,
  { cell, column, band }: VillagePlace,
): void {
  const { random } = parcel
  for (let plot = 0; plot < column.plots; plot++) {
    if (random.chance(0.04)) continue
    const x = column.west + 1.5 + (plot + 0.5) * plotWidthMeters
    addCourtyard(parcel, village, { cell, x, north: band.south + courtyardPitchMeters - 3.2 })
  }
}

const mainHouseMeters = 7.2

/** The whole plot from the back wall to the gate. */
const plotDepthMeters = 15

/** One homestead: a house with wings, or a plain house with a gate house across the yard. */
function addCourtyard(
  parcel: Parcel,
  { estate, builtYear }: Village,
  { cell, x, north }: { cell: number; x: number; north: number },
): void {
  const { random } = parcel
  const width = plotWidthMeters - random.between(1.6, 2.2)
  const wing = random.between(4.2, 5.2)
  const shape = random.weighted(['ell', 'mirrored', 'horseshoe', 'plain'] as const, [5, 4, 2, 5])
  const depth = shape === 'plain' ? mainHouseMeters : random.between(13, plotDepthMeters)
  const outlines = {
    ell: () => ell(width, depth, wing),
    mirrored: () => mirrored(ell(width, depth, wing)),
    horseshoe: () => horseshoe(width, depth, wing),
    plain: () => rectangle(width, depth),
  }
  const common = {
    cell,
    estate,
    use: 'village-house',
    hasShopFloor: false,
    builtYear: builtYear + random.int(-6, 18),
  } as const
  addBuilding(parcel, {
    ...common,
    x,
    y: north - depth / 2,
    outline: outlines[shape](),
    floors: shape === 'plain' && random.chance(0.4) ? 2 : 1,
    storeyMeters: 3.3,
    homes: {
      units: 1,
      doors: 1,
      firstFloor: 1,
      lastFloor: 1,
      areaSquareMeters: random.int(90, 150),
    },
  })
  if (shape !== 'plain') return
  addBuilding(parcel, {
    ...common,
    x: x + random.between(-3, 3),
    y: north - plotDepthMeters + 2.2,
    outline: rectangle(random.between(5, 7), 4.2),
    floors: 1,
    storeyMeters: 2.7,
    name: '南屋',
  })
}

function addTerraces(parcel: Parcel, { estate, builtYear }: Village, place: VillagePlace): void {
  const { column, band, cell } = place
  const frontage = 11
  const houses = Math.min(8, Math.floor((column.east - column.west - 4) / frontage))
  if (houses < 2) {
    addCourtyards(parcel, { estate, builtYear }, place)
    return
  }
  addBuilding(parcel, {
    cell,
    estate,
    x: (column.west + column.east) / 2,
    y: band.south + terracePitchMeters - 3 - 5,
    outline: rectangle(houses * frontage, 10),
    use: 'village-house',
    floors: 2,
    storeyMeters: 3.2,
    hasShopFloor: false,
    builtYear: builtYear + parcel.random.int(10, 22),
    homes: { units: houses, doors: 1, firstFloor: 1, lastFloor: 1, areaSquareMeters: 190 },
  })
}

function addCommittee(parcel: Parcel, { estate, builtYear }: Village, place: VillagePlace): void {
  const { column, band, cell } = place
  addBuilding(parcel, {
    cell,
    estate,
    x: (column.west + column.east) / 2,
    y: band.south + courtyardPitchMeters - 10,
    outline: rectangle(30, 12),
    use: 'public',
    floors: 2,
    storeyMeters: 3.5,
    hasShopFloor: false,
    builtYear: builtYear + 15,
    facility: { kind: 'centre-candidate', name: '' },
  })
}
