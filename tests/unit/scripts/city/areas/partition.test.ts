import { describe, expect, it } from 'vitest'
import { buildCoverage } from '../../../../../scripts/city/areas/coverage.ts'
import { simpleOutline } from '../../../../../scripts/city/areas/outlines.ts'
import { partition } from '../../../../../scripts/city/areas/partition.ts'
import { createFrame } from '../../../../../scripts/city/plan/frame.ts'
import { createRandom } from '../../../../../scripts/city/random.ts'

describe('the partition', () => {
  const frame = createFrame()
  const rects = Array.from({ length: 20 }, (_, x) =>
    Array.from({ length: 12 }, (_, y) => ({
      west: x * 400,
      south: y * 400,
      east: x * 400 + 400,
      north: y * 400 + 400,
    })),
  ).flat()
  const random = createRandom('weights')
  const graph = {
    coverage: buildCoverage(rects, frame),
    weights: rects.map(() => random.int(20, 50)),
    centres: rects.map((r) => frame.toCity((r.west + r.east) / 20, (r.south + r.north) / 20)),
  }
  const goal = { targets: new Array<number>(70).fill(1), least: 80, most: 160, effort: 400 }
  const divide = () =>
    partition(
      graph,
      rects.map((_, cell) => cell),
      goal,
      createRandom('parts'),
    )

  it('takes every piece once, into parts that are one simple ring each', () => {
    const parts = divide()
    expect(parts).toHaveLength(70)
    expect(parts.flat().sort((a, b) => a - b)).toEqual(rects.map((_, cell) => cell))
    for (const part of parts) expect(simpleOutline(graph.coverage, part)).toBeDefined()
  })

  it('balances the weights', () => {
    const weights = divide().map((part) =>
      part.reduce((sum, cell) => sum + graph.weights[cell]!, 0),
    )
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(80)
    expect(Math.max(...weights)).toBeLessThanOrEqual(160)
  })

  it('is the same for the same seed', () => {
    expect(divide()).toEqual(divide())
  })
})
