import { describe, expect, it } from 'vitest'
import type { Point } from '../../../../client/geo/ring.ts'
import { linesByRank } from '../../../../client/geo/shared-edges.ts'

const box = (west: number, south: number, east: number, north: number): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
/** Two grids side by side; the wide area around both has the vertices of both. */
const left = box(0, 0, 1, 1)
const right = box(1, 0, 2, 1)
const around: Point[] = [
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [1, 1],
  [0, 1],
  [0, 0],
]

const edgeCount = (lines: readonly (readonly Point[])[]) =>
  lines.reduce((sum, line) => sum + line.length - 1, 0)

describe('lines of boundaries by rank', () => {
  it('gives an edge that two ranks share to the higher one only', () => {
    const [wide, narrow] = linesByRank([[around], [left, right]])
    expect(edgeCount(wide!)).toBe(6)
    expect(narrow).toEqual([
      [
        [1, 0],
        [1, 1],
      ],
    ])
  })

  it('gives an edge that two neighbours share once', () => {
    const [lines] = linesByRank([[left, right]])
    expect(edgeCount(lines!)).toBe(7)
  })

  it('joins edges to long lines and stops where three meet', () => {
    const [lines] = linesByRank([[left, right]])
    expect(lines).toHaveLength(3)
  })

  it('draws a lone ring as one closed line', () => {
    const [lines] = linesByRank([[around]])
    expect(lines).toHaveLength(1)
    expect(lines![0]!.at(0)).toEqual(lines![0]!.at(-1))
  })
})
