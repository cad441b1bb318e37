import type { BuildingUse } from '../../server/contract/vocabulary.ts'
import { ell, horseshoe, mirrored, rectangle, stadium } from './footprints.ts'
import type { Point } from './frame.ts'
import {
  addBuilding,
  addCell,
  addLandUse,
  type Box,
  innerBox,
  type Parcel,
  toCity,
  wholeBox,
} from './parcel.ts'
import { addShopRow, frontLine, shopDepthMeters } from './shop-rows.ts'
import type { BuildingSketch, ShopFront } from './sketch.ts'

interface House {
  x: number
  y: number
  outline: readonly Point[]
  use: BuildingUse
  floors: number
  name: string
  storeyMeters?: number
  facility?: NonNullable<BuildingSketch['facility']>
  front?: ShopFront
}

function addHouse(parcel: Parcel, cell: number, house: House): void {
  addBuilding(parcel, {
    hasShopFloor: house.front !== undefined,
    storeyMeters: 3.6,
    builtYear: parcel.random.int(1992, 2021),
    ...house,
    cell,
  })
}

function middle([west, south, east, north]: Box): Point {
  return [(west + east) / 2, (south + north) / 2]
}

/** A school: teaching wings in the east, the track in the west, the gate in the south. */
export function layOutSchool(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 5)
  addLandUse(parcel, 'school', innerBox(parcel, 2), name)
  const [west, south, east, north] = box
  const trackWidth = Math.min(72, (east - west) * 0.42)
  const trackLength = Math.min(trackWidth * 2.05, north - south - 12)
  const [tx, ty] = [west + trackWidth / 2 + 4, (south + north) / 2]
  addTrack(parcel, [tx, ty], trackWidth, trackLength)
  const from = west + trackWidth + 16
  const length = Math.min(72, east - from)
  const x = (from + east) / 2
  let y = north - 10
  const facility = { kind: 'school' as const, name }
  for (const [index, title] of ['综合楼', '教学楼A', '教学楼B', '实验楼'].entries()) {
    const depth = index === 0 ? 26 : 15
    if (y - depth < south + 38) break
    const outline =
      index === 0 ? horseshoe(length, depth, 13) : rectangle(length - index * 3, depth)
    addHouse(parcel, cell, {
      x,
      y: y - depth / 2,
      outline,
      use: 'school',
      floors: index === 0 ? 5 : 4,
      name: `${name}${title}`,
      ...(index === 0 && { facility }),
    })
    y -= depth + 27
  }
  addHouse(parcel, cell, {
    x,
    y: south + 14,
    outline: rectangle(Math.min(42, length), 24),
    use: 'school',
    floors: 1,
    storeyMeters: 9,
    name: `${name}体育馆`,
  })
}

function addTrack(parcel: Parcel, [x, y]: Point, width: number, length: number): void {
  const ring = (outline: Point[]) => outline.map(([dx, dy]) => toCity(parcel, x + dx, y + dy))
  const lanes = 8
  parcel.sketch.landUses.push(
    { kind: 'sports-track', name: null, ring: ring(stadium(width, length)) },
    {
      kind: 'sports-field',
      name: null,
      ring: ring(stadium(width - 2 * lanes, length - 2 * lanes)),
    },
  )
}

export function layOutHospital(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 8)
  addLandUse(parcel, 'hospital', innerBox(parcel, 2), name)
  const [, south, , north] = box
  const [x] = middle(box)
  const length = Math.min(110, box[2] - box[0] - 20)
  const facility = { kind: 'hospital' as const, name }
  addHouse(parcel, cell, {
    x,
    y: north - 16,
    outline: rectangle(length * 0.8, 24),
    use: 'hospital',
    floors: 14,
    name: `${name}住院楼`,
    facility,
  })
  addHouse(parcel, cell, {
    x,
    y: south + 42,
    outline: horseshoe(length, 44, 17),
    use: 'hospital',
    floors: 5,
    name: `${name}门诊楼`,
  })
  addHouse(parcel, cell, {
    x: box[0] + 14,
    y: (south + north) / 2 + 8,
    outline: rectangle(22, 30),
    use: 'hospital',
    floors: 4,
    name: `${name}医技楼`,
  })
  addLandUse(parcel, 'plaza', [x - 40, south, x + 40, south + 16])
}

