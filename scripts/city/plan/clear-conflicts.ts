import { at } from '../random.ts'
import { centreOf, type Frame, type Point } from './frame.ts'
import type { BuildingSketch, CellSketch, Sketch } from './sketch.ts'
import { type Side, sides } from './street-plan.ts'

/** Buildings of one cell stay at least so far apart, metres. */
const betweenBuildingsMeters = 0.4

/** How much smaller a building may become to find room; what is still too near goes. */
const sizesTried = [1, 0.96, 0.92, 0.88, 0.84, 0.8]

/**
 * Makes the buildings smaller that a bend of the streets brought too near to a street, a boundary
 * or a neighbour, and takes away the few that find no room, so that none is ever cut or overlapped.
 *
 * @returns how many were taken away
 */
export function clearConflicts(sketch: Sketch, frame: Frame): number {
  const before = sketch.buildings.length
  const kept = new Map<number, BuildingSketch[]>()
  sketch.buildings = sketch.buildings.flatMap((building) => {
    const neighbours = kept.get(building.cell) ?? []
    const cell = at(sketch.cells, building.cell)
    for (const size of sizesTried) {
      const fitted = size === 1 ? building : shrink(building, size)
      const isFree =
        staysInside(fitted, cell, frame) &&
        neighbours.every((other) => !areTooNear(fitted.ring, other.ring))
      if (!isFree) continue
      kept.set(building.cell, [...neighbours, fitted])
      return [fitted]
    }
    return []
  })
  return before - sketch.buildings.length
}

/** The same building around the same middle, its shop fronts with it. */
function shrink(building: BuildingSketch, size: number): BuildingSketch {
  const [cx, cy] = centreOf(building.ring)
  const move = ([x, y]: Point): Point => [cx + (x - cx) * size, cy + (y - cy) * size]
  const { ring, front } = building
  return {
    ...building,
    ring: ring.map(move),
    ...(front && { front: { ...front, from: move(front.from), to: move(front.to) } }),
  }
}

/** The bent side of a cell, drawn from one end to the other with the cell on its left. */
function sideLine({ rect }: CellSketch, side: Side, frame: Frame): Point[] {
  const steps = 6
  const corners = {
    south: [rect.west, rect.south, rect.east, rect.south],
    east: [rect.east, rect.south, rect.east, rect.north],
    north: [rect.east, rect.north, rect.west, rect.north],
    west: [rect.west, rect.north, rect.west, rect.south],
  }[side] as [number, number, number, number]
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps
    return frame.toCity(
      (corners[0] + (corners[2] - corners[0]) * share) / 10,
      (corners[1] + (corners[3] - corners[1]) * share) / 10,
    )
  })
}

function staysInside({ ring }: BuildingSketch, cell: CellSketch, frame: Frame): boolean {
  return sides.every((side) => {
    const line = sideLine(cell, side, frame)
    return ring.every((point) => distanceInside(point, line) >= cell.clearance[side])
  })
}

/** Distance from a line to a point on its left; negative on its right. */
function distanceInside(point: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY
  let isLeft = true
  for (let index = 1; index < line.length; index++) {
    const from = at(line, index - 1)
    const to = at(line, index)
    const distance = distanceToSegment(point, from, to)
    if (distance >= nearest) continue
    nearest = distance
    isLeft = turn(from, to, point) > 0
  }
  return isLeft ? nearest : -nearest
}

function turn(from: Point, to: Point, point: Point): number {
  return (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0])
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const squared = dx * dx + dy * dy
  const along = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / (squared || 1)
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(point[0] - from[0] - dx * share, point[1] - from[1] - dy * share)
}

function areTooNear(ring: readonly Point[], other: readonly Point[]): boolean {
  if (boxGap(ring, other) > betweenBuildingsMeters) return false
  return edgesTooNear(ring, other) || edgesTooNear(other, ring) || edgesCross(ring, other)
}

function boxGap(ring: readonly Point[], other: readonly Point[]): number {
  const gap = (axis: 0 | 1) => {
    const own = ring.map((point) => point[axis])
    const others = other.map((point) => point[axis])
    return Math.max(Math.min(...own) - Math.max(...others), Math.min(...others) - Math.max(...own))
  }
  return Math.max(gap(0), gap(1))
}

function edgesTooNear(ring: readonly Point[], other: readonly Point[]): boolean {
  return ring.some((point) =>
    other.some((from, index) => {
      const to = at(other, (index + 1) % other.length)
      return distanceToSegment(point, from, to) < betweenBuildingsMeters
    }),
  )
}

function edgesCross(ring: readonly Point[], other: readonly Point[]): boolean {
  return ring.some((a, index) => {
    const b = at(ring, (index + 1) % ring.length)
    return other.some((c, place) => {
      const d = at(other, (place + 1) % other.length)
      return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
    })
  })
}
