import type { Point } from '../plan/frame.ts'
import { addCell, type Box, type Parcel } from '../plan/parcel.ts'

interface GridPlace {
  columns: number
  rows: number
  column: number
  row: number
}

/** Middle of one slot of a box that is divided evenly. */
export function slotMiddle([west, south, east, north]: Box, place: GridPlace): Point {
  return [
    west + ((east - west) * (place.column + 0.5)) / place.columns,
    south + ((north - south) * (place.row + 0.5)) / place.rows,
  ]
}

/** Adds the cell of a slot; slots at the edge reach to the middle of the street. */
export function addGridCell(
  parcel: Parcel,
  [west, south, east, north]: Box,
  place: GridPlace,
): number {
  const { columns, rows, column, row } = place
  const x = (index: number) =>
    index === 0 ? 0 : index === columns ? parcel.width : west + ((east - west) * index) / columns
  const y = (index: number) =>
    index === 0 ? 0 : index === rows ? parcel.height : south + ((north - south) * index) / rows
  return addCell(parcel, [x(column), y(row), x(column + 1), y(row + 1)])
}
