import { type Frame, type Point, signedArea } from '../plan/frame.ts'
import type { Rect } from '../plan/street-plan.ts'
import { at } from '../random.ts'

/**
 * The city as one planar graph. Cells are rectangles of the plan; a corner of one cell on the
 * side of another becomes a vertex of both, and long sides may get stations so that they can bend. Everything is exact integer arithmetic in plan decimetres: two cells share an edge
 * exactly when one has the directed edge and the other its opposite.
 */
export interface Coverage {
  /** City metres of each vertex. */
  vertices: Point[]
  /** Counter-clockwise ring of vertex numbers of each cell. */
  rings: number[][]
  /** Neighbours of each cell with the length of the common boundary, metres. */
  neighbours: Map<number, number>[]
  areas: number[]
}

/** Builds the graph; without stations long sides are straight, which is enough to tell who touches whom. */
export function buildCoverage(
  cells: readonly Rect[],
  frame: Frame,
  stationDecimeters = Number.POSITIVE_INFINITY,
): Coverage {
  const lines = cornersOnLines(cells, stationDecimeters)
  const vertices: Point[] = []
  const numbers = new Map<number, number>()
  const numberOf = (u: number, v: number): number => {
    const key = (u + 500000) * 1000000 + (v + 500000)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, vertices.length)
    vertices.push(frame.toCity(u / 10, v / 10))
    return vertices.length - 1
  }
  const rings = cells.map(({ west, south, east, north }) =>
    [
      ...lines.horizontal(south, west, east).map((u) => numberOf(u, south)),
      ...lines.vertical(east, south, north).map((v) => numberOf(east, v)),
      ...lines
        .horizontal(north, west, east)
        .reverse()
        .map((u) => numberOf(u, north)),
      ...lines
        .vertical(west, south, north)
        .reverse()
        .map((v) => numberOf(west, v)),
    ].filter((vertex, index, ring) => vertex !== ring[(index + 1) % ring.length]),
  )
  const areas = rings.map((ring) => signedArea(ring.map((vertex) => at(vertices, vertex))))
  return { vertices, rings, areas, neighbours: findNeighbours(rings, vertices) }
}

/** Directed edge as one number; a graph of this size stays far below 2^53. */
export function edgeKey(from: number, to: number): number {
  return from * 4194304 + to
}

function cornersOnLines(cells: readonly Rect[], step: number) {
  const horizontal = new Map<number, Set<number>>()
  const vertical = new Map<number, Set<number>>()
  const add = (lines: Map<number, Set<number>>, line: number, place: number) => {
    const places = lines.get(line)
    if (places) places.add(place)
    else lines.set(line, new Set([place]))
  }
  for (const { west, south, east, north } of cells) {
    for (const v of [south, north])
      for (const u of [west, east]) {
        add(horizontal, v, u)
        add(vertical, u, v)
      }
  }
  const sorted = (lines: Map<number, Set<number>>) =>
    new Map([...lines].map(([line, places]) => [line, [...places].sort((a, b) => a - b)]))
  const between = (lines: Map<number, number[]>) => (line: number, from: number, to: number) =>
    withStations(
      (lines.get(line) ?? []).filter((place) => place >= from && place <= to),
      step,
    )
  return { horizontal: between(sorted(horizontal)), vertical: between(sorted(vertical)) }
}

/** Adds the multiples of the station length to the sorted corners on a stretch of a line. */
function withStations(corners: number[], step: number): number[] {
  const [from, to] = [at(corners, 0), at(corners, corners.length - 1)]
  const places = new Set(corners)
  for (let place = Math.ceil(from / step) * step; place < to; place += step) {
    if (place > from) places.add(place)
  }
  return [...places].sort((a, b) => a - b)
}

function findNeighbours(rings: number[][], vertices: Point[]): Map<number, number>[] {
  const owner = new Map<number, number>()
  rings.forEach((ring, cell) => {
    for (const [index, from] of ring.entries()) {
      owner.set(edgeKey(from, at(ring, (index + 1) % ring.length)), cell)
    }
  })
  return rings.map((ring) => {
    const lengths = new Map<number, number>()
    ring.forEach((from, index) => {
      const to = at(ring, (index + 1) % ring.length)
      const other = owner.get(edgeKey(to, from))
      if (other === undefined) return
      const [ax, ay] = at(vertices, from)
      const [bx, by] = at(vertices, to)
      lengths.set(other, (lengths.get(other) ?? 0) + Math.hypot(bx - ax, by - ay))
    })
    return lengths
  })
}
