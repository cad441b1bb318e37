import {
  type CellState,
  type RowParents,
  SMALL_BELOW,
  toColumnNetwork,
  toTableNetwork,
} from './suppression/cell-network.ts'
import { protectCells } from './suppression/protect-cells.ts'

export type { CellState, RowParents } from './suppression/cell-network.ts'

/** What leaves the house of one count: itself, "<5", or nothing because "<5" could be computed. */
export type PublishedCell = { value: number } | { kind: 'small' } | { kind: 'hidden' }

/** What becomes of the totals of all rows; the same in every table of the same people. */
export type TotalStates = readonly CellState[]

/**
 * Decides which totals are shown, before and whatever the columns are.
 *
 * @param parents the row that each row is part of
 * @param totals exact count of each row, each whole the sum of its parts
 */
export function suppressTotals(parents: RowParents, totals: readonly number[]): TotalStates {
  const network = toColumnNetwork(parents, totals)
  protectCells(network, parents)
  return network.cells.map(({ state }) => state)
}

/**
 * Hides small counts of a table of areas by classes, and as many others as it takes that nobody
 * can compute them.
 *
 * **What is promised.** A reader knows all shown cells of all tables that share these totals, that
 * wholes are the sums of their parts and totals those of their classes, that counts are whole and
 * not negative, that "<5" is 0 to 4, and even that a hidden cell beside a "<5" of its own row is
 * at least 5. Still every small cell (0 counts as small: that nobody is there is news too) may be
 * any of 0 to 4, and no hidden cell is known exactly.
 *
 * **Why it holds.** Such a table is a network: cells are arcs, sums are nodes. What a cell may be
 * is what a circle of flow through its arc can make of it, in whole numbers without gaps; a cell
 * without such a circle gets the one that hides least (L. H. Cox, "Network models for complementary
 * cell suppression", Journal of the American Statistical Association 90, 1995; M. Fischetti and
 * J. J. Salazar, Management Science 47, 2001). A row whose total is not shown is not broken down
 * in any table: so whatever the totals may be, each table can be filled to match (a transportation
 * problem with equal sums always can), and tables tell together no more than each alone.
 *
 * **What is not.** Comparing the table of today with that of yesterday shows who came and went
 * where the number is shown on both days. Readers who know people add what they know.
 *
 * @param counts exact count of each row by class
 * @param totals what `suppressTotals` said of the sums of the rows
 */
export function suppressTable(
  parents: RowParents,
  counts: readonly (readonly number[])[],
  totals: TotalStates,
): PublishedCell[][] {
  const width = counts[0]?.length ?? 0
  if (width === 1)
    return counts.map((row, place) => row.map((value) => publish(totals[place], value)))
  const network = toTableNetwork(parents, counts, totals)
  for (const cell of network.cells) {
    if (!cell.isGiven && totals[cell.row] !== 'shown') cell.state = 'withheld'
  }
  protectCells(network, parents)
  const states = network.cells.slice(counts.length).map(({ state }) => state)
  return counts.map((row, place) =>
    row.map((value, column) => publish(states[place * width + column], value)),
  )
}

/** Whether a count is too small to be shown; nobody at all is, too. */
export const isSmall = (count: number): boolean => count < SMALL_BELOW

/** What leaves the house of a count in a state; nothing where the state is not known. */
export function publish(state: CellState | undefined, value: number): PublishedCell {
  if (state === 'shown') return { value }
  return { kind: state === 'small' ? 'small' : 'hidden' }
}
