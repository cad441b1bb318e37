import type { RosterField, RosterKind, RosterMapping } from '../../contract/rosters.ts'
import { fieldsOfRoster } from '../../contract/rosters.ts'
import type { Cell, Sheet, SheetRow } from '../../spreadsheets/sheet.ts'
import { UnreadableFile } from '../../spreadsheets/unreadable-file.ts'
import { findHeader, guessMapping, MOST_HEADER_LINES, nameColumns } from './guess-mapping.ts'
import type { Fields } from './read-address.ts'
import { toText } from './read-values.ts'

/** A file that was seen to be a roster. */
export interface Roster {
  sheet: Sheet
  headerLine: number
  columns: string[]
  /** Guessed from the names of the columns. */
  mapping: RosterMapping
  /** First values of each column. */
  samples: string[][]
}

export interface RosterRow {
  line: number
  fields: Fields
  /** All cells as they were written. */
  cells: Cell[]
}

const SAMPLES = 5

/**
 * Finds the row that names the columns, and what they mean.
 *
 * @throws UnreadableFile
 */
export async function openRoster(sheet: Sheet, kind: RosterKind): Promise<Roster> {
  const first = await takeFirst(sheet, MOST_HEADER_LINES + SAMPLES)
  if (first.length === 0) throw new UnreadableFile('file-empty')
  const header = findHeader(first, kind)
  if (!header) throw new UnreadableFile('file-header-missing')
  const below = first.filter(({ line }) => line > header.line)
  const width = Math.max(header.cells.length, ...below.map(({ cells }) => cells.length))
  const columns = nameColumns(
    Array.from({ length: width }, (_, index) => header.cells[index] ?? ''),
  )
  return {
    ...{ sheet, headerLine: header.line, columns, mapping: guessMapping(columns, kind) },
    samples: columns.map((_, index) =>
      below.slice(0, SAMPLES).map(({ cells }) => toText(cells[index])),
    ),
  }
}

/** The rows below the header, some at a time. */
export async function* readRoster(
  { sheet, headerLine, columns }: Roster,
  kind: RosterKind,
  mapping: RosterMapping,
): AsyncGenerator<RosterRow[]> {
  const places = fieldsOfRoster[kind].flatMap((field): [RosterField, number][] => {
    const place = columns.indexOf(mapping[field] ?? '')
    return place < 0 ? [] : [[field, place]]
  })
  for await (const rows of sheet.rows()) {
    const own = rows.filter(({ line }) => line > headerLine)
    if (own.length > 0)
      yield own.map(({ line, cells }) => ({ line, cells, fields: pick(cells, places) }))
  }
}

function pick(cells: readonly Cell[], places: readonly [RosterField, number][]): Fields {
  const fields: Fields = {}
  for (const [field, place] of places) {
    const cell = cells[place]
    if (cell !== undefined) fields[field] = cell
  }
  return fields
}

async function takeFirst(sheet: Sheet, most: number): Promise<SheetRow[]> {
  const first: SheetRow[] = []
  for await (const rows of sheet.rows()) {
    first.push(...rows)
    if (first.length >= most) break
  }
  return first.slice(0, most)
}
