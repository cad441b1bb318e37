import type { PublishedCell, RowParents } from '../../server/privacy/suppression.ts'

/** What is published of some people: their totals, and tables that break the same totals down. */
export interface Published {
  parents: RowParents
  totals: readonly PublishedCell[]
  tables: readonly (readonly (readonly PublishedCell[])[])[]
}

/** Unknown counts with the least and the most that each may be, and sums that they obey. */
interface Puzzle {
  least: number[]
  most: number[]
  sums: Sum[]
  sumsOf: number[][]
  /** Place of a cell: of the total of a row, or of a class in a table. */
  place: (row: number, table?: number, column?: number) => number
}

interface Sum {
  whole: number
  parts: number[]
}

const WITHOUT_LIMIT = 100_000

/**
 * Somebody who reads everything that is published and computes: adds, subtracts, tries. Knows
 * nothing of how it was made but what the legend says: "<5" is 0 to 4, and a hidden count beside
 * a "<5" of the same row is 5 or more, or it would say so.
 */
export function createReader(published: Published) {
  const puzzle = toPuzzle(published)
  const known = narrow(puzzle, puzzle.least, puzzle.most, allOf(puzzle.sums))
  if (!known) throw new Error('What is published contradicts itself.')
  return {
    place: puzzle.place,
    /** What adding and subtracting alone says of a count. */
    boundsOf: (place: number) => [known.least[place] ?? 0, known.most[place] ?? 0] as const,
    /** Whether a count may be this, by trying: nothing published speaks against it. */
    isPossible(place: number, value: number, truth: readonly number[]) {
      if (value < (known.least[place] ?? 0) || value > (known.most[place] ?? 0)) return false
      const search = { puzzle, truth, tries: 0 }
      return canBeSolved(search, assign(known, place, value), puzzle.sumsOf[place] ?? [])
    },
  }
}

function toPuzzle({ parents, totals, tables }: Published): Puzzle {
  const offsets: number[] = []
  let size = totals.length
  for (const table of tables) {
    offsets.push(size)
    size += table.length * (table[0]?.length ?? 0)
  }
  const place = (row: number, table?: number, column = 0) =>
    table === undefined
      ? row
      : (offsets[table] ?? 0) + row * (tables[table]?.[0]?.length ?? 0) + column
  const least = new Array<number>(size).fill(0)
  const most = new Array<number>(size).fill(WITHOUT_LIMIT)
  const read = (at: number, cell: PublishedCell, hiddenLeast: number) => {
    if ('value' in cell) least[at] = most[at] = cell.value
    else if (cell.kind === 'small') most[at] = 4
    else least[at] = hiddenLeast
  }
  const sums: Sum[] = []
  const addSums = (at: (row: number) => number) => {
    for (const row of parents.keys()) {
      const parts = [...parents.keys()].filter((part) => parents[part] === row)
      if (parts.length > 0) sums.push({ whole: at(row), parts: parts.map(at) })
    }
  }
  for (const [row, cell] of totals.entries()) read(row, cell, 0)
  addSums((row) => row)
  for (const [number, table] of tables.entries()) {
    for (const [row, cells] of table.entries()) {
      const hasSmall = cells.some((cell) => 'kind' in cell && cell.kind === 'small')
      for (const [column, cell] of cells.entries()) {
        read(place(row, number, column), cell, hasSmall ? 5 : 0)
      }
      sums.push({ whole: row, parts: cells.map((_cell, column) => place(row, number, column)) })
    }
    for (const column of (table[0] ?? []).keys()) addSums((row) => place(row, number, column))
  }
  const sumsOf: number[][] = Array.from({ length: size }, () => [])
  for (const [index, { whole, parts }] of sums.entries()) {
    for (const member of [whole, ...parts]) sumsOf[member]?.push(index)
  }
  return { least, most, sums, sumsOf, place }
}

interface Bounds {
  least: number[]
  most: number[]
}

/** Bounds that follow by adding and subtracting, over and over; undefined where none are left. */
function narrow(
  { sums, sumsOf }: Puzzle,
  startLeast: readonly number[],
  startMost: readonly number[],
  touched: Iterable<number>,
): Bounds | undefined {
  const least = [...startLeast]
  const most = [...startMost]
  const queue = new Set(touched)
  const at = (values: number[], place: number) => values[place] ?? 0
  const tighten = (place: number, low: number, high: number): boolean => {
    if (low <= at(least, place) && high >= at(most, place)) return true
    least[place] = Math.max(low, at(least, place))
    most[place] = Math.min(high, at(most, place))
    for (const index of sumsOf[place] ?? []) queue.add(index)
    return at(least, place) <= at(most, place)
  }
  for (const index of queue) {
    queue.delete(index)
    const { whole, parts } = sums[index] as Sum
    const low = parts.reduce((sum, part) => sum + at(least, part), 0)
    const high = parts.reduce((sum, part) => sum + at(most, part), 0)
    if (!tighten(whole, low, high)) return undefined
    for (const part of parts) {
      const othersLow = low - at(least, part)
      const othersHigh = high - at(most, part)
      if (!tighten(part, at(least, whole) - othersHigh, at(most, whole) - othersLow)) {
        return undefined
      }
      // The sums above were made before this part was narrowed: look again.
      if (at(least, part) !== low - othersLow || at(most, part) !== high - othersHigh) {
        queue.add(index)
        break
      }
    }
  }
  return { least, most }
}

interface Search {
  puzzle: Puzzle
  truth: readonly number[]
  tries: number
}

const FARTHEST_FROM_TRUTH = 24
const MOST_TRIES = 50_000

/** Tries one open count after the other, values near the true one first: they lead somewhere. */
function canBeSolved(search: Search, bounds: Bounds, touched: Iterable<number>): boolean {
  const { puzzle, truth } = search
  search.tries += 1
  if (search.tries > MOST_TRIES) throw new Error('The reader gave up.')
  const narrowed = narrow(puzzle, bounds.least, bounds.most, touched)
  if (!narrowed) return false
  const open = findNarrowest(narrowed)
  if (open === undefined) return true
  const low = narrowed.least[open] ?? 0
  const high = narrowed.most[open] ?? 0
  const aim = Math.min(Math.max(truth[open] ?? 0, low), high)
  for (let distance = 0; distance <= FARTHEST_FROM_TRUTH; distance++) {
    for (const value of distance === 0 ? [aim] : [aim - distance, aim + distance]) {
      if (value < low || value > high) continue
      const next = assign(narrowed, open, value)
      if (canBeSolved(search, next, puzzle.sumsOf[open] ?? [])) return true
    }
  }
  return false
}

function findNarrowest({ least, most }: Bounds): number | undefined {
  let narrowest: number | undefined
  let width = Number.POSITIVE_INFINITY
  for (const [place, low] of least.entries()) {
    const own = (most[place] ?? 0) - low
    if (own > 0 && own < width) [narrowest, width] = [place, own]
  }
  return narrowest
}

const assign = ({ least, most }: Bounds, place: number, value: number): Bounds => ({
  least: least.with(place, value),
  most: most.with(place, value),
})

const allOf = (sums: readonly Sum[]) => sums.keys()
