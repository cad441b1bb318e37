import type { StreetClass } from '../../server/contract/vocabulary.ts'
import type { Frame, Point } from './frame.ts'
import { at, type Random } from './random.ts'
import { placeNames } from './reference.ts'
import type { Sketch } from './sketch.ts'
import { type StreetPiece, streetWidthMeters } from './street-plan.ts'

export interface Street {
  name: string | null
  class: StreetClass
  widthMeters: number
  points: Point[]
}

/** Streets with names, then the nameless lanes inside estates and villages. */
export function nameStreets(
  pieces: readonly StreetPiece[],
  sketch: Sketch,
  frame: Frame,
  random: Random,
): Street[] {
  const arterials = {
    'east-west': [...placeNames.arterialStreets],
    'north-south': [...placeNames.arterialRoads],
  }
  const others = {
    'east-west': nameStore(
      placeNames.streetStems,
      ['街', '东街', '西街', '中街', '北街'],
      random.fork('街'),
    ),
    'north-south': nameStore(
      placeNames.streetStems,
      ['路', '南路', '北路', '中路', '支路'],
      random.fork('路'),
    ),
  }
  const onLine = new Map<string, string>()
  const longFirst = [...pieces].sort((a, b) => b.to - b.from - (a.to - a.from))
  const names = new Map<StreetPiece, string>()
  for (const piece of longFirst) {
    const store = others[piece.orientation]
    const key = `${piece.orientation}${piece.line}`
    const name =
      piece.class === 'arterial'
        ? (onLine.get(key) ?? arterials[piece.orientation].shift() ?? store.next())
        : store.next()
    onLine.set(key, name)
    names.set(piece, name)
  }
  return [
    ...pieces.map((piece) => ({
      name: names.get(piece) ?? null,
      class: piece.class,
      widthMeters: streetWidthMeters[piece.class],
      points: centreLine(piece, frame),
    })),
    ...sketch.lanes.map((lane) => ({ ...lane, name: null, widthMeters: 4 })),
  ]
}

function nameStore(stems: readonly string[], endings: readonly string[], random: Random) {
  const names = endings.flatMap((ending) => random.shuffle(stems).map((stem) => stem + ending))
  return {
    next: () => {
      const name = names.shift()
      if (!name) throw new Error('more streets than names')
      return name
    },
  }
}

function centreLine({ orientation, line, from, to }: StreetPiece, frame: Frame): Point[] {
  const steps = Math.max(1, Math.ceil((to - from) / 300))
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (from + ((to - from) * step) / steps) / 10
    return orientation === 'east-west'
      ? frame.toCity(place, line / 10)
      : frame.toCity(line / 10, place)
  })
}

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

/** Names of all estates, in the fashion of their years; none twice. */
export function nameEstates(sketch: Sketch, random: Random): string[] {
  const used = new Set<string>()
  const stems = {
    village: random.shuffle(placeNames.villageStems),
    other: random.shuffle(placeNames.estateStems),
  }
  let turn = 0
  return sketch.estates.map(({ kind }) => {
    for (let attempt = 0; ; attempt++) {
      const name =
        kind === 'village'
          ? villageName(stems.village, turn++)
          : estateName(kind, at(stems.other, turn++ % stems.other.length), random)
      if (!used.has(name)) {
        used.add(name)
        return name
      }
      if (attempt > 500) throw new Error('more estates than names')
    }
  })
}

function villageName(stems: readonly string[], turn: number): string {
  const round = Math.floor(turn / stems.length)
  const prefix = ['', '东', '西', '南', '北', '新'][round] ?? `第${round}`
  return `${prefix}${at(stems, turn % stems.length)}村`
}

function estateName(kind: string, stem: string, random: Random): string {
  if (kind === 'resettlement')
    return `${random.pick(placeNames.villageStems)}${random.pick(placeNames.estateSuffixes[kind] ?? [])}`
  if (kind === 'courtyard' && random.chance(0.6)) return `${random.pick(placeNames.employers)}宿舍`
  const suffixes = placeNames.estateSuffixes[kind] ?? ['小区']
  return stem + random.pick(suffixes.filter((suffix) => suffix !== '宿舍'))
}