/** Government, courts, offices of the county: a main building over a square, two wings. */
export function layOutGovernment(parcel: Parcel, name: string): void {
  const cell = addCell(parcel, wholeBox(parcel))
  const box = innerBox(parcel, 8)
  const [west, south, east, north] = box
  const [x] = middle(box)
  addLandUse(parcel, 'public', innerBox(parcel, 2), name)
  addLandUse(parcel, 'plaza', [x - 45, south, x + 45, south + (north - south) * 0.4])
  const length = Math.min(96, east - west - 10)
  const facility = { kind: 'government' as const, name }
  addHouse(parcel, cell, {
    x,
    y: north - 16,
    outline: mirrored(horseshoe(length, 26, 18)),
    use: 'public',
    floors: 9,
    name: `${name}主楼`,
    facility,
  })
  for (const [offset, wing] of [
    [-1, '西'],
    [1, '东'],
  ] as const) {
    addHouse(parcel, cell, {
      x: x + offset * (Math.min(length, east - west - 24) / 2 - 4),
      y: (south + north) / 2 + 4,
      outline: rectangle(20, Math.min(56, (north - south) * 0.32)),
      use: 'public',
      floors: 5,
      name: `${name}${wing}配楼`,
    })
  }
}

/** A department store with a square before it and an office tower beside it. */
export function layOutMall(parcel: Parcel, name: string): void {
  const { random } = parcel
  const cell = addCell(parcel, wholeBox(parcel))
  const [west, south, east, north] = innerBox(parcel, 10)
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  addLandUse(parcel, 'plaza', [west, south, east, south + 34], `${name}广场`)
  const length = Math.min(130, (east - west) * 0.66)
  const depth = Math.min(92, north - south - 44)
  const x = west + length / 2
  const y = north - depth / 2
  const box: Box = [x - length / 2 + 4, y - depth / 2, x + length / 2 - 4, y + depth / 2]
  addHouse(parcel, cell, {
    x,
    y,
    outline: ell(length, depth, depth * 0.72),
    use: 'commerce',
    floors: 5,
    storeyMeters: 5,
    name,
    facility: { kind: 'mall', name },
    front: { ...frontLine(parcel, { box, facing: 'north' }), premises: 66, kind: 'mall' },
  })
  const side = Math.min(32, east - (west + length) - 14)
  if (side < 16) return
  addHouse(parcel, cell, {
    x: east - side / 2 - 2,
    y: north - side / 2 - 4,
    outline: rectangle(side, side),
    use: 'office',
    floors: random.int(16, 24),
    name: `${name}写字楼`,
  })
}

/** Halls of a market, each its own cell, because a hall holds as many shops as a grid. */
export function layOutMarket(parcel: Parcel, name: string, isFood: boolean): void {
  const box = innerBox(parcel, 8)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2), name)
  const columns = east - west > 150 ? 2 : 1
  const rows = Math.max(2, Math.floor((north - south) / 52))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = addGridCell(parcel, box, { columns, rows, column, row })
      const [x, y] = slotMiddle(box, { columns, rows, column, row })
      const length = (east - west) / columns - 14
      const depth = Math.min(32, (north - south) / rows - 14)
      const hall: Box = [x - length / 2 + 3, y - depth / 2, x + length / 2 - 3, y + depth / 2]
      const number = row * columns + column + 1
      addHouse(parcel, cell, {
        x,
        y,
        outline: rectangle(length, depth),
        use: 'commerce',
        floors: isFood ? 1 : 2,
        storeyMeters: isFood ? 6 : 4.5,
        name: `${name}${number}号厅`,
        ...(number === 1 && { facility: { kind: 'market' as const, name } }),
        front: {
          ...frontLine(parcel, { box: hall, facing: 'south' }),
          premises: Math.min(48, Math.floor(length / 1.7)),
          kind: 'market',
        },
      })
    }
  }
}

interface GridPlace {
  columns: number
  rows: number
  column: number
  row: number
}

function slotMiddle([west, south, east, north]: Box, place: GridPlace): Point {
  return [
    west + ((east - west) * (place.column + 0.5)) / place.columns,
    south + ((north - south) * (place.row + 0.5)) / place.rows,
  ]
}

function addGridCell(parcel: Parcel, [west, south, east, north]: Box, place: GridPlace): number {
  const { columns, rows, column, row } = place
  const x = (index: number) =>
    index === 0 ? 0 : index === columns ? parcel.width : west + ((east - west) * index) / columns
  const y = (index: number) =>
    index === 0 ? 0 : index === rows ? parcel.height : south + ((north - south) * index) / rows
  return addCell(parcel, [x(column), y(row), x(column + 1), y(row + 1)])
}

