/** A place in a flat metre frame (x east, y north), or in degrees (longitude, latitude). */
export type Point = readonly [number, number]

/** west, south, east, north in the unit of the points. */
export type Box = readonly [number, number, number, number]

/** Area by the shoelace formula; positive where the ring runs counter-clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let doubled = 0
  let previous = ring.at(-1)
  for (const point of ring) {
    if (previous) doubled += previous[0] * point[1] - point[0] * previous[1]
    previous = point
  }
  return doubled / 2
}

/** The same ring, counter-clockwise. */
export function counterClockwise(ring: readonly Point[]): readonly Point[] {
  return signedArea(ring) < 0 ? [...ring].reverse() : ring
}

/** The ring without a repeated first point at its end. */
export function openRing(ring: readonly Point[]): readonly Point[] {
  const first = ring[0]
  const last = ring.at(-1)
  const isClosed = ring.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]
  return isClosed ? ring.slice(0, -1) : ring
}

/** Smallest box around the points; an empty list gives an inverted box. */
export function boxAround(points: Iterable<Point>): Box {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (const [x, y] of points) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  return [west, south, east, north]
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}

export function growBox([west, south, east, north]: Box, by: number): Box {
  return [west - by, south - by, east + by, north + by]
}

/** Whether the point lies in the ring, by the even-odd rule. Points on the edge may go either way. */
export function isInRing([x, y]: Point, ring: readonly Point[]): boolean {
  let isInside = false
  let previous = ring.at(-1)
  for (const point of ring) {
    if (previous && point[1] > y !== previous[1] > y) {
      const crossing =
        ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]) + point[0]
      if (x < crossing) isInside = !isInside
    }
    previous = point
  }
  return isInside
}

/** Whether the point lies in the polygon: inside an odd number of its rings. */
export function isInPolygon(point: Point, rings: readonly (readonly Point[])[]): boolean {
  let isInside = false
  for (const ring of rings) if (isInRing(point, ring)) isInside = !isInside
  return isInside
}
