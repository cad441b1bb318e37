import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type PublishedCell,
  publish,
  suppressTable,
  suppressTotals,
} from '../../../../server/privacy/suppression.ts'
import { createReader, type Published } from '../../../helpers/statistics-reader.ts'

/** Exact counts of some people: areas, and tables by different classes with the same totals. */
interface Truth {
  parents: number[]
  totals: number[]
  tables: number[][][]
}

describe('small counts in tables of areas by classes', () => {
  test('a small count hides one beside it, and both again in a row of the same area', () => {
    const truth = toTruth(
      [-1, 0, 0, 0],
      [
        [
          [3, 20, 30],
          [40, 50, 60],
          [70, 80, 90],
        ],
      ],
    )
    expect(shownText(toPublished(truth))).toEqual([
      '443: 113 150 180',
      '53: <5 · 30',
      '150: · · 60',
      '240: 70 80 90',
    ])
  })

  test('nobody is a small count as well', () => {
    const truth = toTruth(
      [-1, 0, 0],
      [
        [
          [0, 40],
          [30, 50],
        ],
      ],
    )
    expect(shownText(toPublished(truth))).toEqual(['120: 30 90', '40: <5 ·', '80: · ·'])
  })

  test('an area with few people is not broken down at all, and its total not either', () => {
    const truth = toTruth(
      [-1, 0, 0, 0],
      [
        [
          [3, 1],
          [30, 20],
          [40, 80],
        ],
      ],
    )
    expect(shownText(toPublished(truth))).toEqual([
      '174: 73 101',
      '<5: · ·',
      '·: · ·',
      '120: 40 80',
    ])
  })

  test('where nothing large stands beside, the row does not even say which count is small', () => {
    const truth = toTruth([-1], [[[3, 3]]])
    expect(shownText(toPublished(truth))).toEqual(['6: · ·'])
  })

  test('who adds, subtracts and tries cannot narrow a small count nor compute a hidden one', () => {
    fc.assert(
      fc.property(truths, (truth) => expectNothingLearned(truth)),
      { numRuns: 150 },
    )
  })

  test('who is shown small counts only as "<5", without further hiding, computes some', () => {
    const truth = toTruth(
      [-1, 0, 0],
      [
        [
          [3, 20],
          [40, 50],
        ],
      ],
    )
    const published = { ...truth, ...mapCells(truth, hideSmallOnly) }
    expect(() => expectNothingLearned(truth, published)).toThrow()
    const reader = createReader(published)
    expect(reader.boundsOf(reader.place(1, 0, 0))).toEqual([3, 3])
  })

  test('in a whole city adding and subtracting leads nowhere', { timeout: 60_000 }, () => {
    const truth = makeCity()
    const published = toPublished(truth)
    const reader = createReader(published)
    const narrowed = listHidden(truth, published).filter(({ place, value }) => {
      const [least, most] = reader.boundsOf(place)
      return value < 5 ? least > 0 || most < 4 : least === most
    })
    expect(narrowed).toEqual([])
    const shown = published.tables.flat(2).filter((cell) => 'value' in cell).length
    expect(shown / published.tables.flat(2).length).toBeGreaterThan(0.5)
  })
})

function expectNothingLearned(truth: Truth, published = toPublished(truth)): void {
  const reader = createReader(published)
  const all = [...truth.totals, ...truth.tables.flat(2)]
  for (const { place, value } of listHidden(truth, published)) {
    const wanted = value < 5 ? [0, 1, 2, 3, 4] : [value]
    for (const one of wanted) {
      if (!reader.isPossible(place, one, all)) {
        throw new Error(`A reader excludes ${one} for the count ${value}: ${shownText(published)}`)
      }
    }
    const isComputed =
      value >= 5 &&
      ![1, -1, 2, -2, 3, -3, 4, -4].some((step) => reader.isPossible(place, value + step, all))
    if (isComputed) throw new Error(`A reader computes ${value}: ${shownText(published)}`)
  }
}

function listHidden(truth: Truth, { totals, tables }: Published) {
  const cells = [...totals, ...tables.flat(2)]
  const values = [...truth.totals, ...truth.tables.flat(2)]
  return cells.flatMap((cell, place) =>
    'kind' in cell ? [{ place, value: values[place] ?? 0 }] : [],
  )
}

