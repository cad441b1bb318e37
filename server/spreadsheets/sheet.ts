/** What stands in a cell: text, or a number where the workbook says that it is one. */
export type Cell = string | number

export interface SheetRow {
  /** Line in the file or row of the sheet, from 1. */
  line: number
  /** Empty cells are ''; cells behind the last one are missing. */
  cells: Cell[]
}

/** A table in a file. */
export interface Sheet {
  format: 'xlsx' | 'csv'
  /** Of text: utf-8, utf-16le, utf-16be or gb18030. */
  encoding: string | null
  /** Of text: what stands between the cells. */
  delimiter: string | null
  /** Names of all sheets of a workbook. */
  names: readonly string[]
  /** Name of this one; null for text. */
  name: string | null
  /** Share of the file that has been read, from 0 to 1. */
  progress(): number
  /** The rows that hold anything, some at a time; can be read again from the beginning. */
  rows(): AsyncGenerator<SheetRow[]>
}

/** More than any roster has; a table that is wider is something else. */
export const MOST_COLUMNS = 256

/** Longer texts are cut: no field of a roster has so many characters. */
export const MOST_CHARACTERS = 2000

/** Whether a row holds nothing but blanks. */
export const isBlankRow = (cells: readonly Cell[]): boolean =>
  cells.every((cell) => typeof cell === 'string' && cell.trim() === '')
