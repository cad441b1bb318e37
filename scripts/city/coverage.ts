import { type Frame, type Point, signedArea, toUnits } from './frame.ts'
import { at } from './random.ts'
import type { Rect } from './street-plan.ts'

/**
 * The city as one planar graph. Cells are rectangles of the plan; a corner of one cell on the
 * side of another becomes a vertex of both, and long sides get stations every 60 m so that they
 * can bend. Everything is exact integer arithmetic in plan decimetres: two cells share an edge
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

/** Builds the graph; without stations (infinity) long sides stay straight. */
export function buildCoverage(
  cells: readonly Rect[],
  frame: Frame,
  stationDecimeters = 600,
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

/**
 * Outline of a set of cells by cancelling opposite edges.
 *
 * @returns one ring where the set is simply connected and nowhere pinched, else undefined
 */
export function simpleOutline(coverage: Coverage, cells: Iterable<number>): number[] | undefined {
  const edges = new Map<number, [number, number]>()
  for (const cell of cells) {
    const ring = at(coverage.rings, cell)
    let from = at(ring, ring.length - 1)
    for (const to of ring) {
      if (!edges.delete(edgeKey(to, from))) edges.set(edgeKey(from, to), [from, to])
      from = to
    }
  }
  const next = new Map<number, number>()
  for (const [from, to] of edges.values()) {
    if (next.has(from)) return undefined
    next.set(from, to)
  }
  const start = next.keys().next().value
  if (start === undefined) return undefined
  const outline = [start]
  for (
    let vertex = next.get(start);
    vertex !== undefined && vertex !== start;
    vertex = next.get(vertex)
  ) {
    outline.push(vertex)
  }
  return outline.length === next.size ? outline : undefined
}

/**
 * Rings of the groups and of the whole, in units of 1e-7 degree, counter-clockwise and open.
 * A vertex that only bends one boundary by less than the tolerance is left out, on both sides
 * and in the whole alike, so the rings still pair edge by edge.
 */
export function dissolve(
  coverage: Coverage,
  groups: readonly (readonly number[])[],
  toleranceMeters = 0.1,
): { rings: Point[][]; outside: Point[] } {
  const outlines = groups.map((cells, group) => {
    const outline = simpleOutline(coverage, cells)
    if (!outline) throw new Error(`group ${group} of ${cells.length} cells is not one simple ring`)
    return outline
  })
  const outside = simpleOutline(coverage, groups.flat())
  if (!outside) throw new Error('the city is not one simple ring')
  const needed = neededVertices(coverage, [...outlines, outside], toleranceMeters)
  const toRing = (outline: number[]) =>
    outline
      .filter((vertex) => needed.has(vertex))
      .map((vertex) => toUnits(at(coverage.vertices, vertex)))
  return { rings: outlines.map(toRing), outside: toRing(outside) }
}

function neededVertices(coverage: Coverage, outlines: number[][], tolerance: number): Set<number> {
  const links = new Map<number, Set<number>>()
  for (const outline of outlines) {
    outline.forEach((from, index) => {
      const to = at(outline, (index + 1) % outline.length)
      for (const [a, b] of [
        [from, to],
        [to, from],
      ] as const) {
        const known = links.get(a)
        if (known) known.add(b)
        else links.set(a, new Set([b]))
      }
    })
  }
  const isJunction = (vertex: number) => links.get(vertex)?.size !== 2
  const needed = new Set([...links.keys()].filter(isJunction))
  const arcsDone = new Set<number>()
  for (const outline of outlines) {
    const start = outline.findIndex(isJunction)
    const turned = [...outline.slice(Math.max(start, 0)), ...outline.slice(0, Math.max(start, 0))]
    let arc: number[] = []
    for (const vertex of [...turned, at(turned, 0)]) {
      arc.push(vertex)
      if (arc.length > 1 && (isJunction(vertex) || vertex === turned[0])) {
        simplifyArc(arc, coverage.vertices, tolerance, needed, arcsDone)
        arc = [vertex]
      }
    }
  }
  return needed
}

/** Douglas and Peucker, once per arc and always in the same direction. */
function simplifyArc(
  arc: number[],
  vertices: Point[],
  tolerance: number,
  needed: Set<number>,
  done: Set<number>,
): void {
  const key = edgeKey(at(arc, 0), at(arc, 1))
  if (done.has(key)) return
  done.add(key)
  done.add(edgeKey(at(arc, arc.length - 1), at(arc, arc.length - 2)))
  const keep = (from: number, to: number) => {
    needed.add(at(arc, from)).add(at(arc, to))
    let farthest = from
    let distance = tolerance
    for (let index = from + 1; index < to; index++) {
      const offset = distanceToLine(vertices, at(arc, index), at(arc, from), at(arc, to))
      if (offset > distance) {
        distance = offset
        farthest = index
      }
    }
    if (farthest === from) return
    keep(from, farthest)
    keep(farthest, to)
  }
  keep(0, arc.length - 1)
}

function distanceToLine(vertices: Point[], vertex: number, start: number, end: number): number {
  const [px, py] = at(vertices, vertex)
  const [ax, ay] = at(vertices, start)
  const [bx, by] = at(vertices, end)
  const length = Math.hypot(bx - ax, by - ay)
  if (length === 0) return Math.hypot(px - ax, py - ay)
  return Math.abs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / length
}