/** A market street quarter: rows of shop houses on both sides of narrow lanes. */
export function layOutMarketStreets(parcel: Parcel): void {
  const box = innerBox(parcel, 4)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  const columns = Math.max(1, Math.round((east - west) / 66))
  const pairs = Math.max(1, Math.floor((north - south) / 46))
  const builtYear = parcel.random.int(1994, 2014)
  const kind = ['C', 'O'].includes(parcel.block.neighbourhood) ? 'centre' : 'market'
  for (let row = 0; row < pairs; row++) {
    for (let column = 0; column < columns; column++) {
      const place = { columns, rows: pairs, column, row }
      const cell = addGridCell(parcel, box, place)
      const [x, y] = slotMiddle(box, place)
      const half = (east - west) / columns / 2 - 3
      const lane = 5.5
      const outer = lane + shopDepthMeters
      const common = { cell, kind, builtYear } as const
      addShopRow(parcel, {
        ...common,
        box: [x - half, y - outer, x + half, y - lane],
        facing: 'north',
      })
      addShopRow(parcel, {
        ...common,
        box: [x - half, y + lane, x + half, y + outer],
        facing: 'south',
      })
    }
  }
}

/** Offices of one organisation or business park: a few free-standing houses, high and low. */
export function layOutOffices(parcel: Parcel, name: string): void {
  const { random } = parcel
  const box = innerBox(parcel, 8)
  const [west, south, east, north] = box
  addLandUse(parcel, 'commerce', innerBox(parcel, 2))
  const columns = Math.max(1, Math.round((east - west) / 88))
  const rows = Math.max(1, Math.round((north - south) / 84))
  const letters = 'ABCDEFGHJKLM'
  const hasTowers = 'CT'.includes(parcel.block.neighbourhood)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const place = { columns, rows, column, row }
      const number = row * columns + column
      const cell = addGridCell(parcel, box, place)
      const [x, y] = slotMiddle(box, place)
      const room = (east - west) / columns - 18
      const depth = Math.min(46, (north - south) / rows - 24)
      const isTower = random.chance(hasTowers ? 0.6 : 0.25)
      if (number > 0 && random.chance(0.12)) {
        addLandUse(parcel, 'plaza', [x - room / 2, y - depth / 2, x + room / 2, y + depth / 2])
        continue
      }
      const low = random.pick([ell, horseshoe, rectangle])
      addHouse(parcel, cell, {
        x,
        y,
        outline: isTower
          ? rectangle(Math.min(40, room), Math.min(depth, random.between(24, 32)))
          : low(Math.min(random.between(44, 66), room), low === rectangle ? 18 : depth, 15),
        use: 'office',
        floors: isTower ? random.int(11, 22) : random.int(3, 6),
        name: `${name}${letters.charAt(number % 12)}座`,
        ...(number === 0 && { facility: { kind: 'organisation' as const, name } }),
      })
    }
  }
}

/** A work yard: halls, an office house by the gate. */
export function layOutIndustry(parcel: Parcel, name: string): void {
  const { random } = parcel
  const box = innerBox(parcel, 10)
  const [west, south, east, north] = box
  addLandUse(parcel, 'industry', innerBox(parcel, 2), name)
  const columns = Math.max(1, Math.round((east - west) / 92))
  const rows = Math.max(1, Math.round((north - south) / 52))
  const cell = addCell(parcel, wholeBox(parcel))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const isOffice = row === 0 && column === 0
      if (!isOffice && random.chance(0.12)) continue
      const [x, y] = slotMiddle(box, { columns, rows, column, row })
      const length = ((east - west) / columns - 14) * (isOffice ? 0.5 : random.between(0.75, 1))
      const depth = isOffice ? 16 : ((north - south) / rows - 14) * random.between(0.7, 1)
      addHouse(parcel, cell, {
        x,
        y,
        outline: rectangle(length, depth),
        use: isOffice ? 'office' : 'industry',
        floors: isOffice ? 4 : 1,
        storeyMeters: isOffice ? 3.5 : random.between(7, 11),
        name: isOffice ? `${name}办公楼` : `${name}${row * columns + column}号车间`,
        ...(isOffice && { facility: { kind: 'organisation' as const, name } }),
      })
    }
  }
}
