import {
  fieldsOfRoster,
  neededFields,
  type RosterField,
  type RosterKind,
  type RosterMapping,
} from '../../contract/rosters.ts'
import { type Cell, MOST_COLUMNS, type SheetRow } from '../../spreadsheets/sheet.ts'
import { columnNames, toHeaderKey } from './column-names.ts'

/** Above the header stand titles and remarks; below this line nobody looks for it. */
export const MOST_HEADER_LINES = 30

const fieldByKey: Record<RosterKind, ReadonlyMap<string, RosterField>> = {
  household: keysOf('household'),
  person: keysOf('person'),
  shop: keysOf('shop'),
}

/**
 * Names of the columns as a header row gives them: empty ones by their letter's place, equal ones
 * told apart by a number. The mapping refers to them.
 */
export function nameColumns(cells: readonly Cell[]): string[] {
  const seen = new Map<string, number>()
  return cells.slice(0, MOST_COLUMNS).map((cell, index) => {
    const text = String(cell).normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, 60)
    const name = text || `#${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

/** The row that names the columns: the one of which most names are known; undefined where none is. */
export function findHeader(rows: readonly SheetRow[], kind: RosterKind): SheetRow | undefined {
  let best: { row: SheetRow; count: number } | undefined
  for (const row of rows.slice(0, MOST_HEADER_LINES)) {
    const count = Object.keys(guessMapping(nameColumns(row.cells), kind)).length
    if (count >= 2 && count > (best?.count ?? 0)) best = { row, count }
  }
  return best?.row
}

/** Which column holds which field, as far as their names say; the first column of a meaning wins. */
export function guessMapping(columns: readonly string[], kind: RosterKind): RosterMapping {
  const mapping: RosterMapping = {}
  for (const column of columns) {
    const field = fieldByKey[kind].get(toHeaderKey(column))
    if (field && mapping[field] === undefined) mapping[field] = column
  }
  return mapping
}

/** Groups of fields of which none is mapped, though the form needs one. */
export const listMissingFields = (mapping: RosterMapping, kind: RosterKind) =>
  neededFields[kind].filter((group) => group.every((field) => mapping[field] === undefined))

function keysOf(kind: RosterKind): Map<string, RosterField> {
  const fields = fieldsOfRoster[kind]
  const pairs = fields.flatMap((field) =>
    columnNames[field].map((name, rank) => ({ key: toHeaderKey(name), field, rank })),
  )
  // Where two fields share a name, it means the one that lists it earlier.
  pairs.sort((a, b) => b.rank - a.rank)
  return new Map(pairs.map(({ key, field }) => [key, field]))
}
