import { lineLengthMeters } from './measure.ts'
import type { Point } from './ring.ts'

/**
 * Adds points to a line of degrees so that no leg is longer than a length: straight lines in space
 * between far points would dive under the curved ground.
 */
export function densifyLine(line: readonly Point[], longestLegMeters: number): Point[] {
  const dense: Point[] = []
  line.forEach((to, place) => {
    const from = line[place - 1]
    if (!from) {
      dense.push(to)
      return
    }
    const count = Math.max(1, Math.ceil(lineLengthMeters([from, to]) / longestLegMeters))
    for (let step = 1; step < count; step++) {
      const share = step / count
      dense.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
    }
    dense.push(to)
  })
  return dense
}
