import { type Cell, type CellNetwork, type RowParents, SMALL_BELOW } from './cell-network.ts'
import { type Attempt, findWay } from './find-way.ts'

/** What some possible table shows of a cell that is not shown. */
interface Witness {
  isZero: boolean
  isLargestSmall: boolean
  isOther: boolean
}

/**
 * Hides cells until every cell that is not shown is protected: a small one may be anything from 0
 * to 4, a large one is not known exactly. For each it looks for a possible table that proves so.
 * Hiding more only adds possible tables, so what is proved once stays proved.
 */
export function protectCells(network: CellNetwork, parents: RowParents): void {
  const { cells } = network
  const witnesses = cells.map(
    ({ value }): Witness => ({
      isZero: value === 0,
      isLargestSmall: value === SMALL_BELOW - 1,
      isOther: false,
    }),
  )
  for (;;) {
    const open = cells.flatMap((cell, place) =>
      isProtected(cell, witnesses[place]) ? [] : [place],
    )
    if (open.length === 0) return
    for (const place of open) {
      const cell = cells[place] as Cell
      if (protectCell(network, place, witnesses)) continue
      withholdAround(cells, cell.row, parents)
      break
    }
  }
}

function isProtected({ state, value, isGiven }: Cell, witness: Witness | undefined): boolean {
  if (state === 'shown' || isGiven || !witness) return true
  return value < SMALL_BELOW ? witness.isZero && witness.isLargestSmall : witness.isOther
}

function protectCell(network: CellNetwork, place: number, witnesses: Witness[]): boolean {
  const { value } = network.cells[place] as Cell
  if (value >= SMALL_BELOW) {
    return (
      witnesses[place]?.isOther ||
      changeCell(network, place, 1, witnesses) ||
      changeCell(network, place, -1, witnesses)
    )
  }
  return (
    (witnesses[place]?.isLargestSmall ||
      changeCell(network, place, SMALL_BELOW - 1 - value, witnesses)) &&
    (witnesses[place]?.isZero || changeCell(network, place, -value, witnesses))
  )
}

/**
 * Looks for a possible table in which one count differs by so much: a flow around a circle through
 * its arc. Hides what has to be hidden for it; hides nothing and says false where there is none.
 */
function changeCell(
  network: CellNetwork,
  place: number,
  difference: number,
  witnesses: Witness[],
): boolean {
  const { from, to } = network.cells[place] as Cell
  const ends = difference > 0 ? ([to, from] as const) : ([from, to] as const)
  const attempt: Attempt = { change: new Map(), opened: new Set() }
  for (let missing = Math.abs(difference); missing > 0; ) {
    const way = findWay(network, ends, place, attempt, missing)
    if (!way) return false
    const amount = Math.min(way.room, missing)
    for (const step of way.steps) {
      const { change, opened } = attempt
      change.set(step.place, (change.get(step.place) ?? 0) + step.direction * amount)
      if (network.cells[step.place]?.state === 'shown') opened.add(step.place)
    }
    missing -= amount
  }
  attempt.change.set(place, difference)
  noteTable(network, attempt, witnesses)
  return true
}

function noteTable({ cells }: CellNetwork, { change, opened }: Attempt, witnesses: Witness[]) {
  for (const place of opened) (cells[place] as Cell).state = 'hidden'
  for (const [place, difference] of change) {
    const witness = witnesses[place]
    if (!witness || difference === 0) continue
    const value = (cells[place] as Cell).value + difference
    // Possible tables are convex and whole numbers are among them, so beyond 4 means 4 as well.
    witness.isLargestSmall ||= value >= SMALL_BELOW - 1
    witness.isZero ||= value <= 0
    witness.isOther = true
  }
}

/**
 * Where too little is left to hide behind, nothing is said of the row; then nothing of the rows
 * beside and above it; then nothing at all, which protects everything.
 */
function withholdAround(cells: readonly Cell[], row: number, parents: RowParents): void {
  const parent = parents[row] ?? -1
  const isFamily = (one: number) => one === parent || (parents[one] ?? -1) === parent
  for (const isMeant of [(one: number) => one === row, isFamily, () => true]) {
    const meant = cells.filter((cell) => !cell.isGiven && isMeant(cell.row))
    if (meant.every(({ state }) => state === 'withheld')) continue
    for (const cell of meant) cell.state = 'withheld'
    return
  }
  throw new Error('A cell cannot be protected although nothing is shown.')
}
