import FlatQueue from 'flatqueue'
import { boundsOf, type Cell, type CellNetwork, SMALL_BELOW } from './cell-network.ts'

/** One cell of a way: its count grows where the way runs along the arc, and shrinks against it. */
export interface Step {
  place: number
  direction: 1 | -1
}

/** A table that a reader must hold possible: the true one and what differs. */
export interface Attempt {
  /** Difference from the true count, by place of the cell. */
  change: Map<number, number>
  /** Shown cells that have to be hidden for it. */
  opened: Set<number>
}

export interface Way {
  steps: Step[]
  /** By how much the counts along it can change. */
  room: number
}

/**
 * The way from one sum to another along which counts can change, with the least loss: through
 * what is hidden already where possible, else through shown cells that will have to be hidden.
 *
 * @param wanted a shown cell that has less room than this counts double: a second way follows
 */
export function findWay(
  { cells, touching }: CellNetwork,
  [start, goal]: readonly [number, number],
  avoid: number,
  attempt: Attempt,
  wanted: number,
): Way | undefined {
  const cost = new Float64Array(touching.length).fill(Number.POSITIVE_INFINITY)
  const arrival = new Int32Array(touching.length).fill(-1)
  const queue = new FlatQueue<number>()
  cost[start] = 0
  queue.push(start, 0)
  while (queue.length > 0) {
    const soFar = queue.peekValue() ?? 0
    const node = queue.pop() ?? start
    if (node === goal) return collectSteps(cells, arrival, [start, goal], attempt)
    if (soFar > (cost[node] ?? 0)) continue
    for (const place of touching[node] ?? []) {
      const cell = cells[place]
      if (!cell || place === avoid || cell.from === cell.to) continue
      const direction = cell.from === node ? 1 : -1
      const room = roomOf(cell, place, direction, attempt)
      if (room < 1) continue
      const next = direction === 1 ? cell.to : cell.from
      const total = soFar + costOf(cell, place, attempt) * (room < wanted ? 2 : 1)
      if (total >= (cost[next] ?? 0)) continue
      cost[next] = total
      arrival[next] = place
      queue.push(next, total)
    }
  }
  return undefined
}

function costOf(cell: Cell, place: number, { opened }: Attempt): number {
  return cell.state === 'shown' && !opened.has(place) ? cell.loss : 1
}

/** By how much a count can still change in a direction, as far as the reader may know. */
function roomOf(cell: Cell, place: number, direction: 1 | -1, { change }: Attempt): number {
  if (cell.state === 'shown' && cell.isGiven) return 0
  const value = cell.value + (change.get(place) ?? 0)
  const isOpen = cell.state === 'shown'
  if (direction === 1) {
    return isOpen ? Number.POSITIVE_INFINITY : boundsOf(cell).most - value
  }
  return value - (isOpen ? SMALL_BELOW : boundsOf(cell).least)
}

function collectSteps(
  cells: readonly Cell[],
  arrival: Int32Array,
  [start, goal]: readonly [number, number],
  attempt: Attempt,
): Way {
  const steps: Step[] = []
  let room = Number.POSITIVE_INFINITY
  for (let node = goal; node !== start; ) {
    const place = arrival[node] ?? -1
    const cell = cells[place] as Cell
    const direction = cell.to === node ? 1 : -1
    steps.push({ place, direction })
    room = Math.min(room, roomOf(cell, place, direction, attempt))
    node = direction === 1 ? cell.from : cell.to
  }
  return { steps, room }
}
