import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildCoverage, edgeKey } from '../../../../../scripts/city/areas/coverage.ts'
import { dissolve, simpleOutline } from '../../../../../scripts/city/areas/outlines.ts'
import { partition } from '../../../../../scripts/city/areas/partition.ts'
import { createFrame, type Point, signedArea } from '../../../../../scripts/city/plan/frame.ts'
import type { Rect } from '../../../../../scripts/city/plan/street-plan.ts'
import { createRandom, type Random } from '../../../../../scripts/city/random.ts'

/** Cuts a square at random places again and again: T-junctions everywhere, as in the city. */
function cutRects(random: Random, count: number): Rect[] {
  const rects: Rect[] = [{ west: -8000, south: -8000, east: 8000, north: 8000 }]
  while (rects.length < count) {
    rects.sort(
      (a, b) => (b.east - b.west) * (b.north - b.south) - (a.east - a.west) * (a.north - a.south),
    )
    const rect = rects.shift()!
    if (rect.east - rect.west > rect.north - rect.south) {
      const line = Math.round(rect.west + (rect.east - rect.west) * random.between(0.3, 0.7))
      rects.push({ ...rect, east: line }, { ...rect, west: line })
    } else {
      const line = Math.round(rect.south + (rect.north - rect.south) * random.between(0.3, 0.7))
      rects.push({ ...rect, north: line }, { ...rect, south: line })
    }
  }
  return rects
}

function unpairedEdges(rings: Point[][], outside: Point[]): number {
  const edges = new Map<string, number>()
  for (const ring of [...rings, [...outside].reverse()]) {
    ring.forEach((from, index) => {
      const to = ring[(index + 1) % ring.length]!
      const key = `${from} ${to}`
      edges.set(key, (edges.get(key) ?? 0) + 1)
    })
  }
  let unpaired = 0
  for (const [key, count] of edges) {
    const [from, to] = key.split(' ')
    if (count !== 1 || edges.get(`${to} ${from}`) !== 1) unpaired++
  }
  return unpaired
}

describe('the coverage of cells', () => {
  it('gives every inner edge to two cells, once in each direction', () => {
    const coverage = buildCoverage(cutRects(createRandom(1), 60), createFrame(), 600)
    const seen = new Set<number>()
    for (const ring of coverage.rings) {
      ring.forEach((from, index) => {
        const key = edgeKey(from, ring[(index + 1) % ring.length]!)
        expect(seen.has(key)).toBe(false)
        seen.add(key)
      })
    }
  })

  it('refuses an outline for a pinched or a holed set', () => {
    const cell = (x: number, y: number) => ({ west: x, south: y, east: x + 100, north: y + 100 })
    const rects = [0, 100, 200].flatMap((x) => [0, 100, 200].map((y) => cell(x, y)))
    const coverage = buildCoverage(rects, createFrame())
    expect(simpleOutline(coverage, [0, 4])).toBeUndefined()
    expect(simpleOutline(coverage, [0, 1, 2, 3, 5, 6, 7, 8])).toBeUndefined()
    expect(simpleOutline(coverage, [0, 1, 4])).toBeDefined()
  })

  it('stays exact when any cells are put together and rounded: each edge has one opposite', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 9 }), (seed, parts) => {
        const random = createRandom(seed)
        const rects = cutRects(random, 60)
        const frame = createFrame()
        const coverage = buildCoverage(rects, frame, 600)
        const graph = {
          coverage,
          weights: rects.map(() => random.int(0, 60)),
          centres: rects.map((r) => frame.toCity((r.west + r.east) / 20, (r.south + r.north) / 20)),
        }
        const goal = { targets: new Array<number>(parts).fill(1), least: 0, most: 1e9, effort: 200 }
        const groups = partition(
          graph,
          rects.map((_, cell) => cell),
          goal,
          random,
        )
        fc.pre(groups.every((group) => simpleOutline(coverage, group)))
        const { rings, outside } = dissolve(coverage, groups)
        expect(unpairedEdges(rings, outside)).toBe(0)
        const total = rings.reduce((sum, ring) => sum + signedArea(ring), 0)
        expect(total).toBe(signedArea(outside))
        expect(rings.every((ring) => signedArea(ring) > 0)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
