/** A seeded source of chance; the same seed gives the same city on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  between(min: number, max: number): number
  /** Whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  normal(mean: number, deviation: number): number
  pick<T>(list: readonly T[]): T
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(list: readonly T[], weights: readonly number[]): T
  shuffle<T>(list: readonly T[]): T[]
  /** An independent stream, so that a change in one part leaves the others alone. */
  fork(label: string): Random
}

/** Reads an element that must exist; throws where a plain index would give undefined. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index]
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`)
  return value
}

/** Creates a stream from a seed; generator is sfc32 (public domain, Chris Doty-Humphrey). */
export function createRandom(seed: number | string): Random {
  const next = sfc32(hash(String(seed)))
  const random: Random = {
    next,
    between: (min, max) => min + (max - min) * next(),
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (list) => at(list, Math.floor(next() * list.length)),
    weighted: (list, weights) => at(list, weightedIndex(weights, next())),
    shuffle: (list) => shuffled(list, next),
    fork: (label) => createRandom(`${seed}/${label}`),
  }
  return random
}

function weightedIndex(weights: readonly number[], chance: number): number {
  let left = chance * weights.reduce((sum, weight) => sum + weight, 0)
  for (let index = 0; index < weights.length; index++) {
    left -= at(weights, index)
    if (left < 0) return index
  }
  return weights.length - 1
}

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const copy = [...list]
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1))
    const kept = at(copy, index)
    copy[index] = at(copy, other)
    copy[other] = kept
  }
  return copy
}

/** 32-bit FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}

function sfc32(seed: number): () => number {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 15; warm++) next()
  return next
}