function toPublished({ parents, totals, tables }: Truth): Published {
  const states = suppressTotals(parents, totals)
  return {
    parents,
    totals: totals.map((value, row) => publish(states[row], value)),
    tables: tables.map((counts) => suppressTable(parents, counts, states)),
  }
}

/** Counts of all rows from those of the rows without parts, which stand in order. */
function toTruth(parents: number[], leafTables: number[][][]): Truth {
  const isLeaf = (row: number) => !parents.includes(row)
  const tables = leafTables.map((leaves) => {
    const width = leaves[0]?.length ?? 0
    const rest = [...leaves]
    const counts = parents.map((_parent, row) =>
      isLeaf(row) ? [...(rest.shift() ?? [])] : new Array<number>(width).fill(0),
    )
    for (let row = parents.length - 1; row > 0; row--) {
      const above = counts[parents[row] ?? -1]
      above?.forEach((value, column) => {
        above[column] = value + (counts[row]?.[column] ?? 0)
      })
    }
    return counts
  })
  const totals = (tables[0] ?? []).map((row) => row.reduce((sum, value) => sum + value, 0))
  return { parents, totals, tables }
}

const count = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.integer({ min: 5, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: 10, max: 60 }) },
)

/** Trees of up to four levels and twelve areas, two to four classes, and a second table of two. */
const truths = fc
  .record({
    parents: fc
      .array(fc.nat(), { maxLength: 11 })
      .map((picks) => [-1, ...picks.map((pick, place) => pick % (place + 1))]),
    width: fc.integer({ min: 2, max: 4 }),
  })
  .chain(({ parents, width }) => {
    const leafCount = parents.filter((_parent, row) => !parents.includes(row)).length
    const leaves = fc.array(fc.array(count, { minLength: width, maxLength: width }), {
      minLength: leafCount,
      maxLength: leafCount,
    })
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: leafCount,
      maxLength: leafCount,
    })
    return fc.tuple(leaves, shares).map(([table, parts]) => {
      const second = table.map((row, place) => {
        const total = row.reduce((sum, value) => sum + value, 0)
        const first = Math.round(total * (parts[place] ?? 0))
        return [first, total - first]
      })
      return toTruth(parents, [table, second])
    })
  })

/** 13 communities of 8 zones of 6 grids; ages fall off, and some grids are nearly empty. */
function makeCity(): Truth {
  const parents = [-1]
  const addParts = (rows: number[], size: number) =>
    rows.flatMap((row) => Array.from({ length: size }, () => parents.push(row) - 1))
  const grids = addParts(addParts(addParts([0], 13), 8), 6)
  const [sample] = fc.sample(
    fc.array(fc.integer({ min: 0, max: 1000 }), {
      minLength: grids.length * 10,
      maxLength: grids.length * 10,
    }),
    { numRuns: 1, seed: 7 },
  )
  const leaves = grids.map((_grid, place) => {
    const [emptiness = 0, ...chances] = (sample ?? []).slice(place * 10, place * 10 + 10)
    const scale = emptiness < 15 ? 0.004 : 1
    return chances.map((chance, band) =>
      Math.round(((60 - band * 6) * scale * (chance + 200)) / 700),
    )
  })
  return toTruth(parents, [leaves])
}

const hideSmallOnly = (value: number): PublishedCell => (value < 5 ? { kind: 'small' } : { value })

function mapCells(truth: Truth, toCell: (value: number) => PublishedCell) {
  return {
    totals: truth.totals.map(toCell),
    tables: truth.tables.map((table) => table.map((row) => row.map(toCell))),
  }
}

/** One line a row of the first table: total and classes. */
function shownText({ totals, tables }: Published): string[] {
  return totals.map(
    (total, row) => `${cellText(total)}: ${(tables[0]?.[row] ?? []).map(cellText).join(' ')}`,
  )
}

function cellText(cell: PublishedCell): string {
  if ('value' in cell) return String(cell.value)
  return cell.kind === 'small' ? '<5' : '·'
}
