import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterPoints } from '../../../../client/geo/cluster-points.ts'
import type { Point } from '../../../../client/geo/ring.ts'

const place = fc.tuple(
  fc.double({ min: -4000, max: 4000, noNaN: true }),
  fc.double({ min: -4000, max: 4000, noNaN: true }),
)

describe('clusters of points', () => {
  it('hold every item exactly once', () => {
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const clusters = clusterPoints(places, (each): Point => each, 450)
        const members = clusters.flatMap((cluster) => cluster.members)
        expect(members).toHaveLength(places.length)
        expect(new Set(members).size).toBe(new Set(places).size)
      }),
    )
  })

  it('stand in the middle of their members', () => {
    const [cluster] = clusterPoints([10, 20], (x): Point => [x, 5], 100)
    expect(cluster!.place).toEqual([15, 5])
  })
})
