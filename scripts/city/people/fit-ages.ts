import { at } from '../random.ts'
import { type AgeBand, agePyramid } from '../reference.ts'
import type { Member } from './members.ts'

/**
 * Moves every age, without changing who is older than whom among men and among women, so that
 * the ages of all follow the pyramid exactly: the person of rank r gets the pyramid's quantile r.
 */
export function fitAges(members: Member[], pyramid: readonly AgeBand[] = agePyramid): void {
  for (const sex of ['male', 'female'] as const) {
    const sorted = members.filter((one) => one.sex === sex).sort((a, b) => a.age - b.age)
    const total = pyramid.reduce((sum, band) => sum + band[sex], 0)
    let band = 0
    let below = 0
    sorted.forEach((one, rank) => {
      const share = ((rank + 0.5) / sorted.length) * total
      while (band < pyramid.length - 1 && share > below + at(pyramid, band)[sex]) {
        below += at(pyramid, band)[sex]
        band++
      }
      const { from, to } = at(pyramid, band)
      const within = (share - below) / at(pyramid, band)[sex]
      // The open last band thins out: few are over 95.
      one.age = from >= 80 ? from + 18 * within ** 2.2 : from + (to + 1 - from) * within
    })
  }
}
