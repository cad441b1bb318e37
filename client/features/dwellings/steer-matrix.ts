import type { MatrixLayout } from './matrix-layout.ts'

export interface CellPlace {
  row: number
  column: number
}

const page = 5

/**
 * The keys of a grid, after the ARIA authoring practices: arrows go to the next dwelling in that
 * direction and pass over gaps and shop floors.
 * @returns undefined for keys that mean nothing here, or where there is nothing in that direction
 */
export function steerMatrix(
  key: string,
  layout: MatrixLayout,
  from: CellPlace,
): CellPlace | undefined {
  switch (key) {
    case 'ArrowDown':
      return walk(layout, from, 1, 0)
    case 'ArrowUp':
      return walk(layout, from, -1, 0)
    case 'ArrowRight':
      return walk(layout, from, 0, 1)
    case 'ArrowLeft':
      return walk(layout, from, 0, -1)
    case 'Home':
      return walk(layout, { row: from.row, column: -1 }, 0, 1)
    case 'End':
      return walk(layout, { row: from.row, column: layout.columnCount }, 0, -1)
    case 'PageDown':
      return repeat(page, (place) => walk(layout, place, 1, 0), from)
    case 'PageUp':
      return repeat(page, (place) => walk(layout, place, -1, 0), from)
    default:
      return undefined
  }
}

/** The first dwelling from the top: where the focus goes when nothing is chosen. */
export function firstCell(layout: MatrixLayout): CellPlace | undefined {
  for (const [row, line] of layout.rows.entries()) {
    if (line.kind !== 'dwellings') continue
    const column = line.cells.findIndex((cell) => cell !== undefined)
    if (column >= 0) return { row, column }
  }
  return undefined
}

function walk(
  layout: MatrixLayout,
  from: CellPlace,
  down: number,
  right: number,
): CellPlace | undefined {
  let row = from.row + down
  let column = from.column + right
  while (layout.rows[row] && column >= 0 && column < layout.columnCount) {
    const line = layout.rows[row]
    if (line?.kind === 'dwellings' && line.cells[column]) return { row, column }
    row += down
    column += right
  }
  return undefined
}

function repeat(
  times: number,
  step: (place: CellPlace) => CellPlace | undefined,
  from: CellPlace,
): CellPlace {
  let place = from
  for (let count = 0; count < times; count++) place = step(place) ?? place
  return place
}
