import type { StreetClass } from '../../../server/contract/vocabulary.ts'
import type { Frame, Point } from '../plan/frame.ts'
import type { Sketch } from '../plan/sketch.ts'
import { type StreetPiece, streetWidthMeters } from '../plan/street-plan.ts'
import type { Random } from '../random.ts'
import { placeNames } from '../reference.ts'

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
