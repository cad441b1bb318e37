import Flatbush from 'flatbush'
import type { LandUseKind } from '../../../server/contract/vocabulary.ts'
import { type Box, boxesMeet, isInPolygon, type Point } from '../../geo/ring.ts'
import { distanceToLine } from './distance-to-line.ts'
import type { GroundArea, GroundStreet, GroundTile } from './ground-tile.ts'

export interface Tree {
  readonly x: number
  readonly y: number
  readonly radius: number
}

interface Planting {
  readonly cellMeters: number
  /** Share of the cells that hold a tree. */
  readonly density: number
}

const plantings: Partial<Record<LandUseKind, Planting>> = {
  park: { cellMeters: 11, density: 0.62 },
  'river-bank': { cellMeters: 12, density: 0.6 },
  green: { cellMeters: 9, density: 0.5 },
  estate: { cellMeters: 14, density: 0.22 },
  village: { cellMeters: 18, density: 0.2 },
  school: { cellMeters: 20, density: 0.16 },
  hospital: { cellMeters: 20, density: 0.2 },
  public: { cellMeters: 20, density: 0.18 },
}

const ROW_SPACING_METERS = 9
const SHORTEST_GAP_METERS = 6

/**
 * Trees of a tile: rows along arterial and secondary streets, scattered ones on green and inside
 * estates, none on water, carriageways or buildings. Every place comes from a lattice of the frame
 * and not from the clipped geometry, so that neighbouring tiles never disagree.
 */
export function placeTrees(tile: GroundTile): Tree[] {
  const isFree = freeGround(tile)
  const rows = tile.streets.flatMap((street) => treeRow(street, tile.box))
  const scattered = tile.landUses.flatMap((area, number) => {
    // A square or a pitch inside a park lies over it, and is kept free of its trees.
    const over = tile.landUses.slice(number + 1).filter((later) => boxesMeet(later.box, area.box))
    return scatter(area, tile.box).filter(
      ({ x, y }) => !over.some((each) => holds(each.box, x, y) && isInPolygon([x, y], each.rings)),
    )
  })
  return [...rows, ...scattered].filter(isFree)
}

function* latticeIn(box: Box, cell: number): Generator<{ x: number; y: number; chance: number }> {
  for (let row = Math.floor(box[1] / cell); row * cell <= box[3]; row++) {
    for (let column = Math.floor(box[0] / cell); column * cell <= box[2]; column++) {
      const x = (column + 0.15 + 0.7 * hash(column, row, 1)) * cell
      const y = (row + 0.15 + 0.7 * hash(column, row, 2)) * cell
      yield { x, y, chance: hash(column, row, 3) }
    }
  }
}

function scatter(area: GroundArea<LandUseKind>, tileBox: Box): Tree[] {
  const planting = plantings[area.kind]
  if (!planting) return []
  const box = overlap(area.box, tileBox)
  const trees: Tree[] = []
  for (const { x, y, chance } of latticeIn(box, planting.cellMeters)) {
    if (chance > planting.density || !holds(tileBox, x, y)) continue
    if (isInPolygon([x, y], area.rings)) trees.push({ x, y, radius: radiusAt(x, y) })
  }
  return trees
}

function treeRow(street: GroundStreet, tileBox: Box): Tree[] {
  if (street.streetClass !== 'arterial' && street.streetClass !== 'secondary') return []
  const offset = street.widthMeters / 2 - 1.2
  const trees: Tree[] = []
  let last: Point = [Number.NEGATIVE_INFINITY, 0]
  for (const { foot, normal } of feetAlong(street.line)) {
    if (Math.hypot(foot[0] - last[0], foot[1] - last[1]) < SHORTEST_GAP_METERS) continue
    last = foot
    // The foot decides which tile plants the tree: a wide street may lie just over the edge.
    if (!holds(tileBox, foot[0], foot[1])) continue
    for (const side of [-offset, offset]) {
      const [x, y] = [foot[0] + normal[0] * side, foot[1] + normal[1] * side]
      trees.push({ x, y, radius: 1.9 + hash(Math.round(x), Math.round(y), 5) * 0.9 })
    }
  }
  return trees
}

/** Points every nine metres of the frame's own measure along each leg of the line. */
function* feetAlong(line: readonly Point[]): Generator<{ foot: Point; normal: Point }> {
  for (let place = 1; place < line.length; place++) {
    const from = line[place - 1]
    const to = line[place]
    const length = from && to ? Math.hypot(to[0] - from[0], to[1] - from[1]) : 0
    if (!from || !to || length < 1) continue
    const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
    const sign = dx > 0 || (dx === 0 && dy > 0) ? 1 : -1
    const start = (from[0] * dx + from[1] * dy) * sign
    const end = start + length * sign
    const [low, high] = [Math.min(start, end), Math.max(start, end)]
    for (let k = Math.ceil(low / ROW_SPACING_METERS); k * ROW_SPACING_METERS < high; k++) {
      const along = (k * ROW_SPACING_METERS - start) * sign
      yield { foot: [from[0] + dx * along, from[1] + dy * along], normal: [-dy * sign, dx * sign] }
    }
  }
}

function freeGround(tile: GroundTile): (tree: Tree) => boolean {
  const nearBuildings = buildingSearch(tile)
  return ({ x, y, radius }) => {
    const point: Point = [x, y]
    if (tile.waters.some((water) => holds(water.box, x, y) && isInPolygon(point, water.rings)))
      return false
    const isOnStreet = tile.streets.some((street) => {
      const half = street.widthMeters / 2
      const reach = half - (street.streetClass === 'lane' ? -0.5 : 2)
      const { box } = street
      if (!holds([box[0] - half, box[1] - half, box[2] + half, box[3] + half], x, y)) return false
      return distanceToLine(point, street.line) < reach
    })
    return !isOnStreet && !nearBuildings(x, y, radius + 0.8)
  }
}

function buildingSearch(tile: GroundTile): (x: number, y: number, reach: number) => boolean {
  const { buildings } = tile
  if (buildings.length === 0) return () => false
  const index = new Flatbush(buildings.length)
  for (const { box } of buildings) index.add(...box)
  index.finish()
  return (x, y, reach) =>
    index.search(x - reach, y - reach, x + reach, y + reach).some((place) => {
      const ring = buildings[place]?.ring ?? []
      const corners: Point[] = [
        [x, y],
        [x - reach, y],
        [x + reach, y],
        [x, y - reach],
        [x, y + reach],
      ]
      return corners.some((corner) => isInPolygon(corner, [ring]))
    })
}

const radiusAt = (x: number, y: number) => 1.8 + hash(Math.round(x), Math.round(y), 4) * 1.8

const holds = (box: Box, x: number, y: number) =>
  x >= box[0] && x < box[2] && y >= box[1] && y < box[3]

const overlap = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
]

/** A number in [0, 1) that depends on the cell alone (integer hash after Wang). */
function hash(a: number, b: number, seed: number): number {
  let h = Math.imul(a, 374761393) ^ Math.imul(b, 668265263) ^ Math.imul(seed, 2246822519)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}
