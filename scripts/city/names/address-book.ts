import type { Point } from '../plan/frame.ts'
import { at } from '../random.ts'
import { placeNames } from '../reference.ts'
import type { Street } from './street-names.ts'

export interface AddressBook {
  /** Nearest named street and a house number on it; even numbers on one side, odd on the other. */
  addressAt(point: Point): { street: string; number: number }
}

/** Finds addresses by the nearest street; the number grows by one for every 4 m of street. */
export function createAddressBook(streets: readonly Street[]): AddressBook {
  const cellMeters = 300
  const buckets = new Map<string, Segment[]>()
  for (const street of streets) {
    if (!street.name) continue
    let start = 0
    street.points.slice(1).forEach((to, index) => {
      const from = at(street.points, index)
      const segment = { name: street.name ?? '', from, to, start }
      start += Math.hypot(to[0] - from[0], to[1] - from[1])
      const key = bucketOf([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], cellMeters).join()
      const known = buckets.get(key)
      if (known) known.push(segment)
      else buckets.set(key, [segment])
    })
  }
  return {
    addressAt(point) {
      const [column, row] = bucketOf(point, cellMeters)
      let best = { distance: Number.POSITIVE_INFINITY, street: placeNames.city, number: 1 }
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const segment of buckets.get([column + dx, row + dy].join()) ?? []) {
            const { distance, along, isLeft } = project(point, segment)
            if (distance >= best.distance) continue
            const number = Math.floor((segment.start + along) / 8) * 2 + (isLeft ? 1 : 2)
            best = { distance, street: segment.name, number }
          }
        }
      }
      return { street: best.street, number: best.number }
    },
  }
}

interface Segment {
  name: string
  from: Point
  to: Point
  start: number
}

function bucketOf([x, y]: Point, size: number): [number, number] {
  return [Math.floor(x / size), Math.floor(y / size)]
}

function project([px, py]: Point, { from, to }: Segment) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const [ex, ey] = [px - from[0], py - from[1]]
  const length = Math.hypot(dx, dy)
  const along = Math.min(length, Math.max(0, (ex * dx + ey * dy) / length))
  const distance = Math.hypot(ex - (dx * along) / length, ey - (dy * along) / length)
  return { distance, along, isLeft: dx * ey - dy * ex > 0 }
}
