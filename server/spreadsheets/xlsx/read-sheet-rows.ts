import { type Cell, isBlankRow, MOST_CHARACTERS, MOST_COLUMNS, type SheetRow } from '../sheet.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { decodeEscapes } from './decode-escapes.ts'
import { createMergeFiller, type Merge, toColumn } from './merged-cells.ts'
import { toDay } from './serial-day.ts'
import type { SharedStrings } from './shared-strings.ts'
import { type Attributes, readXml, type XmlSource } from './xml-events.ts'

export interface SheetContext {
  strings: SharedStrings
  dateStyles: ReadonlySet<number>
  merges: readonly Merge[]
  is1904: boolean
}

/** The rows of a sheet, some at a time; of formulas the value that was last computed. */
export async function* readSheetRows(
  source: XmlSource,
  context: SheetContext,
): AsyncGenerator<SheetRow[]> {
  const reader = createRowReader(context)
  for await (const _ of readXml(source, reader)) {
    const rows = reader.takeRows()
    if (rows.length > 0) yield rows
  }
  const rows = reader.takeRows()
  if (rows.length > 0) yield rows
}

function createRowReader(context: SheetContext) {
  const fill = createMergeFiller(context.merges)
  let rows: SheetRow[] = []
  let line = 0
  let cells: Cell[] = []
  let column = -1
  let type = ''
  let style = -1
  let value = ''
  let isValue = false
  let phoneticDepth = 0

  const openCell = ({ r, t, s }: Attributes) => {
    column = r === undefined ? column + 1 : toColumn(r.replace(/\d+$/, ''))
    if (column >= MOST_COLUMNS) throw new UnreadableFile('file-too-wide')
    type = t ?? 'n'
    style = s === undefined ? -1 : Number(s)
    value = ''
  }
  const closeCell = () => {
    if (value === '') return
    while (cells.length < column) cells.push('')
    cells[column] = toCell(value, type, style, context)
  }

  return {
    takeRows() {
      const taken = rows
      rows = []
      return taken
    },
    open(name: string, attributes: Attributes) {
      if (name === 'c') openCell(attributes)
      else if (name === 'v' || name === 't') isValue = phoneticDepth === 0
      else if (name === 'rPh') phoneticDepth++
      else if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r)
        cells = []
        column = -1
      }
    },
    text(part: string) {
      if (isValue && value.length < MOST_CHARACTERS) value += part
    },
    close(name: string) {
      if (name === 'c') closeCell()
      else if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') phoneticDepth--
      else if (name === 'row') {
        fill(line, cells)
        if (!isBlankRow(cells)) rows.push({ line, cells })
      }
    },
  }
}

function toCell(value: string, type: string, style: number, context: SheetContext): Cell {
  switch (type) {
    case 's':
      return context.strings.at(Number(value)) ?? ''
    case 'str':
    case 'inlineStr':
      return decodeEscapes(value.slice(0, MOST_CHARACTERS))
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'd':
      return value.slice(0, 10)
    case 'n': {
      const number = Number(value)
      if (!Number.isFinite(number)) return value
      // Days count from 1900 everywhere else in the house.
      const serial = context.is1904 ? number + DAYS_TO_1904 : number
      if (context.dateStyles.has(style)) return toDay(serial) ?? number
      return number
    }
    default:
      return value
  }
}

const DAYS_TO_1904 = 1462
