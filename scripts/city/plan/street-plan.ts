import type { StreetClass } from '../../../server/contract/vocabulary.ts'
import { at, type Random } from '../random.ts'

/** Axis-parallel rectangle of the plan, in whole decimetres. */
export interface Rect {
  west: number
  south: number
  east: number
  north: number
}

export const sides = ['west', 'south', 'east', 'north'] as const

export type Side = (typeof sides)[number]

/** `streets` 街 run east-west, `roads` 路 north-south. */
export type Orientation = 'east-west' | 'north-south'

/** A straight piece of street in the plan: `line` is its fixed coordinate, decimetres. */
export interface StreetPiece {
  orientation: Orientation
  line: number
  from: number
  to: number
  class: StreetClass
}

/** One letter per kind of neighbourhood; see `neighbourhoodRows`. */
export type Neighbourhood = 'C' | 'O' | 'M' | 'N' | 'T' | 'I' | 'V' | 'R' | 'L' | 'G' | '~'

export interface Block {
  rect: Rect
  /** Class of the street along each side; every side of a block is a street. */
  sides: Record<Side, StreetClass>
  neighbourhood: Neighbourhood
  /** Number of the quarter: the area between arterials and secondary streets. */
  quarter: number
}

export interface StreetPlan {
  blocks: Block[]
  pieces: StreetPiece[]
  quarterCount: number
}

/** Widths between the fronts of footpaths, metres (city-facts section 3). */
export const streetWidthMeters: Record<StreetClass, number> = {
  arterial: 44,
  secondary: 30,
  branch: 17,
  lane: 8,
}

const northSouthLines = [-3150, -2270, -1370, -450, 460, 1370, 1730, 2090, 2950]

const eastWestLines = [-2650, -1800, -900, -50, 800, 1690, 2560]

const riverColumn = 6

/**
 * The planner's hand, north row first: C centre, O old town, M middle-aged estates, N new
 * estates, T towers, I industry, V villages, R greenhouses, L lake park, G riverside green,
 * ~ river, space nothing.
 */
const neighbourhoodRows = [' RVNNV~R', 'RNMMLN~R', 'IMOCTT~N', 'IMOCMM~N', 'RVOMNV~R', 'RRVNVR~ ']

/** Lays out arterials, secondary streets and branches, and the blocks between them. */
export function planStreets(random: Random): StreetPlan {
  const plan: StreetPlan = { blocks: [], pieces: [], quarterCount: 0 }
  const roadShare = columnShares(random.fork('roads'))
  const streetShare = rowShares(random.fork('streets'))
  neighbourhoodRows.forEach((letters, fromNorth) => {
    const row = neighbourhoodRows.length - 1 - fromNorth
    for (let column = 0; column < letters.length; column++) {
      const neighbourhood = letters[column]
      if (!neighbourhood || neighbourhood === ' ') continue
      const rect = {
        west: at(northSouthLines, column) * 10,
        east: at(northSouthLines, column + 1) * 10,
        south: at(eastWestLines, row) * 10,
        north: at(eastWestLines, row + 1) * 10,
      }
      const superblock: Block = {
        rect,
        sides: {
          west: isRiverside(column) ? 'secondary' : 'arterial',
          east: isRiverside(column + 1) ? 'secondary' : 'arterial',
          south: 'arterial',
          north: 'arterial',
        },
        neighbourhood: neighbourhood as Neighbourhood,
        quarter: 0,
      }
      const cuts = {
        road: column >= 5 && column <= riverColumn ? 0 : roadShare(column, row),
        street: streetShare(column, row),
      }
      splitSuperblock(superblock, cuts, plan, random.fork(`${column}.${row}`))
    }
  })
  plan.pieces = joinPieces(plan.pieces)
  return plan
}

function isRiverside(line: number): boolean {
  return line === riverColumn || line === riverColumn + 1
}

/** Where the secondary road cuts a column: it keeps its line for some rows, then jumps. */
function columnShares(random: Random): (column: number, row: number) => number {
  const shares = new Map<string, number>()
  for (let column = 0; column < 8; column++) {
    let share = random.between(0.42, 0.58)
    for (let row = 0; row < 6; row++) {
      if (random.chance(0.35)) share = random.between(0.4, 0.6)
      shares.set(`${column}.${row}`, share)
    }
  }
  return (column, row) => shares.get(`${column}.${row}`) ?? 0.5
}

