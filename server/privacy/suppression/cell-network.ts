/** Counts below this are small: they are not shown to who may see only statistics. */
export const SMALL_BELOW = 5

/**
 * What becomes of a cell: `shown` as it is, `small` as "<5", `hidden` so that a small one cannot be
 * computed. Of a `withheld` cell nothing is said at all, not even whether it is small.
 */
export type CellState = 'shown' | 'small' | 'hidden' | 'withheld'

/** A cell of a table of counts as an arc: its count flows from one sum into another. */
export interface Cell {
  row: number
  value: number
  state: CellState
  /** Sum that the count comes out of. */
  from: number
  /** Sum that the count goes into. */
  to: number
  /** What would be lost with it. */
  loss: number
  /** The state is given and stays. */
  isGiven: boolean
}

/** Every sum is a node, at which as much comes in as goes out. */
export interface CellNetwork {
  cells: Cell[]
  /** Places of the cells at each node, outgoing and incoming. */
  touching: number[][]
}

/** Rows of areas: the row that each is part of, -1 for the widest; parts stand behind their whole. */
export type RowParents = readonly number[]

/** One column of a tree of areas: each whole is the sum of its parts. */
export function toColumnNetwork(parents: RowParents, counts: readonly number[]): CellNetwork {
  const heights = toHeights(parents)
  const end = parents.length
  // A part without parts flows back to the one end from which the widest come.
  const cells = counts.map((value, row): Cell => {
    const { [row]: parent = -1 } = parents
    const from = parent < 0 ? end : parent
    return toCell(row, value, heights[row] ?? 0, { from, to: heights[row] === 0 ? end : row })
  })
  return connect(cells, end + 1)
}

/**
 * A table of such columns beside their total. Down the columns the counts flow from the widest
 * area into its parts, at a part without parts all columns meet, and up the total they flow back.
 * The cells of the totals come first and keep the states given.
 */
export function toTableNetwork(
  parents: RowParents,
  counts: readonly (readonly number[])[],
  totalStates: readonly CellState[],
): CellNetwork {
  const heights = toHeights(parents)
  const width = (counts[0]?.length ?? 0) + 1
  const end = parents.length * width
  const nodeOf = (row: number, column: number) =>
    row < 0 ? end : row * width + (heights[row] === 0 ? 0 : column)
  const totals = counts.map((classes, row): Cell => {
    const ends = { from: nodeOf(row, 0), to: nodeOf(parents[row] ?? -1, 0) }
    return {
      ...toCell(row, sum(classes), 0, ends),
      state: totalStates[row] ?? 'shown',
      isGiven: true,
    }
  })
  const classes = counts.flatMap((values, row) =>
    values.map((value, column) => {
      const ends = { from: nodeOf(parents[row] ?? -1, column + 1), to: nodeOf(row, column + 1) }
      return toCell(row, value, heights[row] ?? 0, ends)
    }),
  )
  return connect([...totals, ...classes], end + 1)
}

/** The largest and the smallest count that a reader must hold possible, given the state. */
export function boundsOf({ state, value }: Cell): { least: number; most: number } {
  if (state === 'shown') return { least: value, most: value }
  if (state === 'small') return { least: 0, most: SMALL_BELOW - 1 }
  return { least: state === 'hidden' ? SMALL_BELOW : 0, most: Number.POSITIVE_INFINITY }
}

function toCell(row: number, value: number, height: number, ends: Pick<Cell, 'from' | 'to'>): Cell {
  const state = value < SMALL_BELOW ? 'small' : 'shown'
  // A wider area tells more people more; of two alike the smaller count is the smaller loss.
  const loss = 100 * 6 ** height + 10 * Math.log2(value + 1)
  return { row, value, state, loss, isGiven: false, ...ends }
}

function connect(cells: Cell[], nodeCount: number): CellNetwork {
  const touching: number[][] = Array.from({ length: nodeCount }, () => [])
  for (const [place, { from, to }] of cells.entries()) {
    touching[from]?.push(place)
    touching[to]?.push(place)
  }
  return { cells, touching }
}

/** Levels below each row: 0 for a row without parts. */
function toHeights(parents: RowParents): number[] {
  const heights = parents.map(() => 0)
  for (let row = parents.length - 1; row >= 0; row--) {
    const { [row]: parent = -1 } = parents
    if (parent >= row) throw new RangeError(`Row ${row} stands before the row it is part of.`)
    if (parent >= 0) heights[parent] = Math.max(heights[parent] ?? 0, (heights[row] ?? 0) + 1)
  }
  return heights
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
