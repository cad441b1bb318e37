import type { GroundPoint } from './tile-frame.ts'

/** A closed ring without the repeated last point. */
export type Ring = readonly GroundPoint[]

/** Rings of a building in the ground plane: the outer counter-clockwise, holes clockwise. */
export interface Footprint {
  readonly outer: Ring
  readonly holes: readonly Ring[]
}

/** A rectangle in any direction. */
export interface OrientedBox {
  readonly centre: GroundPoint
  /** Unit vector of the long side; it points east, or north where it can not. */
  readonly axis: GroundPoint
  readonly length: number
  readonly depth: number
}

/** Signed area of a ring in m², positive when counter-clockwise. */
export function ringArea(ring: Ring): number {
  let twice = 0
  forEachEdge(ring, ([ax, ay], [bx, by]) => {
    twice += ax * by - bx * ay
  })
  return twice / 2
}

/** Area in m² without holes. */
export function footprintArea({ outer, holes }: Footprint): number {
  return holes.reduce((area, hole) => area - Math.abs(ringArea(hole)), Math.abs(ringArea(outer)))
}

export function forEachEdge(ring: Ring, visit: (from: GroundPoint, to: GroundPoint) => void): void {
  let from = ring.at(-1)
  for (const to of ring) {
    if (from) visit(from, to)
    from = to
  }
}

/**
 * The smallest rectangle around a ring. One side of it lies on an edge of the convex hull
 * (Freeman and Shapira 1975), so trying the direction of every edge finds it.
 */
export function smallestBox(ring: Ring): OrientedBox {
  let best: OrientedBox = { centre: [0, 0], axis: [1, 0], length: 0, depth: 0 }
  let bestArea = Number.POSITIVE_INFINITY
  forEachEdge(ring, ([ax, ay], [bx, by]) => {
    const length = Math.hypot(bx - ax, by - ay)
    if (length < 0.05) return
    const box = boxAlong(ring, [(bx - ax) / length, (by - ay) / length])
    const area = box.length * box.depth
    if (area < bestArea - 1e-6) {
      bestArea = area
      best = box
    }
  })
  return best
}

/** A point of the box's own axes, metres along and across from its centre, in the ground plane. */
export function fromBox(box: OrientedBox, along: number, across: number): GroundPoint {
  const [axisX, axisY] = box.axis
  return [
    box.centre[0] + along * axisX - across * axisY,
    box.centre[1] + along * axisY + across * axisX,
  ]
}

/** Metres along and across from the centre of the box of a point of the ground plane. */
export function toBox(box: OrientedBox, [x, y]: GroundPoint): GroundPoint {
  const [axisX, axisY] = box.axis
  const [dx, dy] = [x - box.centre[0], y - box.centre[1]]
  return [dx * axisX + dy * axisY, dy * axisX - dx * axisY]
}

/** The corners of a rectangle in the axes of a box, counter-clockwise. */
export function rectangleIn(
  box: OrientedBox,
  [along, across]: GroundPoint,
  [length, depth]: GroundPoint,
): Ring {
  const [a, b] = [length / 2, depth / 2]
  return [
    fromBox(box, along - a, across - b),
    fromBox(box, along + a, across - b),
    fromBox(box, along + a, across + b),
    fromBox(box, along - a, across + b),
  ]
}

/** Whether a ring lies inside the footprint: its corners and the middles of its sides do. */
export function containsRing(footprint: Footprint, ring: Ring): boolean {
  let isInside = true
  forEachEdge(ring, (from, to) => {
    const middle: GroundPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    isInside &&= containsPoint(footprint, to) && containsPoint(footprint, middle)
  })
  return isInside
}

function containsPoint({ outer, holes }: Footprint, point: GroundPoint): boolean {
  return isInRing(outer, point) && !holes.some((hole) => isInRing(hole, point))
}

function isInRing(ring: Ring, [x, y]: GroundPoint): boolean {
  let isInside = false
  forEachEdge(ring, ([ax, ay], [bx, by]) => {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside
  })
  return isInside
}

function boxAlong(ring: Ring, [axisX, axisY]: GroundPoint): OrientedBox {
  let [minAlong, maxAlong, minAcross, maxAcross] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of ring) {
    const along = x * axisX + y * axisY
    const across = y * axisX - x * axisY
    minAlong = Math.min(minAlong, along)
    maxAlong = Math.max(maxAlong, along)
    minAcross = Math.min(minAcross, across)
    maxAcross = Math.max(maxAcross, across)
  }
  const [midAlong, midAcross] = [(minAlong + maxAlong) / 2, (minAcross + maxAcross) / 2]
  const centre: GroundPoint = [
    midAlong * axisX - midAcross * axisY,
    midAlong * axisY + midAcross * axisX,
  ]
  const [width, height] = [maxAlong - minAlong, maxAcross - minAcross]
  const long: GroundPoint = width >= height ? [axisX, axisY] : [-axisY, axisX]
  const isBackwards = long[0] < -1e-9 || (Math.abs(long[0]) <= 1e-9 && long[1] < 0)
  return {
    centre,
    axis: isBackwards ? [-long[0], -long[1]] : long,
    length: Math.max(width, height),
    depth: Math.min(width, height),
  }
}
