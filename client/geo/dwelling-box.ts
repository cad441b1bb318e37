import { counterClockwise, openRing, type Point, signedArea } from './ring.ts'

/** A shop floor is this much higher than an ordinary storey. */
const SHOP_FLOOR_EXTRA_METERS = 1.5

export interface FloorSpan {
  readonly bottomMeters: number
  readonly topMeters: number
}

interface StoreyFacts {
  readonly heightMeters: number
  readonly storeyHeightMeters: number
  readonly hasShopFloor: boolean
}

/** Height of a floor above ground, first floor = 1. */
export function floorSpan(building: StoreyFacts, floor: number): FloorSpan {
  const { heightMeters, storeyHeightMeters, hasShopFloor } = building
  const base = hasShopFloor ? SHOP_FLOOR_EXTRA_METERS : 0
  const bottom = floor <= 1 ? 0 : base + (floor - 1) * storeyHeightMeters
  const top = Math.min(Math.max(heightMeters, bottom + 2), base + floor * storeyHeightMeters)
  return { bottomMeters: bottom, topMeters: Math.max(top, bottom + 1) }
}

interface DoorPlace {
  readonly unit: number
  readonly door: number
}

interface UnitDoors {
  readonly number: number
  readonly doorCount: number
}

/**
 * Where a dwelling lies in its footprint: units share the long side from west to east by their
 * doors, the doors of a unit share its part. The piece keeps the whole depth of the building,
 * because flats of a slab run from the south wall to the north wall.
 *
 * @param footprint ring in metres, x east, y north
 * @param units in the order from west to east
 * @returns open ring inside the footprint, or undefined where the unit or door is unknown
 */
export function dwellingRing(
  footprint: readonly Point[],
  units: readonly UnitDoors[],
  place: DoorPlace,
): Point[] | undefined {
  const doorsOf = (unit: UnitDoors) => Math.max(1, unit.doorCount)
  const column = units.findIndex((unit) => unit.number === place.unit)
  const unit = units[column]
  if (!unit || place.door < 1 || place.door > doorsOf(unit)) return undefined
  const doorTotal = units.reduce((sum, each) => sum + doorsOf(each), 0)
  const before = units.slice(0, column).reduce((sum, each) => sum + doorsOf(each), 0)
  const ring = counterClockwise(openRing(footprint))
  const axis = longAxis(ring)
  const along = ring.map(([x, y]) => x * axis[0] + y * axis[1])
  const [start, end] = [Math.min(...along), Math.max(...along)]
  const width = (end - start) / doorTotal
  const from = start + (before + place.door - 1) * width
  const clipped = clipToStrip(ring, axis, from, from + width)
  return clipped.length >= 3 && Math.abs(signedArea(clipped)) > 0.5 ? clipped : undefined
}

/** Unit vector along the footprint's long side, pointing east (north where it runs due north). */
function longAxis(ring: readonly Point[]): Point {
  let best: { axis: Point; area: number } | undefined
  ring.forEach((from, place) => {
    const to = ring[(place + 1) % ring.length] ?? from
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (length < 0.5) return
    const direction: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
    const along = spread(ring, direction)
    const across = spread(ring, [-direction[1], direction[0]])
    const axis: Point = along >= across ? direction : [-direction[1], direction[0]]
    // A hair of tolerance, so that among the equal boxes of a rectangle the first edge wins.
    if (!best || along * across < best.area * 0.999) best = { axis, area: along * across }
  })
  const [x, y] = best?.axis ?? [1, 0]
  return x < -1e-9 || (Math.abs(x) <= 1e-9 && y < 0) ? [-x, -y] : [x, y]
}

function spread(ring: readonly Point[], [dx, dy]: Point): number {
  const along = ring.map(([x, y]) => x * dx + y * dy)
  return Math.max(...along) - Math.min(...along)
}

/** Sutherland–Hodgman against the two sides of a strip across the axis. */
function clipToStrip(ring: readonly Point[], axis: Point, from: number, to: number): Point[] {
  const opposite: Point = [-axis[0], -axis[1]]
  return clipToHalf(clipToHalf(ring, axis, from), opposite, -to)
}

function clipToHalf(ring: readonly Point[], [dx, dy]: Point, least: number): Point[] {
  const kept: Point[] = []
  ring.forEach((point, place) => {
    const next = ring[(place + 1) % ring.length] ?? point
    const here = point[0] * dx + point[1] * dy - least
    const there = next[0] * dx + next[1] * dy - least
    if (here >= 0) kept.push(point)
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there)
      kept.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share])
    }
  })
  return kept
}
