import type { Cell } from '../sheet.ts'
import type { XmlSource } from './xml-events.ts'

/** A merged rectangle; rows from 1, columns from 0, all inclusive. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

const MOST_MERGES = 500_000
const REFERENCE = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g

/**
 * The merged cells of a sheet, from top to bottom. They are written behind the rows, so the sheet
 * is gone through once for them alone, without reading its XML.
 */
export async function readMerges(source: XmlSource): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = ''
  for await (const chunk of source()) {
    const text = tail + chunk.toString('latin1')
    for (const [, left = '', top, right = '', bottom] of text.matchAll(REFERENCE)) {
      merges.push({
        ...{ top: Number(top), bottom: Number(bottom) },
        ...{ left: toColumn(left), right: toColumn(right) },
      })
    }
    if (merges.length > MOST_MERGES) break
    // What is cut off begins at the last sign that opens an element, and is found but once.
    const open = text.lastIndexOf('<')
    tail = open < 0 || text.indexOf('>', open) >= 0 ? '' : text.slice(open)
  }
  return merges.sort((a, b) => a.top - b.top)
}

/** Gives each cell of a merged rectangle the value of its first: rows have to come in their order. */
export function createMergeFiller(merges: readonly Merge[]): (line: number, cells: Cell[]) => void {
  let next = 0
  let active: { merge: Merge; value: Cell }[] = []
  return (line, cells) => {
    active = active.filter(({ merge }) => merge.bottom >= line)
    for (let merge = merges[next]; merge && merge.top <= line; merge = merges[++next]) {
      if (merge.bottom < line) continue
      active.push({ merge, value: merge.top === line ? (cells[merge.left] ?? '') : '' })
    }
    for (const { merge, value } of active) {
      for (let column = merge.left; column <= merge.right && value !== ''; column++) {
        while (cells.length < column) cells.push('')
        if ((cells[column] ?? '') === '') cells[column] = value
      }
    }
  }
}

/** A is 0, AA is 26. */
export function toColumn(letters: string): number {
  let column = 0
  for (let place = 0; place < letters.length; place++) {
    column = column * 26 + letters.charCodeAt(place) - 64
  }
  return column - 1
}