function rowShares(random: Random): (column: number, row: number) => number {
  const shares = new Map<string, number>()
  for (let row = 0; row < 6; row++) {
    let share = random.between(0.42, 0.58)
    for (let column = 0; column < 8; column++) {
      const keepsForBridge = column >= 5
      if (!keepsForBridge && random.chance(0.35)) share = random.between(0.4, 0.6)
      shares.set(`${column}.${row}`, share)
    }
  }
  return (column, row) => shares.get(`${column}.${row}`) ?? 0.5
}

interface Cuts {
  /** Share of the width at which the secondary road runs; 0 for none. */
  road: number
  street: number
}

function splitSuperblock(superblock: Block, cuts: Cuts, plan: StreetPlan, random: Random): void {
  addSides(superblock, plan.pieces)
  let quarters = [superblock]
  if (cuts.road > 0)
    quarters = quarters.flatMap((q) => splitAt(q, 'north-south', cuts.road, 'secondary'))
  quarters = quarters.flatMap((q) => splitAt(q, 'east-west', cuts.street, 'secondary'))
  for (const [index, quarter] of quarters.entries()) {
    quarter.quarter = plan.quarterCount++
    addSides(quarter, plan.pieces)
    const isLakePark = quarter.neighbourhood === 'L' && index === 0
    for (const block of isLakePark ? [quarter] : splitQuarter(quarter, random)) {
      addSides(block, plan.pieces)
      plan.blocks.push(block)
    }
  }
}

/** Branch streets: four blocks, pinwheels and pairs in town, hardly any at the edge. */
function splitQuarter(quarter: Block, random: Random): Block[] {
  const share = () => random.between(0.42, 0.58)
  const { neighbourhood } = quarter
  if (neighbourhood === '~') return [quarter]
  if (neighbourhood === 'R') return splitAt(quarter, 'east-west', share(), 'branch')
  const isNarrow = quarter.rect.east - quarter.rect.west < 3800
  const patterns = ['four', 'roads', 'streets'] as const
  const weights = { I: [1, 2, 2], V: [3, 2, 2] }[neighbourhood as 'I' | 'V'] ?? [6, 2, 3]
  const pattern = isNarrow ? 'streets' : random.weighted(patterns, weights)
  if (pattern === 'streets') return splitAt(quarter, 'east-west', share(), 'branch')
  const halves = splitAt(quarter, 'north-south', share(), 'branch')
  if (pattern === 'roads') return halves
  const common = share()
  const isPinwheel = random.chance(0.4)
  return halves.flatMap((half) =>
    splitAt(half, 'east-west', isPinwheel ? share() : common, 'branch'),
  )
}

function splitAt(block: Block, orientation: Orientation, share: number, by: StreetClass): Block[] {
  const { rect } = block
  if (orientation === 'north-south') {
    const line = Math.round(rect.west + (rect.east - rect.west) * share)
    return [
      { ...block, rect: { ...rect, east: line }, sides: { ...block.sides, east: by } },
      { ...block, rect: { ...rect, west: line }, sides: { ...block.sides, west: by } },
    ]
  }
  const line = Math.round(rect.south + (rect.north - rect.south) * share)
  return [
    { ...block, rect: { ...rect, north: line }, sides: { ...block.sides, north: by } },
    { ...block, rect: { ...rect, south: line }, sides: { ...block.sides, south: by } },
  ]
}

function addSides({ rect, sides: classes }: Block, pieces: StreetPiece[]): void {
  const vertical = { orientation: 'north-south', from: rect.south, to: rect.north } as const
  const horizontal = { orientation: 'east-west', from: rect.west, to: rect.east } as const
  pieces.push(
    { ...vertical, line: rect.west, class: classes.west },
    { ...vertical, line: rect.east, class: classes.east },
    { ...horizontal, line: rect.south, class: classes.south },
    { ...horizontal, line: rect.north, class: classes.north },
  )
}

/** Joins pieces on one line that touch or overlap, so that a street is one line with one name. */
function joinPieces(pieces: StreetPiece[]): StreetPiece[] {
  const order = (piece: StreetPiece) => `${piece.orientation}${piece.class}${piece.line}`
  const sorted = [...pieces].sort(
    (a, b) => order(a).localeCompare(order(b)) || a.from - b.from || a.to - b.to,
  )
  const joined: StreetPiece[] = []
  for (const piece of sorted) {
    const last = joined[joined.length - 1]
    if (last && order(last) === order(piece) && piece.from <= last.to) {
      last.to = Math.max(last.to, piece.to)
    } else joined.push({ ...piece })
  }
  return joined
}
