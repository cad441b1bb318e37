import { type Point, toUnits } from '../plan/frame.ts'
import { at } from '../random.ts'
import { type Coverage, edgeKey } from './coverage.ts'

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
